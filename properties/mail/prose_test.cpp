// SPDX-License-Identifier: MIT
#include "properties/mail/prose.hpp"

#include <gtest/gtest.h>

#include "model/trace/trace_text.hpp"

namespace claimcheck::mail {
namespace {

using Lines = std::vector<std::string>;

model::Trace trace_of(const std::string& text) {
  return model::parse("claimcheck trace 1\n" + text).trace;
}

TEST(MailProse, SaysEachOperationAsACommandOrASentence) {
  const auto trace = trace_of(
      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "offer 0 untagged  at 0 +2M                              -> ok\n"
      "write 0.0 uuid 0                                        -> ok\n"
      "write 0.0 uuid 0                                        -> EBUSY\n"
      "read 0.0 mapping 0 end                                  -> 0x1001fffff\n");
  EXPECT_EQ(regions_of(trace), (Lines{"region0 is dynamic: 1G at 4G, aligned to 2M"}));
  EXPECT_EQ(steps_of(trace),
            (Lines{"1. the memory device offers region0 an extent without a tag: 2M at 0",
                   "2. echo 0 > dax0.0/uuid", "3. echo 0 > dax0.0/uuid  (-EBUSY, as it should)",
                   "4. cat dax0.0/mapping0/end"}));
}

const LockNames kernel_locks{"dax_region_rwsem", "dax_dev_rwsem"};

TEST(MailProse, NamesTheKernelsFunctionThatFailsOrTheLockThatASignalEndsTheWaitFor) {
  const auto trace = trace_of(
      "region 0 plain base 4G size 1G align 2M seq-base 1\n"
      "create 0  ! devm-action#2\n"
      "create 0  ! device-lock#1=EINTR\n"
      "create 0  ! dax_create_rwsem#3=EINTR\n");
  EXPECT_EQ(
      steps_of(trace, kernel_locks),
      (Lines{"1. echo 1 > region0/dax_region/create, and in it the 2nd devm_add_action() fails "
             "with -ENOMEM",
             "2. echo 1 > region0/dax_region/create, and in it a signal ends the 1st wait for "
             "dax_dev_rwsem",
             "3. echo 1 > region0/dax_region/create, and in it a signal ends the 3rd wait for "
             "dax_create_rwsem"}));
}

TEST(MailProse, TellsWhatTasksDoAtTheSameTime) {
  const auto trace = trace_of(
      "region 0 static base 4G size 1G align 2M seq-base 1\n"
      "thread 1: unbind 0\n"
      "thread 2: bind 0.0\n");
  EXPECT_EQ(steps_of(trace), (Lines{"at the same time:", "task 1: the driver of region0 is unbound",
                                    "task 2: echo dax0.0 > bind"}));
}

TEST(MailProse, LeavesOutWhatOnlyThisProjectKnows) {
  EXPECT_EQ(in_kernel_words("killed by SIGABRT: deadlock: a task takes region-lock", kernel_locks),
            "deadlock: a task takes dax_region_rwsem");
  EXPECT_EQ(in_kernel_words("data race: thread 2 reads data at bus.c:73 after step 9, thread 1"),
            "data race: task 2 reads data at bus.c:73, task 1");
  EXPECT_EQ(in_kernel_words("returned ok under an injected EINTR"),
            "returned success although a call in it failed with -EINTR");
  EXPECT_EQ(for_a_driver("an engine keeps what the engine took"),
            "a driver keeps what the driver took");
  EXPECT_EQ(in_kernel_words("returned EINVAL, expected ok"), "returned -EINVAL, expected success");
}

}  // namespace
}  // namespace claimcheck::mail
