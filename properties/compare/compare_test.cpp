// SPDX-License-Identifier: MIT
#include "properties/compare/compare.hpp"

#include <gtest/gtest.h>

namespace claimcheck::compare {
namespace {

Seen breaks(model::Clause clause) {
  return {Seen::Kind::breaks, judge::Difference{{clause, "outcome"}, 0, "wrong"}, "step 1: wrong"};
}
Seen holds() {
  return {Seen::Kind::holds, {}, "holds"};
}
Seen unknown() {
  return {Seen::Kind::unknown, {}, "not known"};
}

constexpr bool found_now = true;
constexpr bool found_before = false;

Tried tried(bool now, Seen seen_now, Seen seen_before) {
  Tried trace;
  trace.found_now = now;
  trace.now = std::move(seen_now);
  trace.before = std::move(seen_before);
  return trace;
}

Change decided(std::vector<Tried> traces) {
  return decide(traces).change;
}

using enum model::Clause;

TEST(Compare, CallsADefectNewOrFixedWhereItsTraceHoldsOnTheOther) {
  EXPECT_EQ(decided({tried(found_now, breaks(T3), holds())}), Change::added);
  EXPECT_EQ(decided({tried(found_before, holds(), breaks(T3))}), Change::fixed);
}

TEST(Compare, CallsADefectUnchangedWhereOneOfItsTracesBreaksTheSameClauseOnBoth) {
  EXPECT_EQ(
      decided({tried(found_before, holds(), breaks(T3)), tried(found_now, breaks(T3), breaks(T3))}),
      Change::unchanged);
}

TEST(Compare, DecidesNothingWhereATraceCouldNotBeRunOrBreaksSomethingElse) {
  EXPECT_EQ(decided({tried(found_before, unknown(), breaks(T3))}), Change::undecided);
  EXPECT_EQ(decided({tried(found_now, breaks(T3), breaks(A4))}), Change::undecided);
  EXPECT_EQ(decided({tried(found_now, holds(), holds())}), Change::undecided);
}

TEST(Compare, CallsNothingFixedWhoseCauseShowsInAnotherTrace) {
  const std::vector<Tried> traces = {tried(found_before, holds(), breaks(T3)),
                                     tried(found_now, breaks(T3), holds())};
  const auto decision = decide(traces);
  EXPECT_EQ(decision.change, Change::undecided);
  EXPECT_EQ(decision.reason, "both break the clause, in traces that hold on the other");
}

// A run that holds: some trace of the corpus did.
report::RunReport run_that_holds() {
  report::RunReport report;
  report.modes = {true, false, false, false, false};
  report.replay.emplace_back();
  return report;
}

Comparison comparison_of(Change change, Tried example) {
  Comparison comparison;
  comparison.defects.push_back({change, std::move(example), ""});
  return comparison;
}

TEST(Compare, HasTheStatusOfTheEngineThatIsLookedAt) {
  const auto now = run_that_holds();
  using enum options::ExitStatus;
  EXPECT_EQ(status({}, now), holds);
  EXPECT_EQ(
      status(comparison_of(Change::fixed, tried(found_before, compare::holds(), breaks(T3))), now),
      holds);
  EXPECT_EQ(
      status(comparison_of(Change::unchanged, tried(found_before, breaks(T3), breaks(T3))), now),
      broken);
  EXPECT_EQ(
      status(comparison_of(Change::undecided, tried(found_before, unknown(), breaks(T3))), now),
      no_verdict);
}

TEST(Compare, DoesNotReproachATraceThatIsExpectedToBreakAndHolds) {
  auto now = run_that_holds();
  now.replay.emplace_back().verdict = replay::Replayed::not_broken;
  EXPECT_EQ(report::verdict(now), options::ExitStatus::broken);
  EXPECT_EQ(status({}, now), options::ExitStatus::holds);
}

}  // namespace
}  // namespace claimcheck::compare
