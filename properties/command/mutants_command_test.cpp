// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "properties/command/mutants.hpp"
#include "properties/installation/installation.hpp"
#include "properties/process/program.hpp"
#include "properties/report/mutant_report.hpp"
#include "properties/store/store.hpp"
#include "properties/text/wrap.hpp"
#include "smt/mutants/specification_mutant.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
using model::Clause;

TEST(Spread, IsMeanAndDeviationOfTheSample) {
  const auto of_four = report::spread({2, 4, 4, 6});
  EXPECT_DOUBLE_EQ(of_four.mean, 4);
  EXPECT_NEAR(of_four.deviation, 1.633, 0.001);
  EXPECT_DOUBLE_EQ(of_four.lowest, 2);
  EXPECT_DOUBLE_EQ(of_four.highest, 6);
  EXPECT_DOUBLE_EQ(report::spread({7}).deviation, 0);
}

TEST(SeededBugs, AreChosenByAPartOfTheirNamesOrByAPattern) {
  EXPECT_TRUE(mutants::matches("101-density-end", "density"));
  EXPECT_TRUE(mutants::matches("101-density-end", "1*-end"));
  EXPECT_FALSE(mutants::matches("101-density-end", "1*-start"));
  EXPECT_FALSE(mutants::matches("101-density-end", "density*"));
}

