// SPDX-License-Identifier: MIT
#include "model/step.hpp"

#include <gtest/gtest.h>

#include <string>

#include "model/step_testing.hpp"

namespace claimcheck::model {
namespace {

TEST(Step, ClaimsAGroupInSeqOrderWhateverItsAddressesT5) {
  expect_trace(R"(
offer 0 A shared  at 128M +64M seq 2, at 0 +64M seq 3, at 512M +2M seq 1 -> ok M2
write 0.0 uuid A -> ok T5
read 0.0 size -> 130M V2
read 0.0 uuid -> A V1
read 0 available_size -> 0 V5
)");
}

TEST(Step, LaysRangesOutAsPrefixSumsT5) {
  const auto trace = parse(std::string(setup_text) +
                           "offer 0 A  at 128M +64M, at 0 +2M, at 256M +4M\nwrite 0.0 uuid A\n")
                         .trace;
  State state = initial_state(trace.setup);
  for (const auto& step : trace.steps) {
    model::step<Checks::on>(trace.setup, state, step.operation);
  }
  const auto& device = state.regions[0].devices[0];
  ASSERT_EQ(device.ranges.size(), 3u);
  EXPECT_EQ(device.ranges[0].offset, 0u);
  EXPECT_EQ(device.ranges[1].offset, 64u << 20);
  EXPECT_EQ(device.ranges[2].offset, 66u << 20);
  EXPECT_EQ(device.size, 70u << 20);
}

TEST(Step, DecidesAWriteOfUuidInTheContractsOrder) {
  expect_trace(R"(
write 2.0 uuid "junk" -> EOPNOTSUPP W1
write 3.0 uuid A -> EOPNOTSUPP W1
unbind 0 -> ok R1
write 0.0 uuid "junk" -> EINVAL W2
write 0.0 uuid "\0" -> EINVAL W2
write 0.0 uuid "\n" -> EINVAL W2
write 0.0 uuid "0\n\n" -> EINVAL W2
write 0.0 uuid "0x\0" -> EINVAL W2
write 0.0 uuid "11111111-1111-1111-1111-111111111111 " -> EINVAL W2
write 0.0 uuid A -> ENXIO W4
bind 0 -> ok V7
write 0.0 uuid A -> ENOENT T1
offer 0 untagged  at 0 +2M -> ok M2
write 0.0 uuid 0 -> ok U1
write 0.0 uuid A -> EBUSY W6
write 0.0 uuid "junk" -> EINVAL W2
write 0.7 uuid "junk" -> ENODEV V6
)");
}

TEST(Step, ReadsUuidsOfEitherCaseAndTheNullUuidAsZeroW2) {
  expect_trace(R"(
offer 0 B  at 0 +2M -> ok M2
offer 0 untagged  at 2M +2M -> ok M2
write 0.0 uuid "22222222-2222-2222-2222-22222222222B" -> ok T5
create 0 -> 0.1 V8
write 0.1 uuid null -> ok U1
read 0.1 uuid -> null V1
)");
}

TEST(Step, SeesOnlyFreeExtentsOfItsRegionT1) {
  expect_trace(R"(
offer 0 A  at 0 +2M -> ok M2
write 1.0 uuid A -> ENOENT T1
offer 0 untagged  at 2M +2M -> ok M2
create 0 -> 0.1 V8
write 0.0 uuid A -> ok T5
write 0.1 uuid A -> ENOENT T1
)");
}

TEST(Step, RefusesGapsAndDuplicatesFromEitherBaseT2) {
  expect_trace(R"(
inject 0 A  at 0 +2M seq 1 -> ok M6
inject 0 A  at 2M +2M seq 3 -> ok M6
write 0.0 uuid A -> EINVAL T2
inject 0 A  at 4M +2M seq 2 -> ok M6
write 0.0 uuid A -> ok T5
inject 1 B  at 0 +2M seq 1 -> ok M6
write 1.0 uuid B -> EINVAL T2
inject 1 B  at 2M +2M seq 0 -> ok M6
write 1.0 uuid B -> ok T5
inject 1 A  at 4M +2M seq 0 -> ok M6
inject 1 A  at 6M +2M seq 0 -> ok M6
create 1 -> 1.1 V8
write 1.1 uuid A -> EINVAL T2
)");
}

TEST(Step, RefusesAGroupThatLostItsLastMemberT3) {
  expect_trace(R"(
offer 0 A  at 0 +2M, at 2M +2M lost -> ok M2
write 0.0 uuid A -> EINVAL T3
inject 0 A  at 4M +2M seq 2 -> ok M6
write 0.0 uuid A -> ok T5
)");
}

TEST(Step, RefusesMisalignedMembersT4) {
  expect_trace(R"(
inject 0 A  at 0 +4K seq 1 -> ok M6
write 0.0 uuid A -> EINVAL T4
inject 0 B  at 1M +2M seq 1 -> ok M6
write 0.0 uuid B -> EINVAL T4
)");
}

TEST(Step, TakesTheFirstAlignedUntaggedExtentU1U2) {
  expect_trace(R"(
write 0.0 uuid 0 -> ENOENT U2
inject 0 untagged  at 512M +4K seq 0 -> ok M6
write 0.0 uuid 0 -> EINVAL U2
offer 0 untagged  at 256M +4M, at 0 +2M -> ok M2
write 0.0 uuid 0 -> ok U1
read 0.0 size -> 4M V2
)");
}

TEST(Step, SizesADeviceInTheContractsOrderV3) {
  expect_trace(R"(
offer 0 untagged  at 0 +4M -> ok M2
write 0.0 uuid 0 -> ok U1
bind 0.0 -> ok V7
unbind 0 -> ok R1
write 0.0 size "x" -> EINVAL V3
write 0.0 size 1M -> EINVAL V3
write 0.0 size 0 -> ENXIO V3
bind 0 -> ok V7
write 0.0 size 4M -> EBUSY V3
unbind 0.0 -> ok V7
write 0.0 size "0x400000" -> ok V3
write 0.0 size 2M -> EOPNOTSUPP V3
write 0.0 size 0 -> ok V3
write 0.0 size 0 -> ok V3
read 0.0 uuid -> null V1
read 0 available_size -> 4M V5
)");
}

TEST(Step, ShowsModesByKindV4) {
  expect_trace(R"(
mode 0.0 uuid -> 0644 V4
mode 2.0 uuid -> 0444 V4
mode 3.0 uuid -> 0444 V4
mode 0.0 align -> 0444 V4
mode 2.0 align -> 0444 V4
mode 3.0 align -> 0644 V4
mode 0.0 size -> 0644 V4
mode 2.0 size -> 0444 V4
mode 3.0 size -> 0644 V4
mode 3.1 size -> ENODEV V6
)");
}

TEST(Step, CreatesAndDeletesDevicesV6V8) {
  expect_trace(R"(
create 2 -> EINVAL V8
create 0 -> ENOSPC V8
create 3 -> 3.1 V8
offer 0 untagged  at 0 +4M -> ok M2
create 0 -> 0.1 V8
create 0 -> 0.2 V8
delete 0.1 -> ok V6
delete 0.1 -> ENODEV V6
create 0 -> 0.1 V8
delete 0.0 -> EBUSY V6
write 0.1 uuid 0 -> ok U1
delete 0.1 -> EBUSY V6
)");
}

TEST(Step, BindsADriverOnceAndOnlyToCapacityV7) {
  expect_trace(R"(
bind 0.0 -> ENXIO V7
unbind 0.0 -> ENODEV V7
bind 0 -> EBUSY V7
offer 0 untagged  at 0 +4M -> ok M2
write 0.0 uuid 0 -> ok U1
bind 0.0 -> ok V7
bind 0.0 -> EBUSY V7
unbind 0 -> ok R1
unbind 0 -> ENODEV V7
)");
}

TEST(Step, AdmitsOffersInTheContractsOrderM1ToM4) {
  expect_trace(R"(
offer 0 untagged shared  at 1M +2M seq 7 -> EINVAL M1
offer 0 A shared  at 1M +2M seq 7 -> EINVAL M2
offer 0 A shared  at 0 +2M seq 1, at 0 +2M seq 1 -> EINVAL M2
offer 0 A  at 0 +2M -> ok M2
offer 1 A  at 1M +2M -> EEXIST M3
offer 0 B  at 1M +2M -> EINVAL M4
offer 0 B  at 2M +1M -> EINVAL M4
offer 0 B  at 2M +0 -> EINVAL M4
offer 0 B  at 1022M +4M -> EINVAL M4
offer 0 B  at 0 +4M -> ENOSPC M4
offer 0 B  at 4M +4M, at 6M +4M -> ENOSPC M4
offer 0 B  at 4M +4M, at 6M +4M lost -> ENOSPC M4
offer 1 B shared  at 2M +2M seq 1, at 0 +2M seq 0 -> ok M2
read 0 available_size -> 2M V5
)");
}

TEST(Step, InjectsWhateverCanBePlacedM6) {
  expect_trace(R"(
inject 0 A  at 0 +0 seq 1 -> ENOSPC M6
inject 0 A  at 1023M +2M seq 1 -> ENOSPC M6
inject 0 A  at 1 +1 seq 65535 -> ok M6
inject 0 A  at 0 +2 seq 1 -> ENOSPC M6
)");
}

TEST(Step, ReleasesAllOfATagOrNoneM7) {
  expect_trace(R"(
release 0 A -> ENOENT M7
offer 0 A  at 0 +2M, at 2M +2M -> ok M2
write 0.0 uuid A -> ok T5
inject 0 A  at 4M +2M seq 1 -> ok M6
release 0 A -> EBUSY M7
write 0.0 size 0 -> ok V3
release 0 at 0 -> ENOENT M7
release 0 A -> ok M7
offer 0 untagged  at 0 +2M -> ok M2
offer 1 A  at 0 +2M -> ok M2
write 0.0 uuid 0 -> ok U1
release 0 at 0 -> EBUSY M7
write 0.0 size 0 -> ok V3
release 0 at 0 -> ok M7
)");
}

TEST(Step, KeepsRangesRightWhenEarlierExtentsGo) {
  expect_trace(R"(
offer 0 A  at 0 +2M -> ok M2
offer 0 B  at 8M +4M, at 4M +2M -> ok M2
write 0.0 uuid B -> ok T5
release 0 A -> ok M7
read 0.0 uuid -> B V1
write 0.0 size 0 -> ok V3
read 0 available_size -> 6M V5
)");
}

TEST(Step, UndoesAHalfDoneClaimWhereverItFailsA1A2A3) {
  const auto trace = parse(std::string(setup_text) +
                           "offer 0 A  at 4M +2M, at 0 +4M, at 16M +8M\nwrite 0.0 uuid A\n")
                         .trace;
  State ready = initial_state(trace.setup);
  model::step<Checks::on>(trace.setup, ready, trace.steps[0].operation);
  Injection none;
  State claimed = ready;
  model::step<Checks::on>(trace.setup, claimed, trace.steps[1].operation, none);
  ASSERT_EQ(none.steps(), 2u + 3 * 3u);
  for (std::uint32_t failing = 0; failing < none.steps(); ++failing) {
    State state = ready;
    Injection injection(failing, EIO);
    const auto outcome =
        model::step<Checks::on>(trace.setup, state, trace.steps[1].operation, injection);
    EXPECT_EQ(outcome.error(), EIO);
    EXPECT_EQ(state, ready) << "step " << failing;
    EXPECT_EQ(name(outcome.clause), failing == 0 ? "W3" : failing == 1 ? "W5" : "A2");
    model::step<Checks::on>(trace.setup, state, trace.steps[1].operation);
    EXPECT_EQ(state, claimed);
  }
}

TEST(Step, FailsAnyOtherOperationBeforeItChangesAnythingA2) {
  const auto trace = parse(std::string(setup_text) + "offer 0 A  at 4M +2M\ncreate 3\n").trace;
  for (const auto& step : trace.steps) {
    State state = initial_state(trace.setup);
    Injection injection(0, ENOMEM);
    const auto outcome = model::step<Checks::on>(trace.setup, state, step.operation, injection);
    EXPECT_EQ(outcome.result, -ENOMEM);
    EXPECT_EQ(name(outcome.clause), "A2");
    EXPECT_EQ(state, initial_state(trace.setup));
  }
}

}  // namespace
}  // namespace claimcheck::model
