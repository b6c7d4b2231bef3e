// SPDX-License-Identifier: MIT
// Searching the interleavings of one trace.
#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <deque>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/judge/blame.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::concurrent {
namespace {

// A race in every execution, and in some of them a wrong answer as well: of a read during which
// another operation was under way.
struct RaceAndWrongAnswer : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env& env) {
    ++running;
    env.access(env.context, this, sizeof *this, "ledger", CLAIMCHECK_WRITE, nullptr);
  }
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env&) {
    if (operation.kind == CLAIMCHECK_READ_AVAILABLE && running > 1) outcome.text[0] = '7';
    --running;
  }
  int running = 0;
};

const model::Trace& claim_beside_reads() {
  static const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
offer 0 untagged  at 0 +2M
thread 1: write 0.0 uuid 0
thread 2: read 0 available_size
thread 2: read 0 available_size
)")
                                .trace;
  return trace;
}

constexpr std::uint64_t enough = 10'000;

TEST(Search, FindsTheDefectThatIsSoughtBehindOthers) {
  const auto engine = testing::engine_with<RaceAndWrongAnswer>();
  const auto first = search(engine, claim_beside_reads(), {enough}).difference;
  ASSERT_TRUE(first);
  const auto kinds = judge::thread_kinds(claim_beside_reads());
  for (const judge::Defect& sought :
       {judge::Defect{model::Clause::C1, "history", kinds},
        judge::Defect{model::Clause::C3, "race", kinds, {}, "ledger"}}) {
    const auto searched = search(engine, claim_beside_reads(), {enough, sought});
    ASSERT_TRUE(searched.difference) << sought.aspect;
    EXPECT_EQ(searched.difference->defect, sought);
    EXPECT_FALSE(searched.complete);
  }
  const auto none =
      search(engine, claim_beside_reads(), {enough, judge::Defect{model::Clause::C3, "deadlock"}});
  EXPECT_FALSE(none.difference);
  EXPECT_TRUE(none.complete);
}

// Means to let one through, but looks and takes under no lock: answers wrongly behind two.
struct TakesWithoutALock : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env& env) {
    if (operation.kind != CLAIMCHECK_CREATE || taken > 0) return;
    env.fail(env.context, "create-device");
    ++taken;
  }
  void after(const claimcheck_operation&, claimcheck_outcome& outcome, const claimcheck_env&) {
    if (taken > 1) outcome.result = -EIO;
  }
  int taken = 0;
};

TEST(Search, BreaksInBetweenTheFallibleStepsOfAnEngineThatTakesNoLock) {
  const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
thread 1: create 0
thread 2: create 0
)")
                         .trace;
  const auto searched = search(testing::engine_with<TakesWithoutALock>(), trace, {enough});
  ASSERT_TRUE(searched.difference);
  EXPECT_EQ(searched.difference->defect.clause, model::Clause::C1);
}

TEST(Search, FindsWithAsManyPreemptionsAsADefectNeedsAndNotWithFewer) {
  const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
thread 1: create 0
thread 2: create 0
)")
                         .trace;
  const auto engine = testing::engine_with<TakesWithoutALock>();
  Search bounded{enough};
  bounded.max_preemptions = 0;
  const auto none = search(engine, trace, bounded);
  EXPECT_FALSE(none.difference);
  EXPECT_FALSE(none.complete);
  EXPECT_TRUE(none.bounded);
  bounded.max_preemptions = 1;
  const auto found = search(engine, trace, bounded);
  ASSERT_TRUE(found.difference);
  EXPECT_FALSE(found.bounded);
  EXPECT_TRUE(with_schedule(engine, trace, found.difference->defect, bounded));
}

