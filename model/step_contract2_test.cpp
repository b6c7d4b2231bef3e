// SPDX-License-Identifier: MIT
#include "model/step.hpp"

#include <gtest/gtest.h>

#include <string>

#include "model/step_testing.hpp"

namespace claimcheck::model {
namespace {

TEST(Step, LetsAWriteOfNoBytesReachNothingW0) {
  expect_trace(R"(
write 0.0 uuid "" -> ok W0
write 2.0 uuid "" -> ok W0
write 0.0 size "" -> ok W0
write 0.7 uuid "" -> ENODEV V6
unbind 0 -> ok R1
write 0.0 uuid "" -> ok W0
write 0.0 size "" -> ok W0
)");
}

TEST(Step, EndsATextAtItsFirstNulAndCountsAllOfItW0W7) {
  expect_trace(R"(
offer 0 untagged  at 0 +4M -> ok M2
write 0.0 uuid "0\0junk" -> ok U1
write 0.0 size "\0000" -> EINVAL V3
write 0.0 size "4194304\n\0\n" -> ok V3
write 0.0 size "0\0x" -> ok V3
)");
}

TEST(Step, ReadsNumbersInThreeBasesV3) {
  expect_trace(R"(
offer 0 untagged  at 0 +4M -> ok M2
write 0.0 uuid 0 -> ok U1
write 0.0 size "020000000\n" -> ok V3
write 0.0 size "+0X400000" -> ok V3
write 0.0 size "++4194304" -> EINVAL V3
write 0.0 size "-0" -> EINVAL V3
write 0.0 size "0x" -> EINVAL V3
write 0.0 size "0x+400000" -> EINVAL V3
write 0.0 size "09" -> EINVAL V3
write 0.0 size "4194304 " -> EINVAL V3
write 0.0 size "18446744073709551616" -> EINVAL V3
write 0.0 size "18446744073707454464" -> EOPNOTSUPP V3
write 0.0 size "+" -> EINVAL V3
write 0.0 size "00" -> ok V3
)");
}

TEST(Step, DropsAllThatARegionHasR1R2R3) {
  expect_trace(R"(
offer 4 A  at 0 +2M, at 2M +2M -> ok M2
offer 4 untagged  at 4M +2M -> ok M2
write 4.0 uuid A -> ok T5
bind 4.0 -> ok V7
create 4 -> 4.1 V8
unbind 4 -> ok R1
unbind 4 -> ENODEV V7
read 4.0 uuid -> ENODEV R2
write 4.1 uuid 0 -> ENODEV R2
write 4.1 uuid "" -> ENODEV R2
delete 4.1 -> ENODEV R2
create 4 -> ENODEV R2
read 4 available_size -> ENODEV R2
offer 4 A  at 0 +2M -> ENXIO R2
inject 4 A  at 0 +2M seq 1 -> ENXIO R2
release 4 A -> ENXIO R2
release 4 at 4M -> ENXIO R2
offer 0 A  at 0 +2M -> ok M2
bind 4 -> ok R3
bind 4 -> EBUSY V7
read 4.0 uuid -> null V1
read 4.0 size -> 0 V2
read 4.1 size -> ENODEV V6
read 4 available_size -> 0 V5
mode 5.0 size -> ENODEV R2
bind 5 -> ok R3
mode 5.0 size -> 0644 V4
)");
}

TEST(Step, KeepsAllThatARegionHasR1) {
  expect_trace(R"(
offer 0 A  at 0 +2M -> ok M2
write 0.0 uuid A -> ok T5
unbind 0 -> ok R1
read 0.0 uuid -> A V1
read 0 available_size -> 0 V5
offer 0 untagged  at 2M +2M -> ok M2
create 0 -> 0.1 V8
write 0.1 uuid 0 -> ENXIO W4
bind 0 -> ok V7
write 0.1 uuid 0 -> ok U1
)");
}

TEST(Step, NeverDeletesOnAStaticRegionV6) {
  expect_trace(R"(
delete 2.0 -> EINVAL V6
delete 2.1 -> ENODEV V6
delete 3.0 -> EBUSY V6
)");
}

TEST(Step, ReadsWhereADeviceLiesV9V10) {
  expect_trace(R"(
read 0.0 resource -> 0x100000000 V9
read 0.0 mapping 0 start -> ENODEV V10
offer 0 A shared  at 128M +64M seq 2, at 0 +4M seq 1 -> ok M2
write 0.0 uuid A -> ok T5
read 0.0 resource -> 0x100000000 V9
read 0.0 mapping 0 start -> 0x100000000 V10
read 0.0 mapping 0 end -> 0x1003fffff V10
read 0.0 mapping 0 page-offset -> 0 V10
read 0.0 mapping 1 start -> 0x108000000 V10
read 0.0 mapping 1 end -> 0x10bffffff V10
read 0.0 mapping 1 page-offset -> 0x400 V10
read 0.0 mapping 2 end -> ENODEV V10
read 0.1 mapping 0 end -> ENODEV V6
read 3.0 resource -> 0x800000000 V9
)");
}

TEST(Step, GoesToTheEndOfTheSpaceM4) {
  expect_trace(R"(
offer 6 A  at 1022M +2M, at 1022M +2M -> ENOSPC M4
offer 6 A  at 1020M +4M, at 1022M +2M -> ENOSPC M4
offer 6 A  at 1022M +4M -> EINVAL M4
offer 6 A  at 1022M +2M, at 1020M +2M -> ok M2
inject 6 B  at 1022M +2M seq 0 -> ENOSPC M6
inject 6 B  at 1021M +2M seq 0 -> ENOSPC M6
write 6.0 uuid A -> ok T5
read 6.0 mapping 0 end -> 0xffffffffffffffff V10
read 6.0 resource -> 0xffffffffffe00000 V9
)");
}

TEST(Step, NumbersNoMemberAbove65535M2) {
  expect_trace(R"(
offer 0 A  at 0 +4K times 65536 -> EINVAL M2
offer 1 A  at 0 +4K times 65537 -> EINVAL M2
offer 1 A  at 0 +4K times 65536 -> EINVAL M4
offer 0 A  at 0 +4K times 65535 -> EINVAL M4
)");
}

}  // namespace
}  // namespace claimcheck::model
