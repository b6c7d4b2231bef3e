// SPDX-License-Identifier: MIT
#include "properties/report/unseen.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace claimcheck::report {
namespace {

using model::Clause;

// A run of an engine that told all there is to tell, in which every clause was exercised.
RunReport told_all() {
  RunReport report;
  report.engine = "indexed";
  report.modes = {false, true, true, true, false};
  report.sites = {"region-lock", "device-lock", "grow"};
  for (std::size_t site = 0; site < report.sites.size(); ++site) {
    report.matrix.cells[0][site].count(12);
  }
  Stage stage;
  stage.name = "all";
  auto& coverage = stage.report.coverage;
  coverage.exercised.fill(1);
  coverage.operations = coverage.held = 100;
  coverage.executions = coverage.plain_accesses = coverage.locks = 10;
  report.stages.push_back(stage);
  return report;
}

judge::Coverage& coverage_of(RunReport& report) {
  return report.stages[0].report.coverage;
}

std::string verdict_of(const RunReport& report, Clause clause) {
  return verdict_on(report, model::info(clause));
}

TEST(Unseen, IsNothingWhereTheEngineTellsAll) {
  const auto report = told_all();
  EXPECT_TRUE(unseen(report).empty());
  for (const auto& row : model::clauses()) EXPECT_EQ(verdict_on(report, row), "holds") << row.name;
  EXPECT_EQ(verdict(report), options::ExitStatus::holds);
}

TEST(Unseen, IsALeakWhereTheEngineNamesNothingThatItHolds) {
  auto report = told_all();
  coverage_of(report).held = 0;
  EXPECT_EQ(verdict_of(report, Clause::A4), "not checked");
  EXPECT_NE(summary(report).find("no leak (A4): the engine names nothing that it holds"),
            std::string::npos)
      << summary(report);
  EXPECT_EQ(verdict(report), options::ExitStatus::holds) << "the others hold";
}

TEST(Unseen, IsAWarningWhereTheEngineDoesNotSayThatItWouldWarn) {
  auto report = told_all();
  claimcheck_engine_api silent{};
  report.api = std::make_shared<const claimcheck_engine_api>(silent);
  EXPECT_EQ(verdict_of(report, Clause::A5), "not checked");
  EXPECT_NE(summary(report).find("no warning (A5): the engine does not say that it would warn"),
            std::string::npos)
      << summary(report);
  EXPECT_EQ(verdict(report), options::ExitStatus::holds) << "the others hold";
  auto warns = silent;
  warns.flags = CLAIMCHECK_WARNS;
  report.api = std::make_shared<const claimcheck_engine_api>(warns);
  EXPECT_EQ(verdict_of(report, Clause::A5), "holds");
}

TEST(Unseen, IsADeadlockWhereTheEngineAnnouncesNoLock) {
  auto report = told_all();
  coverage_of(report).locks = 0;
  EXPECT_EQ(verdict_of(report, Clause::C3), "holds") << "no part of a group was seen";
  EXPECT_NE(summary(report).find("no deadlock (C3): the engine announces no lock"),
            std::string::npos);
  EXPECT_EQ(summary(report).find("no data race"), std::string::npos);
}

TEST(Unseen, IsARaceWhereTheEngineAnnouncesNoAccess) {
  auto report = told_all();
  coverage_of(report).plain_accesses = 0;
  EXPECT_NE(summary(report).find("no data race (C3): the engine announces no access"),
            std::string::npos);
}

TEST(Unseen, IsWhateverThreadsDoWhereNoTwoCouldMeet) {
  auto report = told_all();
  coverage_of(report).without_steps = coverage_of(report).executions;
  for (const auto clause : {Clause::C1, Clause::C2, Clause::C3}) {
    EXPECT_EQ(verdict_of(report, clause), "not checked");
  }
  EXPECT_EQ(why_unseen(report, Clause::C1).size(), 1u);
}

TEST(Unseen, IsAFailureWhereTheEngineHasNoSites) {
  auto report = told_all();
  report.sites.clear();
  for (const auto clause : {Clause::A2, Clause::A3, Clause::W3, Clause::W5}) {
    EXPECT_EQ(verdict_of(report, clause), "not checked") << model::name(clause);
    EXPECT_EQ(why_unseen(report, clause).size(), clause == Clause::A3 ? 0u : 1u);
  }
}

TEST(Unseen, IsNothingThatIsBroken) {
  auto report = told_all();
  coverage_of(report).held = 0;
  FoundTrace found;
  found.finding.defect.clause = Clause::A4;
  report.found.push_back(found);
  EXPECT_EQ(verdict_of(report, Clause::A4), "BROKEN");
}

TEST(SetAside, IsNoVerdictWhereNothingIsFound) {
  auto report = told_all();
  coverage_of(report).set_aside = 1;
  EXPECT_EQ(verdict(report), options::ExitStatus::no_verdict);
  report.found.emplace_back();
  EXPECT_EQ(verdict(report), options::ExitStatus::broken);
}

TEST(Credible, IsNoCountThatSomebodyElseWrote) {
  auto report = told_all();
  report.stages[0].report.is_credible = false;
  EXPECT_EQ(verdict(report), options::ExitStatus::no_verdict);
  for (const auto& row : model::clauses()) {
    EXPECT_EQ(verdict_on(report, row), "NOT EXERCISED") << row.name;
  }
  auto written_over = told_all();
  ++written_over.matrix.cells[3][1].reached;
  EXPECT_EQ(verdict(written_over), options::ExitStatus::no_verdict);
}

}  // namespace
}  // namespace claimcheck::report
