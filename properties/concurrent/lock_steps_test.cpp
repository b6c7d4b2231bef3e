// SPDX-License-Identifier: MIT
#include "properties/concurrent/lock_steps.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::concurrent {
namespace {

using schedule::Execution;
using schedule::Mode;
using schedule::StepKind;

bool is_of_one_region(const Execution& execution) {
  std::set<schedule::ObjectId> locks, tables;
  for (const auto& event : execution.events) {
    const std::string_view name = event.step.name;
    if (name == "region-lock") locks.insert(event.step.object);
    if (name == "device-table") tables.insert(event.step.object);
  }
  return locks.size() <= 1 && tables.size() <= 1;
}

TEST(LockSteps, AreAllThatTheIndexedEngineDoes) {
  const auto engine = engines::Engine::named("indexed");
  Runner runner(engine);
  constexpr std::uint64_t stride = CLAIMCHECK_IS_SANITIZED ? 97 : 1;
  std::uint64_t judged = 0, steps = 0;
  for (std::uint64_t number = 0; number < pair_count(); number += stride) {
    const auto trace = pair(number);
    schedule::OptimalReduction strategy;
    runner.explore(trace, strategy, {}, [&](const Runner::Judged& each) {
      if (!is_of_one_region(each.execution)) return true;
      EXPECT_EQ(not_of_the_lock_text(each.execution), "") << model::print(model::document(trace));
      judged++;
      steps += each.execution.events.size();
      return !HasFailure();
    });
  }
  EXPECT_GT(judged, CLAIMCHECK_IS_SANITIZED ? 20u : 500u);
  EXPECT_GT(steps, 5 * judged);
}

// One thread, or two, that do what is listed: a lock by its first letter, r, t, d, g and i of the
// index of tags, in capitals where it is taken to write; - gives back what was taken so.
Execution execution_of(const std::vector<std::string>& steps) {
  Execution execution;
  execution.threads = 2;
  for (const std::string& text : steps) {
    const bool gives_back = text[1] == '-';
    const char letter = text.back();
    const bool writes = letter >= 'A' && letter <= 'Z';
    const char* name = "tag-index";
    switch (writes ? letter - 'A' + 'a' : letter) {
      case 'r':
        name = "region-lock";
        break;
      case 't':
        name = "device-table";
        break;
      case 'd':
        name = "device-lock";
        break;
      case 'g':
        name = "group-lock";
        break;
      default:
        break;
    }
    execution.events.push_back(
        {static_cast<schedule::ThreadId>(text[0] - '1'),
         {gives_back ? StepKind::unlock : StepKind::lock, writes ? Mode::write : Mode::read,
          static_cast<schedule::ObjectId>(name[0]) + static_cast<unsigned>(name[2]), name}});
  }
  return execution;
}

TEST(LockSteps, OfEachOperationAreInTheText) {
  const std::vector<std::string> operations[] = {
      {"1r", "1D", "1G", "1-G", "1-D", "1-r"},  // a claim
      {"1t", "1d", "1-d", "1-t"},               // a read
      {"1t", "1D", "1-D", "1-t"},               // a binding
      {"1R", "1T", "1-T", "1-R"},               // a device that comes
      {"1R", "1I", "1-I", "1-R"},               // an extent that comes
      {"1r", "2r", "1D", "2-r", "1-D", "1-r"},  // two at once
  };
  for (const auto& steps : operations) EXPECT_EQ(not_of_the_lock_text(execution_of(steps)), "");
}

TEST(LockSteps, OutOfOrderOrWithoutALockAreNoneOfTheText) {
  const auto wrong = [](const std::vector<std::string>& steps) {
    return not_of_the_lock_text(execution_of(steps));
  };
  EXPECT_EQ(wrong({"1r", "1G"}), "thread 1: lock group-lock (write): no step of the lock text");
  EXPECT_EQ(wrong({"1D"}), "thread 1: lock device-lock (write): no step of the lock text");
  EXPECT_EQ(wrong({"1t", "1T"}), "thread 1: lock device-table (write): no step of the lock text");
  EXPECT_EQ(wrong({"1r", "1d"}), "thread 1: lock device-lock (read): no step of the lock text");
  EXPECT_EQ(wrong({"1r", "1D", "1-r"}), "thread 1: unlock region-lock: no step of the lock text");
  // What another holds.
  EXPECT_EQ(wrong({"1R", "2r"}), "thread 2: lock region-lock (read): no step of the lock text");
  EXPECT_EQ(wrong({"1R", "1I", "1R"}),
            "thread 1: lock region-lock (write): beside a lock that is for one access");
  EXPECT_EQ(wrong({"1r"}), "thread 1 ends and holds a lock");
}

}  // namespace
}  // namespace claimcheck::concurrent
