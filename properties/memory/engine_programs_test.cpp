// SPDX-License-Identifier: MIT
#include "properties/memory/engine_programs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>

#include "impl/support/spread_sum.hpp"
#include "properties/memory/lock_programs.hpp"
#include "properties/memory/orders.hpp"
#include "properties/memory/report.hpp"

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

// Two words, as in the brlock: who comes counts itself, and then looks for the other. Of two that
// see each other the reader goes back, where it is told to.
template <std::memory_order count, std::memory_order look, bool goes_back = true>
class TwoWords {
 public:
  void lock() {
    writers_.fetch_add(1, count);
    while (readers_.load(look) != 0) {
    }
  }
  void unlock() { writers_.fetch_sub(1, std::memory_order_release); }
  void lock_shared() {
    readers_.fetch_add(1, count);
    while (writers_.load(look) != 0) {
      if (!goes_back) continue;
      unlock_shared();
      while (writers_.load(look) != 0) {
      }
      readers_.fetch_add(1, count);
    }
  }
  void unlock_shared() { readers_.fetch_sub(1, std::memory_order_release); }

 private:
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

// One adds as it is told, and another reads.
template <class Add>
Program sum_program(Add add) {
  struct Slot {
    Atomic<std::uint64_t> begun, value, ended;
  };
  Program program;
  program.name = "sum";
  program.has_loops = true;
  program.make = [add](Memory& memory) {
    const auto slots = std::make_shared<std::array<Slot, 1>>();
    const Body adds = [slots, add] { add(slots->front()); };
    const Body reads = [slots, &memory] { memory.saw(support::sum_at_one_instant(*slots)); };
    return Threads{{adds, reads}, {}};
  };
  return program;
}

TEST(SeededBugs, TwoThatWaitForEachOtherAreFound) {
  constexpr auto sequential = std::memory_order_seq_cst;
  using Stubborn = TwoWords<sequential, sequential, false>;
  const auto finding =
      explore(lock_program<Stubborn>("stubborn", {Role::write, Role::read})).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::spins_for_good);
  EXPECT_EQ(finding->what, "a thread looks again and again, and nobody changes what it sees");
  // It ends with the step of each that is repeated.
  ASSERT_GE(finding->execution.size(), 4u);
  EXPECT_EQ(finding->execution.back(), "thread 2: atomic 2 (seq_cst): reads 0x1 of thread 1");
}

// The engine's sum, where an addition does not say that it ended.
TEST(SeededBugs, ASumThatIsNeverAtRestIsFound) {
  Program program = sum_program([](auto& slot) {
    ++slot.begun;
    slot.value += 1;
  });
  const auto finding = explore(program).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::spins_for_good);
  program = sum_program([](auto& slot) {
    ++slot.begun;
    slot.value += 1;
    ++slot.ended;
  });
  EXPECT_TRUE(explore(program).holds());
}

enum class Wakes : std::uint8_t { never, before, after };

// Who gives it back wakes who sleeps: before it is free, or after, or not at all.
template <Wakes wakes>
class Sleeper {
 public:
  void lock() {
    for (;;) {
      std::uint32_t free = 0;
      if (state_.compare_exchange_weak(free, 1, std::memory_order_acquire)) return;
      if (free != 0) state_.wait(free);
    }
  }
  void unlock() {
    if (wakes == Wakes::before) state_.notify_all();
    state_.store(0, std::memory_order_release);
    if (wakes == Wakes::after) state_.notify_all();
  }
  void lock_shared() { lock(); }
  void unlock_shared() { unlock(); }

 private:
  Atomic<std::uint32_t> state_ = 0;
};

template <Wakes wakes>
Exploration of_sleeper() {
  return explore(lock_program<Sleeper<wakes>>("sleeper", {Role::write, Role::write}));
}

TEST(SeededBugs, ALockThatWakesNobodyIsFound) {
  EXPECT_TRUE(of_sleeper<Wakes::after>().holds());
  const auto finding = of_sleeper<Wakes::never>().finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::sleeps_for_good);
}

// Who looks between the waking and the store sleeps on a lock that is free.
TEST(SeededBugs, ALockThatWakesBeforeItIsFreeIsFound) {
  const auto finding = of_sleeper<Wakes::before>().finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::sleeps_for_good);
}

// One that sleeps whenever it does not get the lock, on a lock that is free too.
class Hasty {
 public:
  void lock() {
    std::uint32_t free = 0;
    while (!state_.compare_exchange_weak(free, 1, std::memory_order_acquire)) {
      state_.wait(free);
      free = 0;
    }
  }
  void unlock() {
    state_.store(0, std::memory_order_release);
    state_.notify_all();
  }
  void lock_shared() { lock(); }
  void unlock_shared() { unlock(); }

 private:
  Atomic<std::uint32_t> state_ = 0;
};

TEST(SeededBugs, ALockThatTrustsAWeakComparisonIsFound) {
  const auto finding = explore(lock_program<Hasty>("hasty", {Role::write, Role::write})).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->fault, Fault::sleeps_for_good);
  EXPECT_TRUE(std::any_of(finding->execution.begin(), finding->execution.end(),
                          [](auto& line) { return line.ends_with(", and fails for no reason"); }));
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

// That nothing was found in a part of the executions is not that nothing is there.
TEST(Orders, WithWhichNotAllIsSeenAreUnknown) {
  using Lock = TwoWords<std::memory_order_acquire, std::memory_order_acquire>;
  const std::vector alone = {lock_program<Lock>("alone", {Role::write})};
  const auto lines = [](const char* what) {
    return fmt::format(
        "  lock: load, acquire                 {0} as relaxed\n"
        "  lock: fetch_add, acquire            {0} as relaxed\n"
        "  lock: fetch_add, release            {0} as relaxed\n",
        what);
  };
  EXPECT_EQ(to_text(weaken_orders(alone)), lines("not"));
  EXPECT_EQ(to_text(weaken_orders(alone, 2)), lines("unknown"));
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

// A lock that passes on that something was added passes on nothing to who only reads the sum.
TEST(SeededBugs, AReaderOfAWeakSumSeesItTakenBackAndNotAdded) {
  const auto programs = engine_programs();
  const auto program = std::find_if(programs.begin(), programs.end(), [](const Program& each) {
    return each.name == "sum: one adds, one takes it back, one reads";
  });
  ASSERT_NE(program, programs.end());
  const auto weaken = [&](Action action) {
    if (program->part(action.location).starts_with("sum")) action.order = Order::relaxed;
    return action;
  };
  const auto finding = explore(*program, {.reorder = weaken}).finding;
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->what, "the sum is 7 or 12 at all times, and read as 2");
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
