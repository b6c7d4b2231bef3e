// SPDX-License-Identifier: MIT
#include "properties/judge/conformance.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::judge {
namespace {

using model::Clause;
using testing::engine_with;
using testing::is_claim;
using testing::NoFault;

model::Trace trace(const std::string& steps) {
  return model::parse(
             "claimcheck trace 1\n"
             "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
             "region 1 static base 8G size 1G align 2M seq-base 1\n"
             "tag A 11111111-1111-1111-1111-111111111111\n" +
             steps)
      .trace;
}

// Two extents, claimed out of the order of their addresses.
constexpr const char* claim =
    "offer 0 A  at 8M +4M, at 0 +2M\n"
    "write 0.0 uuid A\n";

template <class Fault>
Difference difference(const std::string& steps) {
  const auto found = run(engine_with<Fault>(), trace(steps));
  if (!found) {
    ADD_FAILURE() << "nothing was found";
    return {};
  }
  return *found;
}

#define EXPECT_BLAMED(found, on, what, at)                                          \
  do {                                                                              \
    const Difference it = (found);                                                  \
    EXPECT_EQ(it.defect.clause, Clause::on)                                         \
        << name(it.defect.clause) << ' ' << it.defect.aspect << ": " << it.message; \
    EXPECT_EQ(it.defect.aspect, what) << it.message;                                \
    EXPECT_EQ(it.step, at##u);                                                      \
  } while (false)

struct Warns : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env& env) {
    if (o.kind == CLAIMCHECK_OFFER) env.warn(env.context, "list_add corruption");
  }
};
// Nobody is told of a device whose state could not be shown.
struct WarnsInSnapshots : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env& env) {
    if (o.kind == CLAIMCHECK_OFFER) env_ = &env;
  }
  void more(const claimcheck_sink&) {
    if (env_) env_->warn(env_->context, "list_del corruption");
    env_ = nullptr;
  }
  const claimcheck_env* env_ = nullptr;  // of the engine's life; null: nothing to warn about
};
TEST(Conformance, BlamesAWarningOfASnapshotOnA5AsWell) {
  const auto found = run(engine_with<WarnsInSnapshots>(), trace(claim));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect.clause, model::Clause::A5);
  EXPECT_EQ(found->message, "warns: list_del corruption");
}

TEST(Conformance, BlamesAWarningOnA5WhereNothingElseDiffers) {
  EXPECT_BLAMED(difference<Warns>(claim), A5, "warning", 0);
  std::size_t warned = 0;
  const Defects known = {{Clause::A5, "warning", {}, {}, "list_add corruption"}};
  Watch watch;
  watch.known = &known;
  watch.warned = [&](const std::string&) { ++warned; };
  EXPECT_EQ(run(engine_with<Warns>(), trace(claim), watch), std::nullopt);
  EXPECT_EQ(warned, 1u);
}

TEST(Conformance, FindsNothingWhereNothingIsWrong) {
  EXPECT_EQ(run(engine_with<NoFault>(), trace(claim)), std::nullopt);
}

struct SaysInvalid : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (is_claim(o) && out.result < 0) out.result = -EINVAL;
  }
};
TEST(Conformance, BlamesAWrongErrorOnTheClauseThatDecides) {
  EXPECT_BLAMED(difference<SaysInvalid>("write 0.0 uuid A\n"), T1, "outcome", 0);
  EXPECT_BLAMED(difference<SaysInvalid>("write 0.0 uuid 0\n"), U2, "outcome", 0);
  EXPECT_BLAMED(difference<SaysInvalid>("unbind 0\nwrite 0.0 uuid 0\n"), W4, "outcome", 1);
  EXPECT_BLAMED(difference<SaysInvalid>("write 1.0 uuid 0\n"), W1, "outcome", 0);
}

struct ReturnsZero : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind <= CLAIMCHECK_WRITE_SIZE && o.kind >= CLAIMCHECK_WRITE_UUID && out.result > 0) {
      out.result = 0;
    }
  }
};
TEST(Conformance, BlamesTheLengthOfASuccessfulWriteOnW7) {
  EXPECT_BLAMED(difference<ReturnsZero>(claim), W7, "length", 1);
  EXPECT_BLAMED(difference<ReturnsZero>("write 0.0 size 0\n"), W7, "length", 0);
}

