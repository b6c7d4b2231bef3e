// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "impl/indexed/indexed.h"
#include "model/trace/trace_text.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/judge/conformance.hpp"

// Every transition on an engine.

namespace claimcheck::explore::claim {
namespace {

using model::Clause;

Report explored(const std::string& engine, const Scope& scope, bool symmetry,
                std::size_t workers = 2) {
  ExploreOptions options;
  options.scope = scope;
  options.symmetry = symmetry;
  options.workers = workers;
  return explore_engine(engines::Engine::named(engine), options);
}

Scope one_tag(std::uint16_t seq_base) {
  Scope scope;
  scope.tags = 1;
  scope.seq_base = seq_base;
  scope.failures = true;
  return scope;
}

// By clause and aspect: the shortest of those that sites and operations tell apart.
std::map<judge::Defect, std::size_t> lengths(const Report& report) {
  std::map<judge::Defect, std::size_t> lengths;
  for (const auto& finding : report.findings) {
    const auto steps = finding.trace.steps.size();
    const judge::Defect defect{finding.defect.clause, finding.defect.aspect};
    const auto [known, is_new] = lengths.emplace(defect, steps);
    if (!is_new) known->second = std::min(known->second, steps);
  }
  return lengths;
}

TEST(Refinement, RunsEveryTransitionOnTheIndexedEngineAndItKeepsEveryClause) {
  const auto report = explored("indexed", one_tag(1), true);
  EXPECT_EQ(report.overall(), Verdict::holds);
  EXPECT_GT(report.counts.engine_failures, 0U);
  EXPECT_EQ(report.counts.states_not_entered, 0U);
  ExploreOptions plain;
  plain.scope = one_tag(1);
  plain.scope.failures = false;
  EXPECT_EQ(report.counts.engine_transitions, explore_model(plain).generated);
}

// The clauses that the posted code breaks, by its review and by the contract's notes.
TEST(Refinement, FindsEveryDefectOfThePostedEngineInTheFewestSteps) {
  const auto report = explored("posted", one_tag(1), true);
  const std::map<judge::Defect, std::size_t> expected = {
      {{Clause::W2, "outcome"}, 1},  {{Clause::V1, "text"}, 1},      {{Clause::V3, "outcome"}, 1},
      {{Clause::T3, "outcome"}, 2},  {{Clause::T4, "outcome"}, 2},   {{Clause::U2, "outcome"}, 2},
      {{Clause::A1, "mappings"}, 2}, {{Clause::A1, "use count"}, 2}, {{Clause::W6, "outcome"}, 3},
      {{Clause::U1, "use count"}, 3}};
  EXPECT_EQ(lengths(report), expected);
  EXPECT_EQ(report.overall(), Verdict::broken);
  for (const auto& finding : report.findings) EXPECT_TRUE(finding.reproduced);
}

TEST(Refinement, FindsTheSameDefectsWithAndWithoutSymmetry) {
  // Half a minute for each.
  const std::uint16_t last_base = CLAIMCHECK_IS_SANITIZED ? 0 : 1;
  for (std::uint16_t seq_base = 0; seq_base <= last_base; ++seq_base) {
    Scope scope = one_tag(seq_base);
    EXPECT_EQ(lengths(explored("posted", scope, true)), lengths(explored("posted", scope, false)));
    scope.tags = 2;
    scope.injected = scope.untagged = 0;
    EXPECT_EQ(lengths(explored("posted", scope, true)), lengths(explored("posted", scope, false)));
  }
}

// The states come first there, and then the engine: what is known of the former is told.
TEST(Refinement, OverDiskTellsItsStatesWhereTheTimeEndsBeforeTheEngineRuns) {
  ExploreOptions options;
  options.scope = one_tag(1);
  options.symmetry = true;
  options.disk = std::filesystem::temp_directory_path();
  options.deadline = std::chrono::steady_clock::now();
  const auto report = explore_engine(engines::Engine::named("indexed"), options);
  EXPECT_EQ(report.overall(), Verdict::not_finished);
  EXPECT_EQ(report.limit, Limit::progress);
  EXPECT_GT(report.distinct, 0U);
  EXPECT_EQ(report.counts.engine_transitions, 0U);
}

TEST(Refinement, GivesTheSameReportForAnyNumberOfWorkers) {
  const auto one = explored("posted", one_tag(0), true, 1);
  const auto two = explored("posted", one_tag(0), true, 2);
  EXPECT_EQ(one.counts.engine_transitions, two.counts.engine_transitions);
  EXPECT_EQ(one.counts.engine_failures, two.counts.engine_failures);
  EXPECT_EQ(one.counts.coverage.exercised, two.counts.coverage.exercised);
  ASSERT_EQ(one.findings.size(), two.findings.size());
  for (std::size_t index = 0; index < one.findings.size(); ++index) {
    EXPECT_EQ(print(model::document(one.findings[index].trace)),
              print(model::document(two.findings[index].trace)));
  }
}

TEST(Refinement, GivesTracesThatShowTheirDefectWhenTheyAreRunAlone) {
  const auto engine = engines::Engine::named("posted");
  for (const auto& finding : explored("posted", one_tag(0), true).findings) {
    const auto difference = judge::run(engine, finding.trace);
    ASSERT_TRUE(difference) << print(model::document(finding.trace));
    EXPECT_EQ(difference->defect, finding.defect);
    EXPECT_EQ(difference->step + 1, finding.trace.steps.size());
  }
}

// It says that the drivers of plain and static regions are bound: no operation made it so.
TEST(Refinement, TellsOfAnEngineThatIsWrongFromTheStart) {
  const auto report = explored(CLAIMCHECK_EXAMPLE, one_tag(1), true, 1);
  EXPECT_EQ(report.overall(), Verdict::broken);
  EXPECT_GT(report.findings.size(), 10U);
  for (const auto& finding : report.findings) {
    EXPECT_TRUE(finding.reproduced) << print(model::document(finding.trace));
  }
}

// What exploring the engine is refused with.
std::string refusal(const claimcheck_engine_api& api, std::size_t workers) {
  ExploreOptions options;
  options.scope = one_tag(1);
  options.workers = workers;
  try {
    explore_engine(engines::Engine::of(api), options);
  } catch (const engines::EngineError& error) {
    return error.what();
  }
  return "it was explored";
}

// A trace cannot say it, so it is no defect; and no other clone would fare better.
TEST(Refinement, SaysThatItIsCloneThatEndsTheProcess) {
  auto api = *claimcheck_indexed_engine();
  api.clone = [](const void*, void**) -> int { std::abort(); };
  for (const std::size_t workers : {1u, 2u}) {
    EXPECT_EQ(refusal(api, workers),
              "indexed: clone() killed by SIGABRT; where it is NULL, states are reached by "
              "replaying");
  }
}

// Whether the engine is a copy cannot be seen from outside: the copy is one that only crashes.
TEST(Refinement, SaysThatItIsACopyThatEndsTheProcess) {
  static int copy;
  auto api = *claimcheck_indexed_engine();
  api.clone = [](const void*, void** engine) {
    *engine = &copy;
    return 0;
  };
  api.apply = [](void* engine, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
    if (engine == &copy) std::abort();
    claimcheck_indexed_engine()->apply(engine, operation, outcome);
  };
  api.destroy = [](void* engine) {
    if (engine != &copy) claimcheck_indexed_engine()->destroy(engine);
  };
  for (const std::size_t workers : {1u, 2u}) {
    EXPECT_EQ(
        refusal(api, workers),
        "indexed: a copy that clone() made is killed by SIGABRT; where it is NULL, states are "
        "reached by replaying");
  }
}

TEST(Refinement, OutlivesAnEngineThatCrashesAndGoesOnAfterIt) {
  const auto report = explored(CLAIMCHECK_CRASHING_ENGINE, one_tag(1), true, 1);
  EXPECT_EQ(report.overall(), Verdict::broken);
  EXPECT_EQ(report.crashes, 2U);
  EXPECT_GT(report.counts.transitions_set_aside, 0U);
  const std::map<judge::Defect, std::size_t> expected = {{{Clause::W4, "killed by SIGABRT"}, 2},
                                                         {{Clause::V8, "killed by SIGABRT"}, 2}};
  EXPECT_EQ(lengths(report), expected);
}

}  // namespace
}  // namespace claimcheck::explore::claim
