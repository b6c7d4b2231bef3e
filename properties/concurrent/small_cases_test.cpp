// SPDX-License-Identifier: MIT
// Every interleaving of every small case on the indexed engine. The numbers are exact: a lock that
// is taken once more or once less, a case that is left out, and a reduction that prunes too much or
// too little all change them.
#include <gtest/gtest.h>

#include "model/trace_text.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/concurrent_run.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::concurrent {
namespace {

// A lock is known by its address. Where a device is deleted and another created, the allocator
// gives the old address out again, and the two locks count as one; AddressSanitizer's does not, and
// some steps that were independent are then told apart. More executions, the same behaviours.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t triple_executions = 77'694;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr std::uint64_t triple_executions = 77'694;
#else
constexpr std::uint64_t triple_executions = 77'606;
#endif
#else
constexpr std::uint64_t triple_executions = 77'606;
#endif

struct Totals {
  std::uint64_t cases = 0;
  std::uint64_t executions = 0;
  std::uint64_t given_up = 0;
  std::uint64_t reached = 0;  // cases in which an injected failure hit in some execution
};

class SmallCases : public testing::Test {
 protected:
  void explore(const model::Trace& trace) {
    schedule::OptimalReduction strategy;
    bool was_hit = false;
    const auto exploration =
        runner_.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
          EXPECT_FALSE(judged.difference) << judged.difference->message << "\n"
                                          << model::print(model::document(trace));
          EXPECT_EQ(judged.execution.ending, schedule::Ending::Finished);
          EXPECT_TRUE(judged.execution.races.empty());
          for (const auto& call : judged.history) {
            was_hit = was_hit || (call.outcome && !call.outcome->injected.empty());
          }
          return !HasFailure();
        });
    EXPECT_EQ(exploration.verdict, schedule::Verdict::Complete);
    ++totals_.cases;
    totals_.executions += exploration.executions;
    totals_.given_up += exploration.given_up;
    totals_.reached += was_hit;
  }

  driver::Engine engine_ = driver::Engine::named("indexed");
  Runner runner_{engine_};
  Totals totals_;
};

TEST_F(SmallCases, C1ToC3HoldOfEveryInterleavingOfEveryPair) {
  for (std::uint64_t number = 0; number < pair_count(); ++number) explore(pair(number));
  EXPECT_EQ(totals_.cases, 342u);
  EXPECT_EQ(totals_.executions, 1254u);
  EXPECT_EQ(totals_.given_up, 0u);
}

TEST_F(SmallCases, C1ToC3HoldOfEveryInterleavingOfEveryTriple) {
  for (std::uint64_t number = 0; number < triple_count(); ++number) explore(triple(number));
  EXPECT_EQ(totals_.cases, 2280u);
  EXPECT_EQ(totals_.executions, triple_executions);
  EXPECT_EQ(totals_.given_up, 0u);
}

TEST_F(SmallCases, C1ToC3HoldOfEveryPairWithOneFailureAtEverySite) {
  for (std::uint64_t number = 0; number < pair_count(); ++number) {
    for (const auto& trace : with_each_failure(engine_.api(), pair(number))) explore(trace);
  }
  EXPECT_EQ(totals_.cases, 12312u);
  EXPECT_EQ(totals_.executions, 44982u);
  EXPECT_EQ(totals_.reached, 926u);
  EXPECT_EQ(totals_.given_up, 0u);
}

}  // namespace
}  // namespace claimcheck::concurrent