struct Shouts : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind < CLAIMCHECK_READ_UUID || o.kind > CLAIMCHECK_READ_AVAILABLE) return;
    out.text[0] = '!';
  }
};
TEST(Conformance, BlamesWhatIsReadOnTheReadsOwnClause) {
  EXPECT_BLAMED(difference<Shouts>("read 0.0 uuid\n"), V1, "text", 0);
  EXPECT_BLAMED(difference<Shouts>("read 0.0 size\n"), V2, "text", 0);
  EXPECT_BLAMED(difference<Shouts>("read 0 available_size\n"), V5, "text", 0);
}

struct ReadsShort : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_READ_UUID) --out.result;
  }
};
TEST(Conformance, SeesThatTheLastByteOfAReadIsMissing) {
  EXPECT_BLAMED(difference<ReadsShort>("read 0.0 uuid\n"), V1, "text", 0);
}

struct IsWritable : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_MODE) out.result = 0666;
  }
};
TEST(Conformance, BlamesAModeOnV4) {
  EXPECT_BLAMED(difference<IsWritable>("mode 0.0 align\n"), V4, "outcome", 0);
}

struct CountsRefusedClaims : NoFault {
  bool refused = false;
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    refused = is_claim(o) && out.result < 0;
  }
  void show_extent(claimcheck_extent& extent) { extent.use_count += refused ? 1 : 0; }
};
TEST(Conformance, BlamesWhatARefusedOperationChangedOnA1) {
  EXPECT_BLAMED(difference<CountsRefusedClaims>("offer 0 A  at 0 +2M\nwrite 0.0 uuid 0\n"), A1,
                "use count", 1);
}
TEST(Conformance, BlamesWhatAnInjectedFailureChangedOnA1) {
  EXPECT_BLAMED(difference<CountsRefusedClaims>(
                    "offer 0 A  at 0 +2M\nwrite 0.0 uuid A  ! register-mapping#1\n"),
                A1, "use count", 1);
}

struct AddsRefusedOffers : NoFault {
  bool refused = false;
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    refused = o.kind == CLAIMCHECK_OFFER && out.result < 0;
  }
  void more(const claimcheck_sink& sink) {
    const claimcheck_extent extent{};
    if (refused) sink.extent(sink.context, &extent);
  }
};
TEST(Conformance, BlamesWhatARefusedOfferAddedOnM5) {
  EXPECT_BLAMED(difference<AddsRefusedOffers>("offer 0 untagged shared  at 0 +2M seq 1\n"), M5,
                "extents", 0);
}

struct ShowsClaimsInAddressOrder : NoFault {
  std::array<claimcheck_range, 2> ranges;
  void show_device(claimcheck_device& device) {
    if (device.range_count != 2) return;
    ranges = {device.ranges[1], device.ranges[0]};
    device.ranges = ranges.data();
  }
};
TEST(Conformance, BlamesTheStateAfterASuccessOnTheClauseThatDecided) {
  EXPECT_BLAMED(difference<ShowsClaimsInAddressOrder>(claim), T5, "ranges", 1);
}

struct Leaks : NoFault {
  void held(std::uint64_t& count) { ++count; }
};
TEST(Conformance, BlamesWhatIsStillHeldOnA4OnlyWhenNothingIsInUse) {
  EXPECT_EQ(run(engine_with<Leaks>(), trace("offer 0 A  at 0 +2M\n")), std::nullopt);
  const auto leak = difference<Leaks>("offer 0 A  at 0 +2M\nrelease 0 A\n");
  EXPECT_BLAMED(leak, A4, "held", 1);
  // Of all that it leaks the first.
  EXPECT_EQ(leak.message, "nothing is in use, and 1 members still held");
}
TEST(Conformance, TearsDownBehindATraceAndSoFindsALeak) {
  auto extended = trace("create 1\n" + std::string(claim));
  // A created device of a plain region is deleted too.
  extended.setup.regions[1].kind = model::RegionKind::plain;
  const auto found = run_and_tear_down(engine_with<Leaks>(), extended);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect, (Defect{Clause::A4, "held"}));
  EXPECT_EQ(found->step, extended.steps.size() - 1);
  EXPECT_GT(extended.steps.size(), 3u);
}

struct KeepsTheLock : NoFault {
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env& env) {
    env.lock(env.context, this, "a-lock", CLAIMCHECK_READ);
  }
};
TEST(Conformance, BlamesTheMisuseOfALockOnC3) {
  EXPECT_BLAMED(difference<KeepsTheLock>("read 0.0 uuid\n"), C3, "lock", 0);
}

