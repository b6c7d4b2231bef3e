// SPDX-License-Identifier: MIT
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <csetjmp>
#include <string>

#include "impl/kernel/testing/plain_env.h"

namespace {

using CaseFunction = std::int64_t (*)(const char*, const claimcheck_env*, std::uint64_t*, char**);

CaseFunction cases() {
  void* const module = dlopen(RUNTIME_CASES, RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<CaseFunction>(dlsym(module, "runtime_case"));
}

struct Seen {
  std::int64_t result = 0;
  std::uint64_t left = 0;
  std::string story;
  std::string death;
  std::string warning;
};

Seen run(const char* name, const char* failing_site = nullptr) {
  static const CaseFunction run_case = cases();
  static plain_env plain;
  static std::jmp_buf come_back;
  static char* told;
  plain_env_init(&plain);
  plain.failing_site = failing_site;
  plain.failing_at = 1;
  plain.failing_with = -EINTR;
  plain.come_back = &come_back;
  static Seen seen;
  seen = Seen{};
  if (setjmp(come_back) == 0) {
    seen.result = run_case(name, &plain.env, &seen.left, &told);
    seen.story = told;
  }
  seen.death = plain.death;
  seen.warning = plain.last_warning;
  return seen;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(KernelRuntime, PutsStaticVariablesBackForEveryLife) {
  run("static_is_put_back");
  const std::int64_t second = run("static_is_put_back").result;
  EXPECT_EQ(run("static_is_put_back").result, second);
}

TEST(KernelRuntime, EndsTheEngineAtABadAccessAndSaysWhere) {
  const std::string freed = run("use_after_free").death;
  EXPECT_TRUE(contains(freed, "use after free: reads 4 bytes at 4 of an object of 16 bytes"));
  EXPECT_TRUE(contains(freed, "+0x")) << freed;
  EXPECT_TRUE(contains(run("out_of_bounds").death, "out of bounds: writes 1 bytes at 13"));
  EXPECT_TRUE(contains(run("null_member").death, "bad address: reads"));
  EXPECT_TRUE(contains(run("error_pointer").death, "bad address: reads"));
  EXPECT_TRUE(contains(run("double_free").death, "double free of an object of 8 bytes"));
  EXPECT_TRUE(contains(run("text_without_end").death, "out of bounds: reads"));
}

TEST(KernelRuntime, EndsTheEngineAtMisuseOfALock) {
  EXPECT_TRUE(contains(run("lock_twice").death, "deadlock: a task takes plain_mutex"));
  EXPECT_TRUE(contains(run("unlock_what_is_not_held").death, "which it does not hold"));
  EXPECT_TRUE(contains(run("write_lock_given_back_as_read").death, "as if held to read"));
  EXPECT_TRUE(contains(run("file_that_removes_itself").death, "deadlock: a task takes sysfs"));
}

TEST(KernelRuntime, InterruptsAWaitUnderTheNameOfTheContract) {
  EXPECT_EQ(run("interrupted_acquire").result, 0);
  EXPECT_EQ(run("interrupted_acquire", "region-lock").result, -EINTR);
  EXPECT_EQ(run("interrupted_acquire", "region-lock").warning, "");
}

// Other revisions have a mutex, or a lock in each region.
TEST(KernelRuntime, KnowsTheLocksOfTheContractByTheWordsOfTheirNames) {
  EXPECT_EQ(run("locks_of_other_names", "region-lock").story, "region ");
  EXPECT_EQ(run("locks_of_other_names", "device-lock").story, "device ");
  EXPECT_EQ(run("locks_of_other_names", "dax_devices_mutex").story, "devices ");
}

TEST(KernelRuntime, WarnsOfALockThatIsLeftHeldAndOfAnAssertionThatIsNotSo) {
  EXPECT_TRUE(contains(run("lock_left_held").warning, "plain_mutex is still held"));
  EXPECT_TRUE(contains(run("assertion_without_lock").warning, "lockdep_assert_held"));
}

TEST(KernelRuntime, RunsActionsNewestFirstAndOneEarly) {
  const Seen seen = run("actions_go_newest_first");
  EXPECT_EQ(seen.story, "second third first release ");
  EXPECT_EQ(seen.left, 0U);
  EXPECT_TRUE(contains(run("action_released_twice").warning, "no such action"));
}

TEST(KernelRuntime, RefusesANameThatIsTakenUntilItsDeviceIsDeleted) {
  const Seen seen = run("name_is_taken");
  EXPECT_EQ(seen.result, 1);
  EXPECT_EQ(seen.left, 0U);
}

// Another thread may delete what create has just made before its index is asked for.
TEST(KernelRuntime, KnowsTheNameOfWhatWasAddedAndIsGone) {
  const Seen seen = run("added_name_outlives_the_device");
  EXPECT_EQ(seen.death, "");
  EXPECT_EQ(seen.story, "release child release ");
}

TEST(KernelRuntime, KeepsAChildWhileItIsLookedAt) {
  const Seen seen = run("child_outlives_the_look_at_it");
  EXPECT_EQ(seen.result, 0);
  EXPECT_EQ(seen.story, "one looked release two looked release release ");
  EXPECT_EQ(seen.left, 0U);
}

TEST(KernelRuntime, GivesAStoreItsTextWithANulAndKeepsEmptyWritesAway) {
  const Seen seen = run("files_are_written_and_removed");
  EXPECT_EQ(seen.result, 0);
  EXPECT_EQ(seen.story, "x\n release ");
  EXPECT_EQ(seen.left, 0U);
}

TEST(KernelRuntime, TakesTheDriverBackWhereProbeFails) {
  const Seen seen = run("driver_is_taken_back");
  EXPECT_EQ(seen.result, -ENXIO);
  EXPECT_EQ(seen.story, "bound undone bound undone release ");
  EXPECT_EQ(seen.left, 0U);
}

TEST(KernelRuntime, UndoesWhatWasBegunWhereAStepFails) {
  EXPECT_EQ(run("actions_go_newest_first", "devm-action").result, -1);
  EXPECT_EQ(run("files_are_written_and_removed", "create-files").result, -1);
}

TEST(KernelRuntime, KeepsRangesInOrderAndApart) {
  const Seen seen = run("ranges_do_not_overlap");
  EXPECT_EQ(seen.result, 0);
  EXPECT_EQ(seen.left, 0U);
}

TEST(KernelRuntime, GivesOutTheLowestIdentifierAndWarnsOfADoubleFree) {
  const Seen seen = run("identifiers_are_the_lowest");
  EXPECT_EQ(seen.result, 0);
  EXPECT_EQ(seen.left, 0U);
  EXPECT_TRUE(contains(seen.warning, "id=8"));
}

class ACollection : public ::testing::TestWithParam<const char*> {};

TEST_P(ACollection, DoesWhatItSays) {
  const Seen seen = run(GetParam());
  EXPECT_EQ(seen.result, 0) << "line " << seen.result << " of collection_cases.c";
  EXPECT_EQ(seen.death + seen.warning, "");
  EXPECT_EQ(seen.left, 0U);
}

INSTANTIATE_TEST_SUITE_P(Of, ACollection,
                         ::testing::Values("lists_are_cut_and_turned", "trees_are_sorted",
                                           "arrays_are_marked_and_reserved", "identifiers_go_round",
                                           "bits_and_sizes", "chains_are_called_by_priority",
                                           "counts_are_left_alone_at_one"));

TEST(KernelRuntime, CallsChainsByTheirPriorities) {
  EXPECT_EQ(run("chains_are_called_by_priority").story, "early late early ");
}

TEST(KernelRuntime, DoesQueuedWorkWhenTheOperationIsOverAndHoldsNoLock) {
  const Seen seen = run("work_is_done_when_the_operation_is_over");
  EXPECT_EQ(seen.result, 0);
  EXPECT_EQ(seen.death, "");
  EXPECT_EQ(seen.story, "over work ");
  EXPECT_EQ(run("work_is_done_where_it_is_waited_for").story, "work waited ");
}

TEST(KernelRuntime, EndsTheEngineWhereAConditionDoesNotCome) {
  EXPECT_TRUE(contains(run("condition_that_does_not_come").death, "condition that does not come"));
}

TEST(KernelRuntime, KeepsWhatReadersMaySeeUntilTheyAreGone) {
  const Seen seen = run("readers_are_waited_for");
  EXPECT_EQ(seen.result, 0);
  EXPECT_EQ(seen.death + seen.warning, "");
  EXPECT_EQ(seen.story, "read freed ");
  EXPECT_EQ(seen.left, 0U);
  EXPECT_TRUE(contains(run("reader_waits_for_itself").death, "its own reader"));
}

TEST(KernelRuntime, SortsAndParses) {
  EXPECT_EQ(run("arrays_are_sorted").result, 0);
  EXPECT_EQ(run("numbers_are_strict").result, 0);
}

}  // namespace
