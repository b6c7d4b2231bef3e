// SPDX-License-Identifier: MIT
#include "smt/mutants/specification_mutant.hpp"

#include <gtest/gtest.h>

#include "model/trace/trace_text.hpp"
#include "smt/mutants/counter_trace.hpp"
#include "smt/mutants/refutation.hpp"
#include "smt/solvers/cvc5.hpp"

namespace claimcheck::smt {
namespace {

// In shares, so that each is done soon; under a sanitizer an eighth of each.
constexpr std::size_t shares = 4;
constexpr std::size_t mutant_stride = CLAIMCHECK_IS_SANITIZED ? 8 : 1;
class Mutants : public testing::TestWithParam<std::size_t> {};

TEST_P(Mutants, AreRefutedByBothSolvers) {
  const auto& specification_mutants = all_specification_mutants();
  ASSERT_GE(specification_mutants.size(), 52u);
  for (std::size_t i = GetParam(); i < specification_mutants.size(); i += shares * mutant_stride) {
    const auto& mutant = specification_mutants[i];
    const auto refutation = refute(mutant);
    EXPECT_NE(refutation.by_z3, "") << mutant.name;
    EXPECT_NE(refutation.counter_model, "") << mutant.name;
    EXPECT_EQ(refutation.by_cvc5 != "", solve::has_cvc5()) << mutant.name;
  }
}
INSTANTIATE_TEST_SUITE_P(Share, Mutants, testing::Range(std::size_t{0}, shares));

void expect_caught_when_run(const std::vector<SpecificationMutant>& specification_mutants) {
  RunLog log;
  for (const auto& mutant : specification_mutants) {
    EXPECT_TRUE(mutant.run(log).false_statement) << mutant.name;
  }
}

TEST(SpecificationMutant, OfTheClaimIsCaughtByTheConcreteInterpretationToo) {
  expect_caught_when_run(specification_mutants_of("claim"));
}

TEST(SpecificationMutant, OfAdmissionIsCaughtByTheConcreteInterpretationToo) {
  ASSERT_GE(specification_mutants_of("admission").size(), 6u);
  expect_caught_when_run(specification_mutants_of("admission"));
}

// From a state that only a proof starts from to one that operations lead to.
TEST(SpecificationMutant, OfTheClaimHasACounterModelThatIsATraceWhereverOperationsLeadToIt) {
  std::size_t reachable = 0, showing = 0;
  const auto specification_mutants = specification_mutants_of("claim");
  for (std::size_t i = 0; i < specification_mutants.size(); i += mutant_stride) {
    const auto& mutant = specification_mutants[i];
    const auto refutation = refute(mutant);
    const auto counter = counter_trace(refutation);
    RecordProperty(mutant.name, refutation.by_z3 + " " + counter.why_none);
    if (!counter.trace) continue;
    ++reachable;
    const bool shows = !how_it_parts(mutant, *counter.trace).empty();
    EXPECT_TRUE(shows) << mutant.name << " as refuted in " << refutation.by_z3 << "\n"
                       << model::print(model::document(*counter.trace));
    showing += shows;
  }
  EXPECT_GE(reachable, 10 / mutant_stride);
  EXPECT_EQ(showing, reachable);
}

TEST(CounterTrace, SaysWhyNoOperationsLeadToACounterModel) {
  Refutation refutation;
  refutation.by_z3 = "claim_group.complete.step/YN";
  refutation.counter_model =
      "members = 2\n(seq (member 0)) = 1\n(seq (member 1)) = 1\n"
      "(offered_of (member 0)) = 2\n(offered_of (member 1)) = 2\n";
  EXPECT_EQ(counter_trace(refutation).why_none, "an offer with one number twice");
  refutation.by_z3 = "give_back.give-back.step/Y";
  EXPECT_EQ(counter_trace(refutation).why_none, "it is not of a claim");
}

}  // namespace
}  // namespace claimcheck::smt