struct ReturnsIoError : NoFault {
  void after(const claimcheck_operation&, claimcheck_outcome& out, const claimcheck_env&) {
    if (out.result == -ENOMEM) out.result = -EIO;
  }
};
TEST(Conformance, BlamesAnotherErrorThanTheInjectedOneOnA2) {
  const std::string offer = "offer 0 A  at 0 +2M\n";
  EXPECT_BLAMED(difference<ReturnsIoError>(offer + "write 0.0 uuid A  ! register-mapping#1\n"), A2,
                "outcome", 1);
  EXPECT_EQ(run(engine_with<ReturnsIoError>(),
                trace(offer + "write 0.0 uuid A  ! register-mapping#1=EIO\n")),
            std::nullopt);
}
TEST(Conformance, TakesTheContractsOwnErrorUnderAnInjectedFailure) {
  EXPECT_EQ(run(engine_with<NoFault>(), trace("write 0.0 uuid A  ! region-lock#2\n")),
            std::nullopt);
}

struct FailsTwice : NoFault {
  bool failed = false;
  void after(const claimcheck_operation&, claimcheck_outcome& out, const claimcheck_env&) {
    if (failed) out.result = -ENOMEM;
    failed = out.result == -ENOMEM;
  }
};
TEST(Conformance, BlamesAFailureThatOutlastsItsInjectionOnA3) {
  EXPECT_BLAMED(difference<FailsTwice>("offer 0 A  at 0 +2M  ! add-extent#1\n"
                                       "offer 0 A  at 0 +2M\n"),
                A3, "outcome", 1);
}

struct RefusesEachClaim : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (is_claim(o) && out.result > 0) out.result = -EINVAL;
  }
};
TEST(Conformance, BlamesNoRetryForWhatFailsWithoutItsFailedTriesToo) {
  const std::string failing = "write 0.0 uuid A  ! device-lock#1=EINTR\n";
  const auto found = difference<RefusesEachClaim>("offer 0 A  at 0 +2M\n" + failing + failing +
                                                  "write 0.0 uuid A\n");
  EXPECT_BLAMED(found, T5, "outcome", 3);
}

struct WritesOnAndOn : NoFault {
  void after(const claimcheck_operation&, claimcheck_outcome& out, const claimcheck_env&) {
    volatile char* text = out.text;
    for (std::size_t i = 0; i <= sizeof out.text; ++i) text[i] = 'x';
  }
};
TEST(Conformance, SeesTextWrittenPastTheEndOfTheOutcome) {
  EXPECT_BLAMED(difference<WritesOnAndOn>("bind 0\n"), V7, "memory", 0);
}

TEST(Conformance, CountsWhatItPutToTheTest) {
  Coverage coverage;
  Watch watch;
  watch.coverage = &coverage;
  auto extended = trace(std::string(claim) + "write 0.0 uuid A\n");
  run_and_tear_down(engine_with<NoFault>(), extended, watch);
  EXPECT_EQ(coverage.operations, extended.steps.size());
  EXPECT_EQ(coverage[Clause::M2], 1u);
  EXPECT_EQ(coverage[Clause::T5], 1u);
  EXPECT_EQ(coverage[Clause::W6], 1u);
  EXPECT_EQ(coverage[Clause::A1], 1u);
  EXPECT_EQ(coverage[Clause::A4], 1u);
  EXPECT_EQ(coverage[Clause::T3], 0u);
}

TEST(Expectations, AreNotMetWhereTheTraceSaysAnotherOutcome) {
  const auto found = check_expectations(trace("write 0.0 uuid A   -> EBUSY\n"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect.clause, Clause::T1);
  EXPECT_EQ(found->message, "the trace says EBUSY, the contract ENOENT T1");
}
TEST(Expectations, AreNotMetWhereTheTraceSaysAnotherClause) {
  EXPECT_TRUE(check_expectations(trace("write 0.0 uuid A   -> ENOENT T2\n")));
  EXPECT_FALSE(check_expectations(trace("write 0.0 uuid A   -> ENOENT T1\n")));
  EXPECT_FALSE(check_expectations(trace("write 0.0 uuid A\n")));
}
TEST(Expectations, WrittenFromTheContractAreMet) {
  const auto written = with_outcomes(trace(std::string(claim) + "create 1\nread 0.0 uuid\n"));
  EXPECT_FALSE(check_expectations(written));
  for (const auto& step : written.steps) EXPECT_TRUE(step.expected);
}

}  // namespace
}  // namespace claimcheck::judge
