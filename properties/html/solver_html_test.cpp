// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "properties/formats/of_solvers.hpp"
#include "properties/html/solver_testing.hpp"
#include "properties/installation/installation.hpp"
#include "properties/report/run_json.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::html {
namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(MutantsPage, SaysWhatFoundEachBugAndHowSoonAndLinksItsFilm) {
  const auto page = mutants_page(mutant_rows(), {});
  EXPECT_TRUE(contains(page, "<h1>1 of 3 seeded bugs are caught as their patches say</h1>"));
  EXPECT_TRUE(contains(page, "<a href=\"#d1\">101-caught</a>"));
  EXPECT_TRUE(contains(page, "<section class=\"film\" id=\"d1\""));
  EXPECT_TRUE(contains(page, "data-is=\"after traces\">20, at most 30</td>")) << page;
  EXPECT_TRUE(contains(page, "<b>102-missed</b>: <span class=\"word\">not always caught</span>"));
  EXPECT_FALSE(contains(page, "#d2"));
  EXPECT_TRUE(contains(page, "1 have no verdict"));
}

TEST(MutantsPage, LeavesOutTheFilmsThatAreTooManyAndSaysSo) {
  auto rows = mutant_rows();
  rows[1].film = "<p>second</p>" + std::string(2'000'000, ' ');
  const auto page = mutants_page(rows, {});
  EXPECT_TRUE(contains(page, "Of the first 1 bugs"));
  EXPECT_FALSE(contains(page, "<p>second</p>"));
  EXPECT_LT(page.size(), 2u << 20);
}

TEST(AuditJson, KeepsItsSchemaAndSaysWhatWasFoundAgainstTheProofs) {
  const testing::TemporaryFolder folder;
  const auto document = report::to_json(audit_report(), true);
  EXPECT_EQ(document["exit_status"], 1);
  EXPECT_EQ(document["obligations"][1]["refuted"], true);
  EXPECT_EQ(document["checks"][0]["against"][0], "no state was found for claim.vacuous");
  EXPECT_EQ(document["specification_mutants"][1]["complaint"], "not refuted by cvc5");
  auto larger = document;
  larger["checks"][0]["undescribed"] = 1;
  const auto checker = installation::installation().root / ".ci/validate_report";
  for (const bool is_whole : {true, false}) {
    report::write_json(is_whole ? document : larger, folder.path() / "audit.json");
    const auto ended = testing::run_program({checker, folder.path() / "audit.json"});
    EXPECT_EQ(ended.status, is_whole ? 0 : 1) << ended.out << ended.err;
  }
}

TEST(AuditPage, SaysWhatWasTriedAndWhatWasFoundAgainstTheProofs) {
  const auto report = audit_report();
  EXPECT_EQ(report::verdict(report), options::ExitStatus::broken);
  const auto page = audit_page(report);
  EXPECT_TRUE(contains(page, "<h1>The audit did not pass</h1>"));
  EXPECT_TRUE(contains(page, "1 of 2 obligations are proved"));
  EXPECT_TRUE(contains(page, "<li>no state was found for claim.vacuous</li>"));
  EXPECT_TRUE(contains(page, "kept below what the contract allows by claim.small</li>"));
  EXPECT_TRUE(contains(page, "NOT REFUTED"));
  EXPECT_TRUE(contains(page, "<code>claim.refutes</code>"));
  EXPECT_TRUE(contains(page, "<code>smt/a.hpp:7</code>"));
}

TEST(AuditPage, OfAnAuditThatWasEndedEarlyHasNoVerdict) {
  report::AuditReport report;
  report.audit.is_finished = false;
  EXPECT_EQ(report::verdict(report), options::ExitStatus::no_verdict);
  EXPECT_TRUE(contains(audit_page(report), "NO VERDICT"));
}

TEST(AuditResults, HaveACaseAnObligationACheckAndASpecificationMutant) {
  const auto results = formats::results_of(audit_report(), 0);
  const auto of = [&](std::string_view suite, formats::Outcome outcome) {
    return std::ranges::count_if(results.cases, [&](const formats::Case& one) {
      return one.suite == suite && one.outcome == outcome;
    });
  };
  EXPECT_EQ(of("obligations", formats::Outcome::passes), 1);
  EXPECT_EQ(of("obligations", formats::Outcome::fails), 1);
  EXPECT_EQ(of("audit", formats::Outcome::fails), 1);
  EXPECT_EQ(of("audit", formats::Outcome::passes), 8);
  EXPECT_EQ(of("specification mutants", formats::Outcome::passes), 1);
  EXPECT_EQ(of("specification mutants", formats::Outcome::no_verdict), 1);
  EXPECT_EQ(of("verdict", formats::Outcome::fails), 1);
}

TEST(AuditResults, NeverTakeAnAuditThatWasEndedEarlyForAPass) {
  report::AuditReport report;
  report.audit.is_finished = false;
  for (const auto& one : formats::results_of(report, 0).cases) {
    EXPECT_EQ(one.outcome, formats::Outcome::no_verdict) << one.name;
  }
}

TEST(ProvePage, ListsWhatIsNotProvedBeforeTheTable) {
  const auto page = prove_page(audit_report().audit.entries, options::ExitStatus::broken);
  EXPECT_TRUE(contains(page, "<h1>1 of 2 obligations are proved, 1 refuted</h1>"));
  EXPECT_TRUE(contains(page, "<li class=\"broken\"><code>claim.wrong</code>"));
}

}  // namespace
}  // namespace claimcheck::html
