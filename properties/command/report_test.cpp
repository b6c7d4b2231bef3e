// SPDX-License-Identifier: MIT
// Reports for programs, as a user gets them: each is whole by its schema, whatever the verdict.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "properties/formats/formats.hpp"
#include "properties/installation/installation.hpp"
#include "properties/testing/program.hpp"

namespace claimcheck::command {
namespace {

using nlohmann::json;
using testing::read_file;
using Words = std::vector<std::string>;

std::filesystem::path checkout() {
  return installation::installation().root;
}

class Reports : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  testing::Ended run(Words words) const {
    words.insert(words.begin(), CLAIMCHECK_BINARY);
    return testing::run_program(words, checkout());
  }

  // Runs the command with a report in JSON and one in every format, and remembers to check them.
  void report(const std::string& name, int status, Words words) {
    words.insert(words.end(), {"--json", path(name + ".json")});
    json_.push_back(path(name + ".json"));
    report_formats(name, status, std::move(words));
    EXPECT_EQ(json::parse(read_file(json_.back())).at("exit_status"), status) << name;
  }
  void report_formats(const std::string& name, int status, Words words) {
    for (const auto& format : formats::formats()) {
      const auto report =
          std::string(format.name) + "=" + path(name + "." + std::string(format.name));
      words.insert(words.end(), {"--report", report});
      reports_.push_back(report);
    }
    const auto ended = run(words);
    EXPECT_EQ(ended.status, status) << name << ended.out << ended.err;
    // All of it is ok where the status is 0, and nowhere else.
    EXPECT_EQ(read_file(path(name + ".ktap")).find("\nnot ok ") == std::string::npos, status == 0)
        << name;
  }

  void expect_whole(const std::filesystem::path& checker, Words words) const {
    words.insert(words.begin(), checker);
    const auto ended = testing::run_program(words, checkout());
    EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  }
  void expect_all_whole() const {
    expect_whole(checkout() / ".ci/validate_report", json_);
    expect_whole(checkout() / "properties/formats/check_format", reports_);
  }

 private:
  testing::TemporaryFolder folder_;
  Words json_, reports_;
};

TEST_F(Reports, OfEveryCommandAndVerdictAreWhole) {
  const auto corpus = checkout() / "corpus";
  const auto threads = corpus / "scenarios" / "threads-race-for-a-tag.trace";
  const auto contract = (corpus / "T3-124fc996d1b21262.trace").string();
  const auto found = path("found");
  testing::write_file(path("wrong.trace"),
                      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                      "write 0.0 uuid 0  -> ok\n");
  const Words small = {"explore", "--tags", "1", "--extents", "2", "--save", found, "--engine"};
  const auto with = [](Words words, const std::string& last) {
    words.push_back(last);
    return words;
  };
  report("run-broken", 1,
         {"run", "--engine", "posted", "--modes", "replay,check,faults", "--traces", "2000",
          "--fault-traces", "50", "--save", found});
  report("run-known", 1,
         {"run", "--engine", "posted", "--modes", "check", "--traces", "1000", "--save", found,
          "--corpus", "none", "--known", corpus});
  report("run-no-verdict", 3,
         {"run", "--modes", "check,faults,explore", "--traces", "5", "--fault-traces", "1",
          "--budget", "1s", "--corpus", "none", "--save", found});
  report("explore-broken", 1, with(small, "posted"));
  report("explore-no-verdict", 3,
         {"explore", "--tags", "1", "--extents", "2", "--max-states", "5", "--save", found});
  report("replay-holds", 0, {"replay", contract, contract});
  report("replay-broken", 1, {"replay", contract, "--engine", "posted"});
  report("replay-no-verdict", 3, {"replay", threads, "--engine", "posted", "--executions", "1"});
  report("replay-wrong-file", 2, {"replay", path("wrong.trace"), contract});
  report("soak-holds", 0, {"soak", "--budget", "1s", "--save", found});
  report("soak-no-verdict", 3, {"soak", "--budget", "0s", "--save", found});
  report("prove-holds", 0, {"prove", "lemma.dense_is_sound.sound"});
  expect_all_whole();
}

TEST_F(Reports, WithAMemberTooManyOrTooFewAreNotWhole) {
  report("replay", 0, {"replay", (checkout() / "corpus/T3-124fc996d1b21262.trace").string()});
  auto document = json::parse(read_file(path("replay.json")));
  auto larger = document;
  larger["replay"][0]["undescribed"] = 1;
  document.erase("exit_status");
  for (const auto& wrong : {document, larger}) {
    testing::write_file(path("wrong.json"), wrong.dump());
    const auto ended =
        testing::run_program({checkout() / ".ci" / "validate_report", path("wrong.json")});
    EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  }
}

TEST_F(Reports, ThatCannotBeWrittenAreToldAndChangeNoVerdict) {
  const auto ended =
      run({"run", "--engine", "posted", "--modes", "check", "--traces", "1000", "--corpus", "none",
           "--save", path("found"), "--report", "junit=/dev/full", "--report",
           "ktap=" + path("ktap"), "--json", path("json")});
  EXPECT_EQ(ended.status, 1);
  EXPECT_NE(ended.err.find("cannot write /dev/full: No space left on device"), std::string::npos);
  EXPECT_TRUE(read_file(path("ktap")).starts_with("KTAP version 1\n"));
  EXPECT_EQ(json::parse(read_file(path("json"))).at("exit_status"), 1);
}

TEST_F(Reports, InAFormThatThereIsNotAreRefusedBeforeAnythingRuns) {
  const auto taken = "ktap=" + path("ktap");
  for (const auto& given : {std::string("xml=x"), std::string("junit"), std::string("junit="),
                            std::string("junit=nowhere/x"), "junit=" + path("ktap")}) {
    const auto ended = run({"run", "--report", taken, "--report", given});
    EXPECT_EQ(ended.status, 2) << given;
    EXPECT_EQ(ended.out, "") << given;
    EXPECT_NE(ended.err.find("--report"), std::string::npos) << ended.err;
  }
}

TEST_F(Reports, GoToStandardOutputBehindTheVerdict) {
  const auto ended = run({"replay", (checkout() / "corpus/T3-124fc996d1b21262.trace").string(),
                          "--report", "github=-", "--engine", "posted"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_NE(ended.out.find("\n::error title=claimcheck replay::1 traces on posted"),
            std::string::npos)
      << ended.out;
  EXPECT_NE(ended.out.find("file=corpus/T3-124fc996d1b21262.trace,line=11::"), std::string::npos)
      << ended.out;
}

TEST_F(Reports, ShowASchedule) {
  const auto corpus = checkout() / "corpus";
  const auto ended =
      run({"replay", (corpus / "scenarios/threads-read-beside-a-rollback.trace").string(),
           (corpus / "T3-124fc996d1b21262.trace").string(), "--trace-events", path("events")});
  EXPECT_EQ(ended.status, 0) << ended.err;
  std::size_t slices[3] = {0, 0, 0};  // by process
  const auto events = json::parse(read_file(path("events")));
  for (const auto& event : events.at("traceEvents")) {
    if (event.at("ph") == "X") ++slices[event.at("pid").get<std::size_t>()];
  }
  EXPECT_GT(slices[1], 8u);  // operations and locks
  EXPECT_EQ(slices[2], 2u);  // it has no threads
}

}  // namespace
}  // namespace claimcheck::command
