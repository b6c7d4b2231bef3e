// SPDX-License-Identifier: MIT
#include "properties/formats/formats.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "properties/installation/installation.hpp"
#include "properties/store/store.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::formats {
namespace {

using nlohmann::json;
using options::ExitStatus;
using testing::read_file;

Case named(std::string suite, std::string name, Outcome outcome, std::string message = "") {
  Case one;
  one.suite = std::move(suite);
  one.name = std::move(name);
  one.outcome = outcome;
  one.message = std::move(message);
  return one;
}

Results empty(ExitStatus status, std::string verdict) {
  Results results;
  results.command = "run";
  results.version = "1.2";
  results.engine = "mine.so";
  results.status = status;
  results.verdict = std::move(verdict);
  results.subject = "docs/contract.md";
  results.started_ms = 1'700'000'000'123;
  results.ended_ms = 1'700'000'002'123;
  return results;
}

Case clause(std::string name, Outcome outcome, std::string message = "") {
  auto one = named("clauses", name + " what it says", outcome, std::move(message));
  one.clause = std::move(name);
  return one;
}

Results passing() {
  auto results = empty(ExitStatus::holds, "mine.so keeps every clause that was exercised");
  results.cases = {clause("T2", Outcome::passes), clause("C1", Outcome::skipped, "not checked"),
                   named("corpus", "corpus/a.trace", Outcome::passes)};
  finish(results);
  return results;
}

Results broken() {
  auto results = empty(ExitStatus::broken, "1 distinct defect of mine.so");
  auto defect = named("defects", "T3 outcome of write, T3-0123", Outcome::fails, "returned ok");
  defect.clause = "T3";
  defect.details = "T3: all of a group\n\n    offer 0 A  at 0 +2M\n\n./claimcheck replay x.trace\n";
  defect.trace = {"found/a b.trace", 7};
  defect.sources = {{"drivers/dax/bus.c", 412}, {"drivers/dax/cxl.c", 3}};
  defect.fingerprint = "0123456789abcdef";
  results.cases = {clause("T3", Outcome::fails, "broken: see the defects"), defect,
                   named("defects", defect.name, Outcome::fails, "the same once more")};
  finish(results);
  return results;
}

Results without_verdict() {
  auto results = empty(ExitStatus::no_verdict, "no verdict on mine.so");
  results.cases = {clause("T2", Outcome::passes),
                   clause("C1", Outcome::no_verdict, "not exercised"),
                   named("searches", "check", Outcome::no_verdict, "12 traces were not run")};
  finish(results);
  return results;
}

// What is special to any of the formats, bytes that are no UTF-8, and characters that no XML has.
Results hostile() {
  const std::string bytes =
      std::string(
          "]]> <b a='1'>&amp;\" %0A ::error::x {0} {{1} [a](b) `c` | d # SKIP\r\n\tx @all ```\n"
          "not ok 1 - y\n# z\n1..9\n\x1b[31m\x7f\xff\xfe\xc0\xaf\xed\xa0\x80\xef\xbf\xbf\xc2\x85 "
          "\xe2\x82\xac") +
      '\0' + "end";
  auto results = empty(ExitStatus::broken, bytes);
  results.command = bytes;
  results.engine = bytes;
  results.version = bytes;
  results.subject = bytes;
  for (const auto outcome :
       {Outcome::passes, Outcome::fails, Outcome::no_verdict, Outcome::skipped}) {
    auto one = named(bytes, bytes, outcome, bytes);
    one.clause = one.details = bytes;
    one.trace = {bytes, 1};
    one.sources = {one.trace, one.trace};
    one.fingerprint = "0123456789abcdef";
    results.cases.push_back(std::move(one));
  }
  results.cases.push_back(named("", "", Outcome::fails));
  results.cases.push_back(named("long", "long", Outcome::fails, std::string(40'000, '`')));
  results.cases.back().details = std::string(50'000, '\xe2');
  finish(results);
  return results;
}

// What the checker says of the texts, by format and file.
testing::Ended checked(const testing::TemporaryFolder& folder,
                       const std::vector<std::pair<std::string, std::string>>& texts) {
  std::vector<std::string> words = {CLAIMCHECK_CHECK_FORMAT};
  for (const auto& [format, text] : texts) {
    const auto path = folder.path() / std::to_string(words.size());
    testing::write_file(path, text);
    words.push_back(format + "=" + path.string());
  }
  return testing::run_program(words, folder.path());
}

TEST(Formats, KeepTheirSchemasAndGrammarsWhateverIsInThem) {
  const testing::TemporaryFolder folder;
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& results : {passing(), broken(), without_verdict(), hostile()}) {
    for (const auto& format : formats()) {
      texts.emplace_back(std::string(format.name), format.text(results));
    }
  }
  const auto ended = checked(folder, texts);
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_EQ(ended.out, "");
}

TEST(Formats, AreNotTakenForThemselvesOnceBroken) {
  const std::pair<std::string, std::pair<std::string, std::string>> damages[] = {
      {"junit", {"<testcase classname", "<testcase klassname"}},
      {"junit", {"failures=\"", "failures=\"7"}},
      {"ktap", {"not ok 1 T3", "ok 1 T3"}},
      {"ktap", {"1..1\n", "1..2\n"}},
      {"sarif", {"\"ruleIndex\": 0", "\"ruleIndex\": 1"}},
      {"sarif", {"\"startLine\": 412", "\"startLine\": 0"}},
      {"ctrf", {"\"failed\": 4", "\"failed\": 3"}},
      {"ctrf", {"\"status\": \"failed\"", "\"status\": \"broken\""}},
      {"github", {"::error", ":error"}},
      {"github", {"%0A", "%0B"}},
      {"markdown", {"</details>", "<i></details>"}},
      {"markdown", {"```\n\n</details>", "</details>"}},
      {"kcidb", {"\"FAIL\"", "\"BAD\""}},
      {"kcidb", {"\"path\": \"claimcheck.", "\"path\": \"claimcheck..\u20ac"}},
  };
  const testing::TemporaryFolder folder;
  const auto results = broken();
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [name, change] : damages) {
    const auto format = std::ranges::find(formats(), name, &Format::name);
    auto text = format->text(results);
    const auto at = text.find(change.first);
    ASSERT_NE(at, std::string::npos) << name << ": " << change.first << "\n" << text;
    text.replace(at, change.first.size(), change.second);
    texts.emplace_back(name, text);
  }
  const auto ended = checked(folder, texts);
  EXPECT_EQ(ended.status, 1) << ended.err;
  for (std::size_t i = 1; i <= texts.size(); ++i) {
    EXPECT_NE(ended.out.find("/" + std::to_string(i) + ": "), std::string::npos)
        << texts[i - 1].first << " " << i << "\n"
        << ended.out;
  }
}

TEST(Formats, NeverTakeNoVerdictForAPass) {
  const auto results = without_verdict();
  const auto& verdict = results.cases.back();
  EXPECT_EQ(verdict.suite, verdict_suite);
  EXPECT_EQ(verdict.outcome, Outcome::no_verdict);
  const auto in_junit = junit(results);
  EXPECT_NE(in_junit.find(R"(tests="4" failures="0" errors="3" skipped="0")"), std::string::npos);
  EXPECT_NE(ktap(results).find("not ok 3 verdict # ERROR 1 without verdict\n"), std::string::npos);
  const auto in_sarif = json::parse(sarif(results))["runs"][0];
  EXPECT_EQ(in_sarif["invocations"][0]["executionSuccessful"], false);
  ASSERT_EQ(in_sarif["results"].size(), 1u);
  EXPECT_EQ(in_sarif["results"][0]["ruleId"], "no-verdict");
  EXPECT_EQ(in_sarif["results"][0]["level"], "error");
  EXPECT_EQ(json::parse(ctrf(results))["results"]["summary"]["failed"], 3);
  EXPECT_TRUE(github(results).starts_with("::error title=claimcheck run::no verdict on mine.so"));
  EXPECT_TRUE(markdown(results).starts_with("## claimcheck run: no verdict\n"));
  const auto tests = json::parse(kcidb(results))["tests"];
  EXPECT_EQ(tests[1]["status"], "MISS");
  EXPECT_EQ(tests[3]["status"], "ERROR");
  EXPECT_EQ(tests[3]["path"], "claimcheck");
}

TEST(Formats, SayWhereADefectIs) {
  const auto results = broken();
  const auto in_sarif = json::parse(sarif(results))["runs"][0]["results"];
  ASSERT_EQ(in_sarif.size(), 2u);  // the clause and the verdict say nothing that these do not
  const auto place = in_sarif[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "drivers/dax/bus.c");
  EXPECT_EQ(place["region"]["startLine"], 412);
  ASSERT_EQ(in_sarif[0]["relatedLocations"].size(), 2u);
  EXPECT_EQ(in_sarif[0]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
  const auto trace = in_sarif[0]["relatedLocations"][1]["physicalLocation"];
  EXPECT_EQ(trace["artifactLocation"]["uri"], "found/a%20b.trace");
  EXPECT_EQ(in_sarif[0]["partialFingerprints"]["claimcheckDefect/v1"], "0123456789abcdef");
  EXPECT_NE(github(results).find("\n::error title=T3 outcome of write%2C T3-0123,"
                                 "file=drivers/dax/bus.c,line=412::returned ok%0AT3: all"),
            std::string::npos)
      << github(results);
  EXPECT_NE(junit(results).find(R"( file="drivers/dax/bus.c" line="412")"), std::string::npos);
}

TEST(Formats, FingerprintADefectByWhatMakesItOne) {
  judge::Defect defect{model::Clause::A1, "outcome", {"write"}, {"grow-ranges"}, "at 0x7f00"};
  const auto print = fingerprint(defect);
  EXPECT_EQ(print.size(), 16u);
  defect.object = "at 0x5a11";  // another process
  EXPECT_EQ(fingerprint(defect), print);
  defect.sites = {"add-extent"};
  EXPECT_NE(fingerprint(defect), print);
}

TEST(Formats, AreWrittenEachEvenIfOneCannotBe) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "report";
  EXPECT_THROW(write({{"junit", "/dev/full"}, {"ktap", file}}, passing()), store::StoreError);
  EXPECT_EQ(read_file(file), ktap(passing()));
}

TEST(Formats, AreDescribedInTheDocuments) {
  const auto root = installation::installation().root;
  const auto page = read_file(root / "docs/reports.md");
  for (const auto& format : formats()) {
    EXPECT_NE(page.find("\n| `" + std::string(format.name) + "` | "), std::string::npos)
        << format.name;
  }
}

TEST(Formats, AreRefusedWhereThereIsNone) {
  for (const auto* text : {"junit", "junit=", "=x", "xml=x", "junit=nowhere/x"}) {
    EXPECT_THROW(parse_report(text), options::UsageError) << text;
  }
  EXPECT_EQ(parse_report("ktap=-").path, "-");
}

}  // namespace
}  // namespace claimcheck::formats
