// SPDX-License-Identifier: MIT
#include "impl/support/spread_sum.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <utility>
#include <vector>

namespace claimcheck::support {
namespace {

TEST(SpreadSum, LosesNothingThatThreadsAddAtOnce) {
  constexpr int rounds = 50'000;
  SpreadSum sum(7);
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; thread++) {
      threads.emplace_back([&] {
        for (int i = 0; i < rounds; i++) sum.add(i % 2 == 0 ? 3 : std::uint64_t{0} - 1);
      });
    }
  }
  EXPECT_EQ(sum.read(), 7u + 4 * rounds / 2 * (3 - 1));
  EXPECT_EQ(sum.read_at_rest(), sum.read());
}

// Two slots that change while they are read: before the read's n-th step, all steps that are due by
// then. 1 is added to the slot `first`, and taken from the other.
struct Script {
  struct Slot {
    struct Field {
      Script* script = nullptr;
      std::uint64_t now = 0;
      operator std::uint64_t() const {
        script->catch_up(script->reads++);
        return now;
      }
    };
    Field begun, value, ended;
  };
  enum class Step { begin_add, add, end_add, begin_take, take, end_take };

  Script(std::size_t slot, std::vector<Step> all) : first(slot), steps(std::move(all)) {
    for (Slot& each : slots) each.begun.script = each.value.script = each.ended.script = this;
  }

  void catch_up(int read) {
    while (done < due.size() && due[done] <= read) perform(steps[done++]);
  }
  void perform(Step step) {
    Slot& added = slots[first];
    Slot& taken = slots[1 - first];
    if (step == Step::begin_add) ++added.begun.now;
    if (step == Step::add) ++added.value.now;
    if (step == Step::end_add) ++added.ended.now;
    if (step == Step::begin_take) ++taken.begun.now;
    if (step == Step::take) --taken.value.now;
    if (step == Step::end_take) ++taken.ended.now;
  }

  std::size_t first;
  std::vector<Step> steps;
  std::vector<int> due;  // by step, the number of the read before which it is taken
  std::array<Slot, 2> slots;
  std::size_t done = 0;
  int reads = 0;
};

// Calls `use` with every way in which the steps fall among the first `reads` of the reads.
template <class Use>
void for_each_schedule(std::size_t steps, int reads, std::vector<int>& due, const Use& use) {
  if (due.size() == steps) return use();
  for (int at = due.empty() ? 0 : due.back(); at < reads; at++) {
    due.push_back(at);
    for_each_schedule(steps, reads, due, use);
    due.pop_back();
  }
}

TEST(SpreadSum, IsReadAtOneInstantWhereverOthersComeBetween) {
  using enum Script::Step;
  const std::vector<std::vector<Script::Step>> orders = {
      {begin_add, add, end_add, begin_take, take, end_take},
      {begin_add, begin_take, add, take, end_take, end_add},
      {begin_take, begin_add, add, end_add, take, end_take}};
  int schedules = 0, wrong = 0;
  for (const auto& order : orders) {
    for (const std::size_t first : {0u, 1u}) {
      std::vector<int> due;
      for_each_schedule(order.size(), 13, due, [&] {
        Script script(first, order);
        script.due = due;
        schedules++;
        wrong += sum_at_one_instant(script.slots) > 1;  // it is 0, then 1, then 0
      });
    }
  }
  EXPECT_EQ(schedules, 3 * 2 * 18'564);  // 18 over 6
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace claimcheck::support