TEST(Search, SaysWhetherItSawEveryInterleaving) {
  const auto engine = engines::Engine::named("indexed");
  std::uint64_t told = 0;
  const auto all = search(engine, claim_beside_reads(),
                          {enough, {}, [&](std::uint64_t executions) { told = executions; }});
  EXPECT_TRUE(all.complete);
  EXPECT_FALSE(all.difference);
  EXPECT_EQ(told, all.executions);
  ASSERT_GT(all.executions, 2u);
  const auto some = search(engine, claim_beside_reads(), {all.executions - 1});
  EXPECT_FALSE(some.complete);
  EXPECT_EQ(some.executions, all.executions - 1);
}

TEST(Search, IsEstimatedBefore) {
  const auto engine = engines::Engine::named("indexed");
  const auto executions =
      static_cast<double>(search(engine, claim_beside_reads(), {enough}).executions);
  const auto expected = estimate(engine, claim_beside_reads());
  EXPECT_GT(expected.executions, executions / 2);
  EXPECT_LT(expected.executions, executions * 2);
}

// Announces ten steps more of every operation, on objects that it makes for each, and may fail at
// each of them.
struct Talkative : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env& env) {
    for (int i = 0; i < 10; ++i) {
      auto& own = objects.emplace_back();
      env.atomic(env.context, &own, "own", CLAIMCHECK_WRITE);
      env.release(env.context, &own);
      env.acquire(env.context, &own);
    }
  }
  std::deque<std::uint64_t> objects;
};

TEST(Search, TakesNoMoreExecutionsForStepsOnObjectsOfAnOperationsOwn) {
  const auto quiet = engines::Engine::named("indexed");
  const auto talkative = testing::engine_with<Talkative>();
  const auto expected = search(quiet, claim_beside_reads(), {enough});
  const auto searched = search(talkative, claim_beside_reads(), {enough});
  EXPECT_TRUE(searched.complete);
  EXPECT_FALSE(searched.difference);
  EXPECT_EQ(searched.executions, expected.executions);
}

// Warns only where two operations run at once.
struct Warning : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env& env) {
    if (++running > 1) env.warn(env.context, "two at once");
  }
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) { --running; }
  int running = 0;
};

TEST(Search, FindsAWarningOfTheThreads) {
  const auto searched = search(testing::engine_with<Warning>(), claim_beside_reads(), {enough});
  ASSERT_TRUE(searched.difference);
  EXPECT_EQ(searched.difference->defect,
            (judge::Defect{model::Clause::A5, "warning", {}, {}, "two at once"}));
}

// Takes a lock wherever it is, and keeps what self() says of it.
struct Everywhere : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env& lent) {
    env = lent;
    const auto self = env.self(env.context);
    if (operation.kind == CLAIMCHECK_READ_UUID && self != operation.device + 1) wrong = true;
    if (operation.kind == CLAIMCHECK_CREATE && self != 0) wrong = true;
  }
  void after(const claimcheck_operation&, claimcheck_outcome& outcome, const claimcheck_env&) {
    if (wrong) outcome.result = 77;
  }
  void show_region(claimcheck_region_state&) { use_lock(); }
  ~Everywhere() { use_lock(); }
  void use_lock() {
    if (!env.lock) return;
    const auto mode = CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE;
    if (env.lock(env.context, this, "snapshot-lock", mode) != 0 || env.self(env.context) != 0) {
      std::abort();
    }
    env.unlock(env.context, this);
  }
  claimcheck_env env{};
  bool wrong = false;
};

TEST(Search, LendsLocksOutsideOfThreadsAndNumbersTheThreadsFromOne) {
  const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
offer 0 untagged  at 0 +2M
create 0
thread 1: read 0.0 uuid ! snapshot-lock#1+
thread 2: read 0.1 uuid ! snapshot-lock#1+
)")
                         .trace;
  const auto searched = search(testing::engine_with<Everywhere>(), trace, {enough});
  EXPECT_FALSE(searched.difference) << searched.difference->message;
  EXPECT_TRUE(searched.complete);
}

}  // namespace
}  // namespace claimcheck::concurrent
