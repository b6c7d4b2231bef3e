// SPDX-License-Identifier: MIT
// Every interleaving of every small case on the indexed engine. The numbers are exact: a lock that
// is taken once more or once less, a case that is left out, and a reduction that prunes too much or
// too little all change them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/faults/sweep.hpp"
#include "properties/schedule/optimal_reduction.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::uint64_t triple_executions = 89'456;

// Under a sanitizer only every 20th triple has each of its failures.
constexpr std::uint64_t failing_stride = CLAIMCHECK_IS_SANITIZED ? 20 : 1;
constexpr std::uint64_t failing_triple_cases = CLAIMCHECK_IS_SANITIZED ? 622 : 11'666;
constexpr std::uint64_t failing_triple_executions = CLAIMCHECK_IS_SANITIZED ? 19'126 : 356'432;

struct Totals {
  std::uint64_t cases = 0;
  std::uint64_t executions = 0;
  std::uint64_t given_up = 0;
  std::uint64_t reached = 0;  // cases in which an injected failure hit in some execution

  void add(const Totals& other) {
    cases += other.cases;
    executions += other.executions;
    given_up += other.given_up;
    reached += other.reached;
  }
};

std::uint32_t times_asked(const std::vector<Asking>& askings, std::string_view site) {
  const auto asking = std::ranges::find(askings, site, &Asking::site);
  return asking == askings.end() ? 0 : asking->times;
}

class SmallCases : public ::testing::Test {
 protected:
  Totals explore(const model::Trace& trace) {
    schedule::OptimalReduction strategy;
    bool was_hit = false;
    const auto exploration =
        runner_.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
          EXPECT_FALSE(judged.difference) << judged.difference->message << "\n"
                                          << model::print(model::document(trace));
          EXPECT_EQ(judged.execution.ending, schedule::Ending::finished);
          EXPECT_TRUE(judged.execution.races.empty());
          for (const auto& call : judged.history) {
            was_hit = was_hit || (call.outcome && !call.outcome->injected.empty());
          }
          return !HasFailure();
        });
    EXPECT_EQ(exploration.verdict, schedule::Verdict::complete);
    return {1, exploration.executions, exploration.given_up, was_hit};
  }

  // The trace with each failure, not the trace as it is.
  Totals explore_failing(const model::Trace& trace) {
    explore(trace);
    const auto askings = runner_.askings();
    Totals totals;
    for (const auto& failing : with_each_failure(trace, askings)) totals.add(explore(failing));
    return totals;
  }

  engines::Engine engine_ = engines::Engine::named("indexed");
  Runner runner_{engine_, {.askings = true}};
};

TEST_F(SmallCases, C1ToC3HoldOfEveryInterleavingOfEveryPair) {
  Totals totals;
  for (std::uint64_t number = 0; number < pair_count(); ++number) totals.add(explore(pair(number)));
  EXPECT_EQ(totals.cases, 1220u);
  EXPECT_EQ(totals.executions, 5422u);
  EXPECT_EQ(totals.given_up, 0u);
}

TEST_F(SmallCases, C1ToC3HoldOfEveryInterleavingOfEveryTriple) {
  Totals totals;
  for (std::uint64_t number = 0; number < triple_count(); ++number) {
    totals.add(explore(triple(number)));
  }
  EXPECT_EQ(totals.cases, 2660u);
  EXPECT_EQ(totals.executions, triple_executions);
  // Begun in vain: see OptimalReduction of locks within locks.
  EXPECT_EQ(totals.given_up, 3u);
}

TEST_F(SmallCases, C1ToC3HoldOfEveryPairWithOneFailureAtEverySite) {
  Totals totals;
  for (std::uint64_t number = 0; number < pair_count(); ++number) {
    totals.add(explore_failing(pair(number)));
  }
  EXPECT_EQ(totals.cases, 3697u);
  EXPECT_EQ(totals.executions, 17323u);
  EXPECT_EQ(totals.reached, totals.cases);
  EXPECT_EQ(totals.given_up, 0u);
}

TEST_F(SmallCases, C1ToC3HoldOfEveryTripleWithOneFailureAtEverySite) {
  Totals totals;
  for (std::uint64_t number = 0; number < triple_count(); number += failing_stride) {
    totals.add(explore_failing(triple(number)));
  }
  EXPECT_EQ(totals.cases, failing_triple_cases);
  EXPECT_EQ(totals.executions, failing_triple_executions);
  EXPECT_EQ(totals.reached, totals.cases);
  EXPECT_EQ(totals.given_up, CLAIMCHECK_IS_SANITIZED ? 0u : 15u);
}

// Why it is enough to fail what is asked for: a failure at any other site, or at a later asking,
// hits in no execution of a pair, and leaves their number as it is.
TEST_F(SmallCases, AFailureOfWhatIsNotAskedForNeverHits) {
  const auto& api = engine_.api();
  for (std::uint64_t number = 0; number < pair_count(); ++number) {
    const auto trace = pair(number);
    const auto as_it_is = explore(trace);
    const auto askings = runner_.askings();
    for (std::size_t index = 0; index < trace.steps.size(); ++index) {
      if (trace.steps[index].thread == 0) continue;
      for (std::size_t site = 0; site < faults::site_count(api); ++site) {
        auto other = trace;
        const auto asked = times_asked(askings[index], api.sites[site].name);
        other.steps[index].faults = {{api.sites[site].name, asked + 1, true, ENOMEM}};
        const auto totals = explore(other);
        EXPECT_EQ(totals.executions, as_it_is.executions);
        EXPECT_EQ(totals.reached, 0u);
      }
    }
  }
}

TEST_F(SmallCases, C1ToC3HoldOfEveryInterleavingBesideTheRegionsDriver) {
  Totals totals;
  for (std::uint64_t number = 0; number < driver_case_count(engine_.api()); ++number) {
    totals.add(explore(driver_case(engine_.api(), number)));
  }
  EXPECT_EQ(totals.cases, 1088u);
  EXPECT_EQ(totals.executions, 23'933u);
}

}  // namespace
}  // namespace claimcheck::concurrent
