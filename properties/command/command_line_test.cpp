// SPDX-License-Identifier: MIT
// The program as its users run it: exit statuses, messages, the report in both its forms.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;
using testing::Ended;
using testing::read_file;
using testing::write_file;
using Words = std::vector<std::string>;

class CommandLine : public ::testing::Test {
 protected:
  Ended run(Words words, const Words& settings = {}) const {
    words.insert(words.begin(), CLAIMCHECK_BINARY);
    return testing::run_program(words, folder_.path(), settings);
  }
  // A run of the check alone, with nothing of the tree's own.
  Ended check(const Words& more, const Words& settings = {}) const {
    Words words = {"run", "--modes", "check", "--corpus", "none", "--save", "found"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words, settings);
  }
  fs::path file(const std::string& name, const std::string& text) const {
    write_file(folder_.path() / name, text);
    return name;
  }

  testing::TemporaryFolder folder_;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string last_line(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  const auto begin = text.rfind('\n', end);
  return text.substr(begin + 1, end - begin);
}

// A message may be printed in more lines than one.
std::string in_one_line(std::string text) {
  constexpr std::string_view broken = "\n    ";
  for (auto at = text.find(broken); at != std::string::npos; at = text.find(broken, at))
    text.replace(at, broken.size(), " ");
  return text;
}

// An offer is as long as its members, a write as its text, a region as its numbers, and a command
// as its paths.
bool may_be_long(std::string_view line) {
  return line.starts_with("    region ") || line.starts_with("    offer ") ||
         line.starts_with("    write ") ||
         line.find("claimcheck replay ") != std::string_view::npos;
}

const std::string region =
    "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n";

TEST_F(CommandLine, RefusesWhatItDoesNotKnow) {
  for (const Words& words : {Words{},
                             {"fly"},
                             {"run", "--fast"},
                             {"run", "--seed", "x"},
                             {"run", "--seed", "-1"},
                             {"run", "--seed", "18446744073709551616"},
                             {"soak", "--seed", "-1"},
                             {"mutants", "--seed", "-1"},
                             {"run", "--traces", "0"},
                             {"run", "--budget", "soon"},
                             {"run", "--shard", "3/2"},
                             {"run", "--modes", "all"},
                             {"replay"},
                             {"replay", "x.trace", "--preemptions", "few"},
                             {"run", "--patience", "x"},
                             {"run", "--hang-timeout", "x"}}) {
    const auto ended = run(words);
    EXPECT_EQ(ended.status, 2) << ended.out << ended.err;
    EXPECT_NE(ended.err, "");
    EXPECT_EQ(ended.out, "");
  }
}

TEST_F(CommandLine, RefusesAReportThatItCouldNotWriteBeforeTheSearchAndNotAfter) {
  for (const Words& words : {Words{"run", "--json", "nowhere/report"},
                             {"explore", "--json", "nowhere/report"},
                             {"explore", "--dot", "nowhere/report"},
                             {"run", "--html", "nowhere/report"},
                             {"explore", "--html", "nowhere/report"},
                             {"soak", "--html", "nowhere/report"},
                             {"mutants", "--json", "nowhere/report"},
                             {"prove", "--json", "nowhere/report"},
                             {"assurance", "--json", "nowhere/report"}}) {
    const auto ended = run(words);
    EXPECT_EQ(ended.status, 2) << words[0];
    EXPECT_EQ(ended.err, "claimcheck: " + words[1] +
                             " nowhere/report: cannot write it: No such file or directory\n");
    EXPECT_EQ(ended.out, "") << words[0];
  }
}

TEST_F(CommandLine, TakesOneListOfModesAndNoNameForAMode) {
  const auto ended = run({"mutants", "--modes", "named,check", "no-such-mutant"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_EQ(ended.err, "claimcheck: no mutant has such a name\n");
}

TEST_F(CommandLine, HelpsWhereItIsAsked) {
  for (const Words& words :
       {Words{"help"}, {"--help"}, {"run", "--help"}, {"--version"}, {"clauses"}}) {
    const auto ended = run(words);
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_NE(ended.out, "");
  }
  const auto help = run({"help"}).out;
  EXPECT_EQ(help, run({"--help"}).out);
  for (const auto* part : {"run", "replay", "clauses", "Exit status: 0 all holds"}) {
    EXPECT_TRUE(has(help, part)) << part;
  }
}

TEST_F(CommandLine, RefusesAnEngineThatIsNone) {
  for (const Words& words :
       {Words{"run", "--engine", "best"}, {"replay", "x.trace", "--engine", "best"}}) {
    const auto ended = run(words);
    EXPECT_EQ(ended.status, 2);
    EXPECT_TRUE(has(ended.err, "no engine 'best': expected indexed, posted or the path"))
        << ended.err;
  }
  file("text.so", "not a shared object");
  const auto ended = run({"run", "--engine", "text.so"});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(has(ended.err, "cannot load text.so: ")) << ended.err;
}

TEST_F(CommandLine, RefusesATraceThatCannotBeRead) {
  const auto missing = run({"replay", "nowhere.trace"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_TRUE(has(missing.err, "cannot read nowhere.trace: No such file or directory"))
      << missing.err;
  const auto folder = run({"replay", "."});
  EXPECT_EQ(folder.status, 2);
  EXPECT_TRUE(has(folder.err, "no *.trace below this folder")) << folder.err;
}

TEST_F(CommandLine, RefusesATraceWithItsPlace) {
  const auto ended = run({"replay", file("bad.trace", region + "write 0.0 uuid A\n")});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(has(ended.err, "bad.trace:3:16: ")) << ended.err;
  EXPECT_TRUE(has(ended.err, "\n  write 0.0 uuid A\n                 ^\n")) << ended.err;
}

TEST_F(CommandLine, RefusesATraceThatStatesAnotherOutcomeThanTheContract) {
  const auto ended = run({"replay", file("wrong.trace", region + "write 0.0 uuid 0  -> ok\n")});
  EXPECT_EQ(ended.status, 2);
  EXPECT_TRUE(has(ended.out, "the trace says ok, the contract ENOENT U2")) << ended.out;
}

TEST_F(CommandLine, TellsByItsStatusWhetherATraceHolds) {
  const auto holds = file("holds.trace", region + "write 0.0 uuid 0  -> ENOENT U2\n");
  EXPECT_EQ(run({"replay", holds}).status, 0);
  EXPECT_EQ(run({"replay", holds, "--engine", "posted"}).status, 0);
  const auto breaks = file("breaks.trace", region + "read 0.0 uuid\n");
  EXPECT_EQ(run({"replay", breaks}).status, 0);
  const auto ended = run({"replay", breaks, "--engine", "posted"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(has(ended.out, "breaks.trace: posted breaks V1\n  V1 ")) << ended.out;
  EXPECT_EQ(run({"replay", holds, breaks, "--engine", "posted"}).status, 1);
  // What an engine cannot be asked leaves a broken clause broken.
  const auto drops =
      (installation::installation().corpus() / "scenarios/contract-driver-that-drops.trace")
          .string();
  EXPECT_EQ(run({"replay", drops, "--engine", "posted"}).status, 3);
  EXPECT_EQ(run({"replay", breaks, drops, "--engine", "posted"}).status, 1);
}

TEST_F(CommandLine, SaysThatAFilePromisesADefectThatIsNotThere) {
  const auto claims =
      file("claims.trace", "claimcheck trace 1\nexpect breaks V1 on indexed\n" +
                               region.substr(region.find("region")) + "read 0.0 uuid\n");
  const auto ended = run({"replay", claims});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(has(ended.out, "holds, though the file expects that it breaks")) << ended.out;
}

TEST_F(CommandLine, HasNoVerdictWhereGoalsWereMissed) {
  const auto ended = check({"--traces", "5"});
  EXPECT_EQ(ended.status, 3) << ended.out;
  EXPECT_TRUE(has(ended.out, "not exercised: ")) << ended.out;
  EXPECT_EQ(last_line(ended.out), "no verdict on indexed");
}

TEST_F(CommandLine, HasNoVerdictWhereTheTimeRanOut) {
  const auto ended = check({"--budget", "300ms", "--traces", "1000000000000"});
  EXPECT_EQ(ended.status, 3) << ended.out;
  EXPECT_TRUE(has(ended.out, " traces were not run")) << ended.out;
}

TEST_F(CommandLine, HoldsWhereAllWasPutToTheTest) {
  const auto ended = check({"--traces", "5000"});
  EXPECT_EQ(ended.status, 0) << ended.out;
  EXPECT_EQ(last_line(ended.out), "indexed keeps every clause that was exercised");
  EXPECT_EQ(ended.err.find("\033"), std::string::npos);  // plain, where it is not a terminal
}

TEST_F(CommandLine, SavesEachDefectAndEndsWithTheCommandThatReplaysIt) {
  const auto ended = check({"--engine", "posted", "--traces", "2000"});
  EXPECT_EQ(ended.status, 1);
  const auto line = last_line(ended.out);
  EXPECT_EQ(line.find("exercised"), std::string::npos);
  const auto place = line.find("claimcheck replay ");
  ASSERT_NE(place, std::string::npos) << line;
  std::istringstream in(line.substr(place));
  Words words;
  for (std::string word; in >> word;) words.push_back(word);
  words.erase(words.begin());
  const auto replayed = run(words);
  EXPECT_EQ(replayed.status, 1);
  EXPECT_TRUE(has(replayed.out, "posted breaks ")) << replayed.out;
  // A second run saves nothing anew, and says what is there.
  const auto count = [&] {
    return std::distance(fs::directory_iterator(folder_.path() / "found"),
                         fs::directory_iterator());
  };
  const auto files = count();
  EXPECT_EQ(check({"--engine", "posted", "--traces", "2000"}).out, ended.out);
  EXPECT_EQ(count(), files);
}

TEST_F(CommandLine, FitsIn80ColumnsAndSumsUpInTenLines) {
  for (const bool is_verbose : {false, true}) {
    Words words = {"--engine", "posted", "--traces", "2000"};
    if (is_verbose) words.push_back("--verbose");
    const auto ended = check(words);
    std::istringstream in(ended.out);
    for (std::string line; std::getline(in, line);)
      EXPECT_TRUE(line.size() <= 80 || may_be_long(line)) << line;
    EXPECT_EQ(has(ended.out, "\nclause  exercised"), is_verbose);
    const auto summary = ended.out.substr(ended.out.find("\nchecked  ") + 1);
    EXPECT_TRUE(has(summary, "\nholds  ")) << summary;
    EXPECT_TRUE(has(summary, "\nBROKEN  ")) << summary;
    EXPECT_LE(std::ranges::count(summary.substr(0, summary.find("\n\n")), '\n'), 10) << summary;
  }
}

TEST_F(CommandLine, FitsIn80ColumnsWhateverTheCommand) {
  const auto corpus = (installation::installation().corpus() / "scenarios").string();
  const Words commands[] = {
      {"clauses"},
      {"help", "--all"},
      {"explore", "--tags", "1", "--extents", "1", "--engine", "posted", "--save", "found"},
      {"soak", "--budget", "1s", "--save", "found"},
      {"replay", corpus},
      {"replay", corpus, "--engine", "posted"},
      {"prove", "lemma.dense_is_sound"}};
  for (const auto& words : commands) {
    const auto ended = run(words);
    EXPECT_NE(ended.status, 2) << words[0] << ended.err;
    std::istringstream in(ended.out + ended.err);
    for (std::string line; std::getline(in, line);) {
      const bool names_file = line.find(".trace") != std::string::npos;  // below any folder
      EXPECT_TRUE(line.size() <= 80 || names_file || may_be_long(line)) << words[0] << ": " << line;
    }
  }
}

TEST_F(CommandLine, EndsAtTheFirstDefectWhereItIsToldTo) {
  const auto ended = run({"run", "--engine", "posted", "--modes", "check,concurrent", "--fail-fast",
                          "--corpus", "none", "--save", "found"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(has(ended.out, "1 distinct defect of posted")) << ended.out;
  EXPECT_FALSE(has(ended.out, "interleavings")) << ended.out;
  const fs::directory_iterator files(folder_.path() / "found");
  EXPECT_EQ(std::distance(files, fs::directory_iterator()), 1);
}

TEST_F(CommandLine, WritesJsonThatAgreesWithTheText) {
  const auto ended =
      check({"--engine", "posted", "--traces", "2000", "--json", "report.json", "--verbose"});
  const auto report = nlohmann::json::parse(read_file(folder_.path() / "report.json"));
  EXPECT_EQ(report.at("exit_status"), ended.status);
  EXPECT_EQ(report.at("engine"), "posted");
  EXPECT_EQ(report.at("seed"), 1);
  const auto& findings = report.at("findings");
  EXPECT_TRUE(
      has(ended.out, std::to_string(report.at("causes").size()) + " distinct defects of posted"));
  for (const auto& finding : findings) {
    EXPECT_TRUE(has(ended.out, finding.at("command"))) << finding;
    EXPECT_TRUE(has(in_one_line(ended.out), finding.at("message"))) << finding;
    EXPECT_TRUE(fs::exists(folder_.path() / std::string(finding.at("file")))) << finding;
    EXPECT_EQ(report.at("clauses").at(std::string(finding.at("clause"))).at("broken"), true);
  }
  const auto table = ended.out.substr(ended.out.find("\nclause "));
  std::size_t rows = 0;
  for (const auto& [name, clause] : report.at("clauses").items()) {
    std::istringstream in(table.substr(table.find("\n" + name + " ") + 1));
    std::string first;
    std::uint64_t exercised = 0;
    in >> first >> exercised;
    EXPECT_EQ(first, name);
    EXPECT_EQ(clause.at("exercised"), exercised) << name;
    ++rows;
  }
  EXPECT_EQ(rows, 49u);
}

TEST_F(CommandLine, ListsOnlyWhatIsNotKnown) {
  const auto first = check({"--engine", "posted", "--traces", "2000"});
  EXPECT_TRUE(has(first.out, " distinct defects of posted\n")) << first.out;
  fs::rename(folder_.path() / "found", folder_.path() / "known");
  const auto second = check({"--engine", "posted", "--traces", "2000", "--known", "known"});
  EXPECT_EQ(second.status, 1);
  EXPECT_TRUE(has(last_line(second.out), "no new defects of posted, beside ")) << second.out;
  EXPECT_FALSE(has(second.out, "FAIL ")) << second.out;
  EXPECT_TRUE(has(second.out, "BROKEN")) << second.out;
}

TEST_F(CommandLine, CallsABrokenClauseSoWhereOnlyTheCorpusShowsIt) {
  fs::create_directory(folder_.path() / "corpus");
  file("corpus/reads.trace", region + "read 0.0 uuid\n");
  const auto ended = run({"run", "--engine", "posted", "--modes", "replay", "--corpus", "corpus",
                          "--save", "found", "--json", "report.json"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_TRUE(has(ended.out, "corpus/reads.trace: posted breaks V1\n")) << ended.out;
  EXPECT_FALSE(has(ended.out, "0 distinct defects")) << ended.out;
  const auto report = nlohmann::json::parse(read_file(folder_.path() / "report.json"));
  EXPECT_EQ(report.at("clauses").at("V1").at("broken"), true);
  EXPECT_EQ(report.at("clauses").at("V1").at("verdict"), "BROKEN");
}

TEST_F(CommandLine, SaysWhatFailsBeforeItShrinksAndHowFarItShrank) {
  const auto ended = check({"--engine", "posted", "--traces", "2000"});
  EXPECT_TRUE(has(ended.out, "\nFAIL V1 at step ")) << ended.out;
  EXPECT_TRUE(has(ended.out, " (not shrunk yet)\n")) << ended.out;
  EXPECT_TRUE(has(ended.out, "\n  shrunk from ")) << ended.out;
}

TEST_F(CommandLine, TakesTheOldNameOfTheHangTimeOut) {
  const auto old_name = check({"--traces", "20", "--patience", "9s"});
  EXPECT_EQ(old_name.out, check({"--traces", "20", "--hang-timeout", "9s"}).out);
  EXPECT_EQ(old_name.status, 3);
}

TEST_F(CommandLine, SaysTheSameTwiceForTheSameSeedAndShard) {
  std::set<std::string> outputs;
  for (const std::string shard : {"1/2", "2/2", "1/1"}) {
    const Words words = {"--engine", "posted", "--traces", "1200", "--shard", shard};
    const auto once = check(words).out;
    EXPECT_EQ(once, check(words).out);
    outputs.insert(once);
  }
  EXPECT_EQ(outputs.size(), 3u);
}

TEST_F(CommandLine, TakesItsShardFromTheTestRunner) {
  const Words words = {"--traces", "1001"};
  const auto named = check({"--traces", "1001", "--shard", "2/3"});
  auto given = check(words, {"GTEST_TOTAL_SHARDS=3", "GTEST_SHARD_INDEX=1"});
  const std::string source = " from GTEST_SHARD_INDEX and GTEST_TOTAL_SHARDS";
  ASSERT_TRUE(has(given.out, source)) << given.out;
  given.out.erase(given.out.find(source), source.size());
  EXPECT_EQ(named.out, given.out);
  EXPECT_TRUE(has(given.out, "shard 2/3")) << given.out;
  EXPECT_TRUE(has(given.out, "check: 334 traces")) << given.out;
  EXPECT_EQ(check(words, {"GTEST_TOTAL_SHARDS=3", "GTEST_SHARD_INDEX=3"}).status, 2);
}

TEST_F(CommandLine, RefusesPlacesThatItCannotWrite) {
  file("plain", "");
  EXPECT_EQ(check({"--traces", "5", "--json", "plain/report.json"}).status, 2);
  EXPECT_EQ(run({"run", "--modes", "check", "--traces", "5", "--save", "plain/found"}).status, 2);
}

}  // namespace
}  // namespace claimcheck::command
