// SPDX-License-Identifier: MIT
// Two kernel trees, or one before and after a patch: what became of each defect.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "properties/command/kernel_testing.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
namespace harness = kernel_testing;

// The sample with seeded bugs in it.
fs::path broken_sample(const std::vector<std::string>& bugs, const fs::path& folder) {
  fs::copy(harness::sample(), folder / "broken", fs::copy_options::recursive);
  for (const auto& bug : bugs) {
    const auto patch = harness::patch_of(bug, folder);
    testing::run_program({"/usr/bin/patch", "-p1", "-i", patch}, folder / "broken");
  }
  return folder / "broken";
}

testing::Ended compared(const std::vector<std::string>& trees, const fs::path& folder) {
  std::vector<std::string> words = {
      "run",           "--modes",       "check",
      "--traces",      "1500",          "--budget",
      "200s",          "--save",        folder / "found",
      "--json",        folder / "json", "--reply",
      folder / "mail", "--report",      "junit=" + (folder / "junit").string()};
  words.insert(words.end(), trees.begin(), trees.end());
  return harness::claimcheck(words);
}

nlohmann::json comparison_in(const fs::path& folder) {
  return nlohmann::json::parse(testing::read_file(folder / "json")).at("comparison");
}

// Of each defect that changed so.
std::multimap<std::string, std::string> clauses_by_change(const nlohmann::json& comparison) {
  std::multimap<std::string, std::string> clauses;
  for (const auto& defect : comparison.at("defects"))
    clauses.emplace(defect.at("change"), defect.at("clause"));
  return clauses;
}

TEST(KernelAgainstAnother, TellsNewDefectsFromFixedAndFromThoseThatStayed) {
  const testing::TemporaryFolder folder;
  const auto other = broken_sample(
      {"424-offered-number-forgotten", "433-untagged-stops-at-the-first"}, folder.path());
  const auto ended = compared(
      {"--kernel", harness::sample(), "--patch",
       harness::patch_of("421-end-is-past-the-end", folder.path()), "--patch",
       harness::patch_of("424-offered-number-forgotten", folder.path()), "--against", other},
      folder.path());
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("defects: 1 new, 0 undecided, 1 unchanged, 1 fixed"), std::string::npos)
      << ended.out;
  // The mail is about the patch: what the other tree has as well is no news to its readers.
  auto mail = testing::read_file(folder.path() / "mail");
  std::ranges::replace(mail, '\n', ' ');
  EXPECT_NE(mail.find("I found one problem that the tree it was compared with"), std::string::npos)
      << mail;
  EXPECT_NE(mail.find("cat dax0.0/mapping0/end"), std::string::npos) << mail;
  EXPECT_NE(testing::read_file(folder.path() / "junit")
                .find(R"(name="defects" tests="3" failures="1" errors="0" skipped="1")"),
            std::string::npos);
  const auto checked =
      testing::run_program({harness::root() / ".ci" / "validate_report", folder.path() / "json"});
  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
  const auto comparison = comparison_in(folder.path());
  EXPECT_EQ(clauses_by_change(comparison),
            (std::multimap<std::string, std::string>{
                {"fixed", "U1"}, {"new", "V10"}, {"unchanged", "T3"}}));
  for (const auto& defect : comparison.at("defects")) {
    const fs::path trace = defect.at("file");
    const auto replayed = harness::claimcheck({"replay", trace, "--kernel", other});
    EXPECT_EQ(replayed.out.find("kernel breaks") != std::string::npos,
              defect.at("against").at("verdict") == "breaks")
        << replayed.out;
    EXPECT_TRUE(defect.at("kernel").at("command").get<std::string>().find(
                    "421-end-is-past-the-end.patch") != std::string::npos)
        << defect;
  }
}

TEST(KernelAgainstAnother, HasNoDefectOfTheTreeThatAPatchMends) {
  const testing::TemporaryFolder folder;
  const auto tree = broken_sample({"421-end-is-past-the-end"}, folder.path());
  const auto fix = folder.path() / "fix.patch";
  const auto text =
      testing::run_program({"/usr/bin/diff", "-ur", "--label", "a/drivers/dax/range.h", "--label",
                            "b/drivers/dax/range.h", tree / "drivers/dax/range.h",
                            harness::sample() / "drivers/dax/range.h"});
  testing::write_file(fix, text.out);
  const auto ended = compared({"--kernel", tree, "--patch", fix, "--against", tree}, folder.path());
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("defects: 0 new, 0 undecided, 0 unchanged, 1 fixed"), std::string::npos)
      << ended.out;
  EXPECT_NE(ended.out.find("\n  --kernel    holds\n"), std::string::npos) << ended.out;
}

// Two revisions number from 1 and from 0: a trace of the one is asked of the other all the same.
TEST(KernelAgainstAnother, ComparesTreesWhoseSequencesBeginElsewhere) {
  const testing::TemporaryFolder folder;
  const auto from_0 = broken_sample({"424-offered-number-forgotten"}, folder.path());
  const auto claim = from_0 / "drivers/dax/claim.h";
  auto text = testing::read_file(claim);
  text.replace(text.find("DAX_SEQ_BASE 1"), 14, "DAX_SEQ_BASE 0");
  testing::write_file(claim, text);
  const auto ended =
      compared({"--kernel", harness::sample(), "--patch",
                harness::patch_of("421-end-is-past-the-end", folder.path()), "--against", from_0},
               folder.path());
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_EQ(clauses_by_change(comparison_in(folder.path())),
            (std::multimap<std::string, std::string>{{"fixed", "T3"}, {"new", "V10"}}))
      << ended.out;
}

TEST(KernelAgainstAnother, IsRefusedWhereThereIsNothingToCompare) {
  const auto same =
      harness::claimcheck({"run", "--kernel", harness::sample(), "--against", harness::sample()});
  EXPECT_EQ(same.status, 2);
  EXPECT_NE(same.err.find("nothing to compare"), std::string::npos) << same.err;
  const auto alone = harness::claimcheck({"run", "--against", harness::sample()});
  EXPECT_EQ(alone.status, 2);
  EXPECT_NE(alone.err.find("--against requires --kernel"), std::string::npos) << alone.err;
}

#ifdef CLAIMCHECK_DEBIAN_TREE
TEST(KernelAgainstAnother, DecidesNothingWhereATreeLacksWhatATraceAsks) {
  const testing::TemporaryFolder folder;
  const auto ended =
      compared({"--kernel", harness::sample(), "--against", CLAIMCHECK_DEBIAN_TREE, "--patch",
                harness::patch_of("421-end-is-past-the-end", folder.path())},
               folder.path());
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("not known: this kernel lacks what the trace asks of it"),
            std::string::npos)
      << ended.out;
  EXPECT_EQ(clauses_by_change(comparison_in(folder.path())),
            (std::multimap<std::string, std::string>{{"undecided", "V10"}}));
}
#endif

}  // namespace
}  // namespace claimcheck::command
