// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "properties/memory/explore.hpp"
#include "properties/memory/report.hpp"

// Programs of which the literature says what they can do.

namespace claimcheck::memory {
namespace {

using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;
using std::memory_order_seq_cst;

using Seen = std::vector<std::vector<Value>>;

struct Shared {
  Atomic<Value> x = 0;
  Atomic<Value> y = 0;
  Plain data{"data"};
};
using Act = std::function<void(Memory&, Shared&)>;

Program litmus(std::vector<Act> acts) {
  Program program;
  program.name = "litmus";
  program.make = [acts](Memory& memory) {
    const auto shared = std::make_shared<Shared>();
    Threads threads;
    for (const auto& act : acts) {
      threads.bodies.push_back([&memory, shared, act] { act(memory, *shared); });
    }
    return threads;
  };
  return program;
}

bool comes_to(const std::vector<Act>& acts, const Seen& seen) {
  const auto result = explore(litmus(acts));
  EXPECT_TRUE(result.is_exhaustive);
  EXPECT_FALSE(result.finding);
  return std::any_of(result.outcomes.begin(), result.outcomes.end(),
                     [&](const Outcome& outcome) { return outcome.seen == seen; });
}

// The orders of stores and of loads.
struct OrderPair {
  std::memory_order store, load;
};
constexpr OrderPair bare{memory_order_relaxed, memory_order_relaxed};
constexpr OrderPair paired{memory_order_release, memory_order_acquire};
constexpr OrderPair turns{memory_order_seq_cst, memory_order_seq_cst};

Act store(Atomic<Value> Shared::*where, Value value, std::memory_order order) {
  return [=](Memory&, Shared& shared) { (shared.*where).store(value, order); };
}
Act load(Atomic<Value> Shared::*where, std::memory_order order) {
  return [=](Memory& memory, Shared& shared) { memory.saw((shared.*where).load(order)); };
}
Act update(Atomic<Value> Shared::*where, Value value, std::memory_order order) {
  return
      [=](Memory& memory, Shared& shared) { memory.saw((shared.*where).exchange(value, order)); };
}
Act operator,(const Act& first, const Act& second) {
  return [=](Memory& memory, Shared& shared) {
    first(memory, shared);
    second(memory, shared);
  };
}

constexpr auto x = &Shared::x;
constexpr auto y = &Shared::y;

TEST(Litmus, StoresAreBufferedUnlessAllIsSequential) {
  const auto weak = [](OrderPair o) {
    return comes_to(
        {(store(x, 1, o.store), load(y, o.load)), (store(y, 1, o.store), load(x, o.load))},
        {{0}, {0}});
  };
  EXPECT_TRUE(weak(bare));
  EXPECT_TRUE(weak(paired));
  EXPECT_FALSE(weak(turns));
}

TEST(Litmus, AMessageIsPassedByReleaseAndAcquireTogether) {
  const auto weak = [](OrderPair o) {
    return comes_to({(store(x, 1, memory_order_relaxed), store(y, 1, o.store)),
                     (load(y, o.load), load(x, memory_order_relaxed))},
                    {{}, {1, 0}});
  };
  EXPECT_TRUE(weak(bare));
  EXPECT_TRUE(weak({memory_order_release, memory_order_relaxed}));
  EXPECT_TRUE(weak({memory_order_relaxed, memory_order_acquire}));
  EXPECT_FALSE(weak(paired));
  EXPECT_FALSE(weak(turns));
}

// C11 lets both read 1 where the orders are relaxed; RC11 never does.
TEST(Litmus, NoLoadReadsWhatComesOfIt) {
  for (const OrderPair o : {bare, paired, turns}) {
    EXPECT_FALSE(
        comes_to({(load(x, o.load), store(y, 1, o.store)), (load(y, o.load), store(x, 1, o.store))},
                 {{1}, {1}}));
  }
}

TEST(Litmus, TwoReadersMayDisagreeUnlessAllIsSequential) {
  const auto weak = [](OrderPair o) {
    return comes_to({store(x, 1, o.store), store(y, 1, o.store), (load(x, o.load), load(y, o.load)),
                     (load(y, o.load), load(x, o.load))},
                    {{}, {}, {1, 0}, {1, 0}});
  };
  EXPECT_TRUE(weak(bare));
  EXPECT_TRUE(weak(paired));
  EXPECT_FALSE(weak(turns));
}

TEST(Litmus, OneLocationIsNeverReadBackwards) {
  for (const OrderPair o : {bare, paired, turns}) {
    EXPECT_FALSE(
        comes_to({store(x, 1, o.store), (load(x, o.load), load(x, o.load))}, {{}, {1, 0}}));
    EXPECT_TRUE(comes_to({store(x, 1, o.store), (load(x, o.load), load(x, o.load))}, {{}, {0, 1}}));
  }
}

TEST(Litmus, TwoLocationsAreWrittenInOppositeOrdersUnlessAllIsSequential) {
  const auto weak = [](OrderPair o) {
    const auto result = explore(litmus({(store(x, 1, o.store), store(y, 2, o.store)),
                                        (store(y, 1, o.store), store(x, 2, o.store))}));
    return std::any_of(result.outcomes.begin(), result.outcomes.end(), [](const Outcome& outcome) {
      return outcome.last[0] == 1 && outcome.last[1] == 1;
    });
  };
  EXPECT_TRUE(weak(bare));
  EXPECT_TRUE(weak(paired));
  EXPECT_FALSE(weak(turns));
}

TEST(Litmus, WhatHappensBeforeIsPassedOn) {
  const auto weak = [](OrderPair o) {
    return comes_to({store(x, 1, o.store), (load(x, o.load), store(y, 1, o.store)),
                     (load(y, o.load), load(x, o.load))},
                    {{}, {1}, {1, 0}});
  };
  EXPECT_TRUE(weak(bare));
  EXPECT_FALSE(weak(paired));
  EXPECT_FALSE(weak(turns));
}

TEST(Litmus, AnUpdatePassesOnWhatItReadsAndAStoreDoesNot) {
  const auto weak = [](const Act& second) {
    return comes_to({(store(x, 1, memory_order_relaxed), store(y, 1, memory_order_release)), second,
                     (load(y, memory_order_acquire), load(x, memory_order_relaxed))},
                    {{}, {1}, {2, 0}});
  };
  EXPECT_FALSE(weak(update(y, 2, memory_order_relaxed)));
  EXPECT_TRUE(weak((load(y, memory_order_relaxed), store(y, 2, memory_order_relaxed))));
}

// Since C++20 not even the thread that released does.
TEST(Litmus, ALaterStoreEndsAReleaseSequence) {
  EXPECT_TRUE(comes_to({(store(x, 1, memory_order_relaxed), store(y, 1, memory_order_release),
                         store(y, 2, memory_order_relaxed)),
                        (load(y, memory_order_acquire), load(x, memory_order_relaxed))},
                       {{}, {2, 0}}));
}

TEST(Litmus, OneOfTwoUpdatesReadsTheOther) {
  const auto both = {update(x, 1, memory_order_relaxed), update(x, 2, memory_order_relaxed)};
  EXPECT_FALSE(comes_to(both, {{0}, {0}}));
  EXPECT_TRUE(comes_to(both, {{2}, {0}}));
}

// A comparison of y, which is at the second location, with orders of its own.
Act compare(Value expected, Order success, Order failure) {
  return [=](Memory& memory, Shared&) {
    memory.saw(memory.step({.kind = Kind::compare,
                            .location = 1,
                            .order = success,
                            .failure = failure,
                            .operand = 2,
                            .expected = expected}));
  };
}

TEST(Litmus, AComparisonThatFailsHasTheOrderOfFailure) {
  using enum Order;
  const auto weak = [](const Act& act) {
    return comes_to({(store(x, 1, memory_order_relaxed), store(y, 1, memory_order_release)),
                     (act, load(x, memory_order_relaxed))},
                    {{}, {1, 0}});
  };
  EXPECT_TRUE(weak(compare(7, acquire, relaxed)));
  EXPECT_TRUE(weak(compare(7, sequential, relaxed)));
  EXPECT_FALSE(weak(compare(7, relaxed, acquire)));
  EXPECT_FALSE(weak(compare(7, relaxed, sequential)));
  // One that does what it is to may fail for no reason: so both orders count.
  EXPECT_TRUE(weak(compare(1, acquire, relaxed)));
  EXPECT_TRUE(weak(compare(1, relaxed, acquire)));
  EXPECT_FALSE(weak(compare(1, acquire, acquire)));
}

TEST(Litmus, AComparisonThatSucceedsPassesOnWhatItReadsAndOneThatFailsWritesNothing) {
  const auto reads = [](Value expected, const std::vector<Value>& seen) {
    return comes_to({(store(x, 1, memory_order_relaxed), store(y, 1, memory_order_release)),
                     compare(expected, Order::relaxed, Order::relaxed),
                     (load(y, memory_order_acquire), load(x, memory_order_relaxed))},
                    {{}, {1}, seen});
  };
  EXPECT_TRUE(reads(1, {2, 1}));
  EXPECT_FALSE(reads(1, {2, 0}));
  EXPECT_FALSE(reads(7, {2, 1}));
}

// Whether it falters or not, it reads what it expects. The second time it does not, so there is an
// end of it.
TEST(Litmus, AWeakComparisonMayFailForNoReason) {
  const Act once = [](Memory& memory, Shared& shared) {
    Value expected = 0;
    memory.saw(shared.x.compare_exchange_weak(expected, 1));
    memory.saw(expected);
  };
  EXPECT_TRUE(comes_to({once}, {{0, 0}}));
  EXPECT_TRUE(comes_to({once}, {{1, 0}}));
  const Act until_done = [](Memory& memory, Shared& shared) {
    Value tries = 1;
    for (Value expected = 0; !shared.x.compare_exchange_weak(expected, 1);) tries++;
    memory.saw(tries);
  };
  EXPECT_TRUE(comes_to({until_done}, {{1}}));
  EXPECT_TRUE(comes_to({until_done}, {{2}}));
  EXPECT_FALSE(comes_to({until_done}, {{3}}));
}

// By which RC11 differs from C11 (Z6.U there): a weak step between two that are sequential.
TEST(Litmus, SequentialStepsDoNotOrderWhatIsWeakBetweenThem) {
  EXPECT_TRUE(comes_to({(store(x, 1, memory_order_seq_cst), store(y, 1, memory_order_release)),
                        (update(y, 2, memory_order_seq_cst), load(y, memory_order_relaxed)),
                        (store(y, 3, memory_order_seq_cst), load(x, memory_order_seq_cst))},
                       {{}, {1, 3}, {0}}));
}

std::optional<Finding> passes_data(OrderPair o) {
  const auto result = explore(litmus({[=](Memory&, Shared& shared) {
                                        shared.data.set(1);
                                        shared.x.store(1, o.store);
                                      },
                                      [=](Memory& memory, Shared& shared) {
                                        if (shared.x.load(o.load) == 0) return;
                                        memory.saw(shared.data.get());
                                      }}));
  EXPECT_TRUE(result.finding || result.outcomes.size() == 2);
  return result.finding;
}

TEST(Litmus, PlainDataIsRacedForUnlessItIsPassed) {
  EXPECT_FALSE(passes_data(paired));
  EXPECT_FALSE(passes_data(turns));
  for (const OrderPair o : {bare, OrderPair{memory_order_relaxed, memory_order_acquire},
                            OrderPair{memory_order_release, memory_order_relaxed}}) {
    const auto finding = passes_data(o);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->fault, Fault::race);
    EXPECT_EQ(finding->what, "thread 1 and thread 2 are at data at once");
  }
}

Program sleeper(bool wakes) {
  return litmus({[=](Memory&, Shared& shared) {
                   shared.x.store(1, memory_order_relaxed);
                   if (wakes) shared.x.notify_all();
                 },
                 [](Memory&, Shared& shared) { shared.x.wait(0, memory_order_relaxed); }});
}

TEST(Litmus, OneThatNobodyWakesSleepsForGood) {
  EXPECT_FALSE(explore(sleeper(true)).finding);
  const auto alone = explore(sleeper(false));
  ASSERT_TRUE(alone.finding);
  EXPECT_EQ(alone.finding->fault, Fault::sleeps_for_good);
}

// One thread that repeats what it is given until it comes to something else than 0.
Program loop(std::function<Value(Memory&, Shared&)> turn) {
  Program program = litmus({[turn](Memory& memory, Shared& shared) {
    while (turn(memory, shared) == 0) {
    }
  }});
  program.has_loops = true;
  return program;
}

TEST(Litmus, OneThatLooksForWhatNobodyWritesSpinsForGood) {
  const auto fault_of = [](const Program& program) -> std::optional<Fault> {
    const auto result = explore(program);
    EXPECT_FALSE(result.holds());
    return result.finding ? std::optional(result.finding->fault) : std::nullopt;
  };
  EXPECT_EQ(fault_of(loop([](Memory&, Shared& shared) { return shared.x.load(); })),
            Fault::spins_for_good);
  // One that waits for something else than what is there does not sleep.
  const auto waits_for = [&](Value value) {
    return fault_of(loop([value](Memory&, Shared& shared) {
      shared.x.wait(value);
      return shared.x.load();
    }));
  };
  EXPECT_EQ(waits_for(1), Fault::spins_for_good);
  EXPECT_EQ(waits_for(0), Fault::sleeps_for_good);
}

TEST(Litmus, OneThatLooksForWhatIsWrittenLaterDoesNotSpinForGood) {
  Program program = litmus({[](Memory&, Shared& shared) {
                              while (shared.x.load(memory_order_relaxed) == 0) {
                              }
                            },
                            store(x, 1, memory_order_relaxed)});
  program.has_loops = true;
  EXPECT_TRUE(explore(program).holds());
}

// It spins only until one that sleeps, and is woken, goes on.
TEST(Litmus, OneThatWaitsForOneThatIsWokenDoesNotSpinForGood) {
  const auto holds = [](bool wakes) {
    Program program = litmus({[](Memory&, Shared& shared) {
                                while (shared.x.load() == 0) shared.x.wait(0);
                                shared.y.store(1);
                              },
                              [=](Memory&, Shared& shared) {
                                shared.x.store(1);
                                if (wakes) shared.x.notify_all();
                                while (shared.y.load() == 0) {
                                }
                              }});
    program.has_loops = true;
    return explore(program).holds();
  };
  EXPECT_TRUE(holds(true));
  EXPECT_FALSE(holds(false));
}

TEST(Litmus, WhereNoExecutionEndsNothingIsKnown) {
  const Program program = litmus({[](Memory&, Shared& shared) { shared.x.load(); }});
  EXPECT_TRUE(explore(program).holds());
  const Exploration none;
  EXPECT_FALSE(none.holds());
  EXPECT_TRUE(to_text(program, none).starts_with("unknown"));
}

TEST(Litmus, AnExplorationThatIsNotDoneSaysSo) {
  const auto result = explore(sleeper(true), {.reorder = {}, .max_graphs = 3});
  EXPECT_FALSE(result.is_exhaustive);
  EXPECT_FALSE(result.holds());
}

}  // namespace
}  // namespace claimcheck::memory
