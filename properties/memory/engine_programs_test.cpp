// SPDX-License-Identifier: MIT
#include "properties/memory/engine_programs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "properties/memory/lock_programs.hpp"
#include "properties/memory/orders.hpp"

namespace claimcheck::memory {
namespace {

TEST(EnginePrograms, HoldInEveryExecution) {
  for (const auto& program : engine_programs()) {
    const auto result = explore(program);
    EXPECT_TRUE(result.is_exhaustive) << program.name;
    EXPECT_GT(result.executions, 3u) << program.name;
    EXPECT_FALSE(result.finding) << program.name << ": " << result.finding->what;
  }
}

// Locks that are wrong. They are no patches of the engine's text (impl/mutants), because a plugin
// runs on the processor that is here, which keeps more order than C++ asks for.

// Two words, as in the brlock: who comes counts itself, and then looks for the other.
template <std::memory_order count, std::memory_order look>
class TwoWords {
 public:
  void lock() {
    take([this] { return readers_.load(look) == 0; }, writers_);
  }
  void unlock() { writers_.fetch_sub(1, std::memory_order_release); }
  void lock_shared() {
    take([this] { return writers_.load(look) == 0; }, readers_);
  }
  void unlock_shared() { readers_.fetch_sub(1, std::memory_order_release); }

 private:
  // Once: one that does not get it is a thread that comes to no end, and is not followed.
  template <class Free>
  void take(Free is_free, Atomic<std::uint32_t>& mine) {
    mine.fetch_add(1, count);
    while (!is_free()) {
    }
  }

  Atomic<std::uint32_t> readers_ = 0;
  Atomic<std::uint32_t> writers_ = 0;
};

TEST(SeededBugs, AWriterPassesReadersWhereNotAllIsSequential) {
  constexpr auto sequential = std::memory_order_seq_cst;
  const std::vector<Role> roles = {Role::write, Role::read};
  EXPECT_FALSE(explore(lock_program<TwoWords<sequential, sequential>>("right", roles)).finding);
  const auto wrong =
      lock_program<TwoWords<std::memory_order_acq_rel, std::memory_order_acquire>>("wrong", roles);
  const auto finding = explore(wrong).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::race);
  EXPECT_FALSE(explore(wrong, {.reorder = in_turns}).finding);
}

// A writer that was the last to be asked for goes without a word.
class Silent {
 public:
  void lock() {
    std::uint32_t free = 0;
    while (!state_.compare_exchange_weak(free, 1, std::memory_order_acquire)) {
      state_.wait(free);
      free = 0;
    }
  }
  void unlock() { state_.store(0, std::memory_order_release); }
  void lock_shared() { lock(); }
  void unlock_shared() { unlock(); }

 private:
  Atomic<std::uint32_t> state_ = 0;
};

TEST(SeededBugs, ALockThatWakesNobodyIsFound) {
  const auto finding = explore(lock_program<Silent>("silent", {Role::write, Role::write})).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::sleeps_for_good);
}

Weakened weakened(const std::vector<Weakened>& all, const std::string& site, Order order) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Weakened& each) {
    return to_string(each.site) == site && each.order == order;
  });
  EXPECT_NE(found, all.end()) << site;
  return found == all.end() ? Weakened{} : *found;
}

class OrdersOfTheEngine : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    // A sanitizer makes the largest one, in which four threads are, too slow.
    auto programs = engine_programs();
    if (CLAIMCHECK_IS_SANITIZED) {
      std::erase_if(programs, [](const Program& program) {
        return program.name == "sum: two add, two read";
      });
    }
    all = weaken_orders(programs);
  }
  inline static std::vector<Weakened> all;
};

TEST_F(OrdersOfTheEngine, OfTheLocksAreAsWeakAsTheyCanBe) {
  for (const auto* site :
       {"lock: exchange, release", "lock: fetch_add, release", "lock: compare_exchange, acquire"}) {
    EXPECT_NE(weakened(all, site, Order::relaxed).program, "") << site;
  }
  // They say no order, and are off the way that is to be fast.
  for (const auto* site : {"lock: compare_exchange, seq_cst", "lock: wait, seq_cst"}) {
    EXPECT_EQ(weakened(all, site, Order::relaxed).program, "") << site;
  }
}

TEST_F(OrdersOfTheEngine, OfTheSumKeepItFromBeingReadTorn) {
  for (const auto* part : {"sum.value", "sum.ended"}) {
    const auto add = weakened(all, fmt::format("{}: fetch_add, seq_cst", part), Order::acquire);
    const auto load = weakened(all, fmt::format("{}: load, seq_cst", part), Order::relaxed);
    EXPECT_EQ(add.what, "the sum is 7 or 12 at all times, and read as 2");
    EXPECT_EQ(load.what, add.what);
  }
}

TEST(SeededBugs, AWeakSumIsNotFoundWhereThreadsOnlyTakeTurns) {
  for (const auto& program : engine_programs()) {
    if (!program.name.starts_with("sum: one")) continue;
    const auto bare = [](Action action) {
      if (action.order != Order::plain) action.order = action.failure = Order::relaxed;
      return in_turns(action);
    };
    EXPECT_FALSE(explore(program, {.reorder = bare}).finding) << program.name;
  }
}

// Neither of them is there for nothing: as release and acquire two readers disagree.
TEST(SeededBugs, TwoReadersOfAWeakSumSeeTwoOrders) {
  const auto programs = engine_programs();
  const auto program = std::find_if(programs.begin(), programs.end(), [](const Program& each) {
    return each.name == "sum: two add, two read";
  });
  ASSERT_NE(program, programs.end());
  const auto weaken = [](Action action) {
    if (action.order != Order::sequential) return action;
    action.order = action.kind == Kind::read ? Order::acquire : Order::acquire_release;
    return action;
  };
  const auto finding = explore(*program, {.reorder = weaken}).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->what,
            "one reader sees 1 alone and the other 2 alone: neither was added first");
}

}  // namespace
}  // namespace claimcheck::memory
