// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "properties/command/commands.hpp"
#include "properties/formats/formats.hpp"
#include "properties/installation/installation.hpp"
#include "properties/process/program.hpp"
#include "properties/report/assurance_page.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
using model::Clause;

std::string text_of(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

report::AssuranceRow& row_of(report::Assurance& assurance, Clause clause) {
  return assurance.rows[static_cast<std::size_t>(clause)];
}

report::Assurance everything_checked() {
  report::Assurance assurance;
  assurance.rows = report::rows_of({});
  for (auto& row : assurance.rows) row.exercised.check = 1;
  return assurance;
}

// The line of a clause.
std::string line_of(const report::Assurance& assurance, Clause clause) {
  const auto text = report::page(assurance);
  const auto from = text.find("\n" + std::string(name(clause)) + " ") + 1;
  return text.substr(from, text.find('\n', from) - from);
}

TEST(Assurance, TakesWhatASourceHasToSayOfAClause) {
  report::Assurance assurance;
  assurance.rows = report::rows_of({{Clause::I1, report::EvidenceKind::theorem, "one-device"},
                                    {Clause::T2, report::EvidenceKind::seeded_bug, "101"},
                                    {Clause::T2, report::EvidenceKind::seeded_bug, "102"}});
  EXPECT_EQ(row_of(assurance, Clause::I1).theorems, std::vector<std::string>{"one-device"});
  EXPECT_NE(line_of(assurance, Clause::I1).find("one-device"), std::string::npos);
  EXPECT_TRUE(line_of(assurance, Clause::T2).ends_with("101 102"));
}

TEST(Assurance, CountsKindsThatDoNotRestOnEachOther) {
  report::AssuranceRow row{Clause::T2, {}, false, {}, {"101"}};
  EXPECT_EQ(row.kinds(), 0u);
  row.exercised.check = row.exercised.faults = 5;
  EXPECT_EQ(row.kinds(), 1u);
  row.exercised.concurrent = 1;
  row.exercised.explore = 1;
  EXPECT_EQ(row.kinds(), 3u);
  row.theorems = {"dense"};
  EXPECT_EQ(row.kinds(), 4u);
}

TEST(Assurance, MarksAClauseThatHasOneKindAlone) {
  auto assurance = everything_checked();
  row_of(assurance, Clause::T2).exercised.explore = 7;
  EXPECT_TRUE(line_of(assurance, Clause::T1).starts_with("T1 *"));
  EXPECT_TRUE(line_of(assurance, Clause::T2).starts_with("T2  "));
}

TEST(Assurance, IsNoSuccessWhereAClauseIsBrokenOrUnknown) {
  auto assurance = everything_checked();
  EXPECT_EQ(report::verdict(assurance), options::ExitStatus::holds);
  row_of(assurance, Clause::U2).exercised = {};
  EXPECT_EQ(report::verdict(assurance), options::ExitStatus::no_verdict);
  row_of(assurance, Clause::T1).broken = true;
  EXPECT_EQ(report::verdict(assurance), options::ExitStatus::broken);
  EXPECT_TRUE(line_of(assurance, Clause::T1).starts_with("T1 !!!"));
}

TEST(Assurance, ReplacesThePageOfATextAndNothingElse) {
  const std::string text = "a\n<!-- claimcheck assurance -->\n```\nold\n```\nb\n```\nc\n```\n";
  EXPECT_EQ(report::with_page(text, "assurance", "new\n"),
            "a\n<!-- claimcheck assurance -->\n```\nnew\n```\nb\n```\nc\n```\n");
  EXPECT_THROW(report::with_page("no page\n", "assurance", "new\n"), options::UsageError);
  EXPECT_THROW(report::with_page("<!-- claimcheck assurance -->\n```\nold\n", "assurance", "new\n"),
               options::UsageError);
}

TEST(Assurance, RefusesATextWithoutAPageBeforeItSearches) {
  options::AssuranceOptions options;
  options.into = fs::path(testing::TempDir()) / "claimcheck-no-such-text";
  EXPECT_THROW(assurance(options), store::StoreError);
  std::ofstream(*options.into) << "no page\n";
  EXPECT_THROW(assurance(options), options::UsageError);
  EXPECT_EQ(text_of(*options.into), "no page\n");
  fs::remove(*options.into);
}

TEST(AssuranceDocument, SaysWhatIsKnownOfEachClauseAsTheProgramPrintsIt) {
  options::AssuranceOptions options;
  const auto folder = fs::path(testing::TempDir());
  options.json = folder / "claimcheck-assurance.json";
  options.html = folder / "claimcheck-assurance.html";
  std::vector<std::string> words = {
      (installation::installation().root / "properties/formats/check_format").string()};
  for (const auto& format : formats::formats()) {
    const auto path = folder / fmt::format("claimcheck-assurance.{}", format.name);
    options.reports.push_back({std::string(format.name), path});
    words.push_back(fmt::format("{}={}", format.name, path.string()));
  }
  testing::internal::CaptureStdout();
  EXPECT_EQ(assurance(options), options::ExitStatus::holds);
  std::fflush(stdout);
  const auto printed = testing::internal::GetCapturedStdout();
  const auto page = text_of(installation::installation().root / "docs/assurance.md");
  EXPECT_EQ(report::with_page(page, "assurance", printed), page)
      << "claimcheck assurance --into docs/assurance.md";
  const auto report = nlohmann::json::parse(text_of(*options.json));
  const auto checker = installation::installation().root / ".ci" / "validate_report";
  const auto checked = process::run_program({checker.string(), options.json->string()}, ".");
  EXPECT_TRUE(checked.succeeded()) << checked.output;
  const auto whole = process::run_program(words, ".");
  EXPECT_TRUE(whole.succeeded()) << whole.output;
  const auto html = text_of(*options.html);
  EXPECT_NE(html.find(fmt::format("<h1>All {} clauses hold", model::clause_count)),
            std::string::npos);
  std::istringstream lines(printed);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
  EXPECT_EQ(report["clauses"].size(), model::clause_count);
  EXPECT_EQ(report["clauses"]["M3"]["seeded_bugs"], nlohmann::json::array({"124", "168", "354"}));
  EXPECT_GT(report["clauses"]["M3"]["check"], 1000);
  fs::remove(*options.json);
  fs::remove(*options.html);
  for (const auto& one : options.reports) fs::remove(one.path);
}

}  // namespace
}  // namespace claimcheck::command