// A folder of patches and plugins of its own.
class MutantsCommand : public testing::Test {
 protected:
  MutantsCommand()
      : folder_(fs::path(testing::TempDir()) /
                (std::string("claimcheck-") +
                 testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    options_.patches = options_.plugins = folder_;
    options_.corpus = installation::installation().corpus();
    options_.json = folder_ / "report.json";
    options_.seeds = 3;
  }
  ~MutantsCommand() override { fs::remove_all(folder_); }

  // Takes the plugin of a seeded bug of the tree and says something of its own about it.
  void seed(const std::string& name, const std::string& breaks, const std::string& found_by,
            const std::string& refuted_as = "") {
    fs::create_symlink(
        installation::installation().build / "impl/mutants" / fmt::format("mutant-{}.so", name),
        folder_ / fmt::format("mutant-{}.so", name));
    std::ofstream(folder_ / (name + ".patch"))
        << "A bug.\nBreaks: " << breaks << "\nFound by: " << found_by << "\n"
        << (refuted_as.empty() ? "" : "Refuted as: " + refuted_as + "\n") << "\n--- a/x\n+++ b/x\n";
  }

  nlohmann::json report() const {
    std::ifstream in(folder_ / "report.json");
    return nlohmann::json::parse(in);
  }

  fs::path folder_;
  options::MutantOptions options_;
};

TEST_F(MutantsCommand, ReportsWhatCatchesABugAndHowSoon) {
  seed("102-density-start", "T2", "check");
  options_.reports = {{"junit", folder_ / "junit"}, {"sarif", folder_ / "sarif"}};
  options_.html = folder_ / "page.html";
  EXPECT_EQ(mutants(options_), options::ExitStatus::holds);
  const auto root = installation::installation().root;
  const auto is_whole = [&](const std::string& checker, const std::vector<std::string>& reports) {
    std::vector<std::string> words = {(root / checker).string()};
    words.insert(words.end(), reports.begin(), reports.end());
    return process::run_program(words, ".").succeeded();
  };
  EXPECT_TRUE(is_whole(".ci/validate_report", {*options_.json}));
  EXPECT_TRUE(
      is_whole("properties/formats/check_format",
               {"junit=" + (folder_ / "junit").string(), "sarif=" + (folder_ / "sarif").string()}));
  std::ifstream in(*options_.html);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  EXPECT_NE(page.find("<h1>1 of 1 seeded bugs are caught as their patches say</h1>"),
            std::string::npos);
  EXPECT_NE(page.find("<section class=\"film\" id=\"d1\""), std::string::npos);
  EXPECT_NE(page.find("<section class=\"frame\""), std::string::npos);
  const auto mutant = report()["mutants"][0];
  EXPECT_EQ(mutant["exit_status"], 0);
  ASSERT_EQ(mutant["modes"].size(), mutants::mutant_modes().size() - 1);  // all but prove
  const auto check = mutant["modes"][0];
  EXPECT_EQ(check["mode"], "check");
  EXPECT_EQ(check["caught"], 3);
  EXPECT_EQ(check["blamed"], "T2");
  EXPECT_GE(check["traces"]["min"], 1.0);
  EXPECT_LE(check["traces"]["max"], 2000.0);
  EXPECT_LE(check["shrunk_operations"]["max"], 5.0);
  for (const auto& one : check["catches"]) {
    EXPECT_GE(one["operations"], one["shrunk_operations"]);
    EXPECT_TRUE(one["reproduced"]);
  }
}

TEST(MutantTable, Fits80ColumnsWhateverStandsInIt) {
  mutants::Detection found;
  found.clause = model::Clause::T2;
  found.traces = 123'456'789;
  found.operations = 9'876'543'210;
  found.seconds = 1234.5;
  found.shrunk = 5;
  auto other = found;
  other.clause = model::Clause::C1;
  other.traces = 12;
  report::MutantRow row;
  row.bug.name = "999-a-name-that-is-as-long-as-any-and-then-somewhat-longer-than-they-are";
  row.bug.breaks = {model::Clause::T2, model::Clause::C1};
  row.bug.found_by = "concurrent";
  row.cells = {{"check", 10, 8, {found, other}}, {"concurrent", 10, 0, {found, found, other}}};
  ::testing::internal::CaptureStdout();
  report::print_head();
  report::print_row(row);
  report::print_verdict({row});
  std::istringstream in(::testing::internal::GetCapturedStdout());
  for (std::string line; std::getline(in, line);) EXPECT_LE(text::length(line), 80u) << line;
}

TEST_F(MutantsCommand, SaysTheSameOfTheSameSeedsButForTheTime) {
  seed("102-density-start", "T2", "check");
  options_.modes = {"check"};
  const auto catches = [&] {
    EXPECT_EQ(mutants(options_), options::ExitStatus::holds);
    auto all = report()["mutants"][0]["modes"][0]["catches"];
    for (auto& one : all) one.erase("seconds");
    return all;
  };
  const auto first = catches();
  EXPECT_EQ(first, catches());
  EXPECT_NE(first[0], first[1]);
}

TEST_F(MutantsCommand, IsNotContentWithAnotherClause) {
  seed("102-density-start", "V1", "check");
  EXPECT_EQ(mutants(options_), options::ExitStatus::broken);
  EXPECT_EQ(report()["mutants"][0]["complaint"], "blamed on T2");
}

TEST_F(MutantsCommand, IsNotContentWithABugThatTheModeDoesNotCatch) {
  seed("115-rollback-forgets-first", "A1", "check");
  options_.traces = 50;
  EXPECT_EQ(mutants(options_), options::ExitStatus::broken);
  EXPECT_EQ(report()["mutants"][0]["complaint"], "not always caught");
}

TEST_F(MutantsCommand, HasNoVerdictWhereTheModeIsLeftOut) {
  seed("115-rollback-forgets-first", "A1", "faults");
  options_.modes = {"check"};
  options_.traces = 50;
  EXPECT_EQ(mutants(options_), options::ExitStatus::no_verdict);
}

TEST_F(MutantsCommand, HasNoVerdictWhereTimeRunsOut) {
  seed("102-density-start", "T2", "check");
  options_.budget_ms = 0;
  EXPECT_EQ(mutants(options_), options::ExitStatus::no_verdict);
  EXPECT_EQ(report()["mutants"][0]["complaint"], "not finished");
}

TEST_F(MutantsCommand, RefutesTheSpecificationMutantWithTheSameMistake) {
  seed("115-rollback-forgets-first", "A1", "faults", "undo_stops_early");
  options_.modes = {"faults", "prove"};
  options_.seeds = 1;
  EXPECT_EQ(mutants(options_), options::ExitStatus::holds);
  const auto prove = report()["mutants"][0]["modes"][1];
  EXPECT_EQ(prove["mode"], "prove");
  EXPECT_EQ(prove["runs"], 1);
  EXPECT_EQ(prove["caught"], 1);
  EXPECT_EQ(prove["blamed"], "A1");
  EXPECT_TRUE(prove["catches"][0]["aspect"].get<std::string>().starts_with("claim_"));
}

TEST_F(MutantsCommand, RefusesANameThatIsNoSpecificationMutant) {
  seed("102-density-start", "T2", "check", "no_such_mutant");
  options_.modes = {"prove"};
  EXPECT_THROW(mutants(options_), engines::EngineError);
}

TEST(SeededBugs, ThatAreSpecificationMutantsTooNameThoseThatThereAre) {
  const auto& specification_mutants = smt::all_specification_mutants();
  std::size_t count = 0;
  for (const auto& bug : mutants::seeded_bugs(installation::installation().root / "impl/mutants")) {
    if (bug.refuted_as.empty()) continue;
    ++count;
    EXPECT_NE(
        std::ranges::find(specification_mutants, bug.refuted_as, &smt::SpecificationMutant::name),
        specification_mutants.end())
        << bug.name << ": " << bug.refuted_as;
  }
  EXPECT_GE(count, 15u);
}

// The posted engine breaks T3 all the same: that is not what was seeded.
TEST_F(MutantsCommand, PassesOverWhatTheCorpusListsOfTheEngineBeneath) {
  seed("201-posted-region-union", "T1", "check");
  options_.modes = {"check"};
  EXPECT_EQ(mutants(options_), options::ExitStatus::holds);
}

TEST_F(MutantsCommand, RefusesWhatItCannotLookFor) {
  EXPECT_THROW(mutants(options_), options::UsageError);  // no mutant at all
  seed("102-density-start", "T2", "guessing");
  EXPECT_THROW(mutants(options_), options::UsageError);
  std::ofstream(folder_ / "102-density-start.patch") << "A bug.\nBreaks: T99\nFound by: check\n";
  EXPECT_THROW(mutants(options_), store::StoreError);
  std::ofstream(folder_ / "102-density-start.patch") << "A bug.\nBreaks: T2\nFound by: check\n\n";
  options_.modes = {"check", "guess"};
  EXPECT_THROW(mutants(options_), options::UsageError);
  options_.modes = {};
  fs::remove(folder_ / "mutant-102-density-start.so");
  EXPECT_THROW(mutants(options_), options::UsageError);
  std::ofstream(folder_ / "mutant-102-density-start.so") << "no shared object";
  EXPECT_THROW(mutants(options_), engines::EngineError);
}

}  // namespace
}  // namespace claimcheck::command
