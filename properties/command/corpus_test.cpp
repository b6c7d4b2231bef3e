// SPDX-License-Identifier: MIT
// The files below corpus/ themselves: each is what corpus/README.md says a file is.
#include "properties/replay/corpus.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "model/trace/trace_text.hpp"
#include "properties/command/commands.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/installation/installation.hpp"
#include "properties/judge/observe.hpp"
#include "properties/schedule/replay.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

namespace fs = std::filesystem;

const fs::path corpus = installation::installation().corpus();

// What a run found in this tree, of any engine: it is no part of the corpus.
bool is_of_a_run(const fs::path& path) {
  return path.parent_path() == corpus / "found";
}

std::vector<fs::path> files() {
  auto all = store::traces_below(corpus);
  std::erase_if(all, is_of_a_run);
  return all;
}

std::vector<replay::ReplayedTrace> replayed_on(const engines::Engine& engine) {
  auto all = replay::replay_corpus(engine, corpus);
  std::erase_if(all, [](const auto& replayed) { return is_of_a_run(replayed.path); });
  return all;
}

bool is_scenario(const fs::path& path) {
  return path.parent_path() == corpus / "scenarios";
}

std::vector<fs::path> found_files() {
  auto found = files();
  std::erase_if(found, is_scenario);
  return found;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

model::Trace trace_of(const fs::path& path) {
  return store::load(path).document.trace;
}

void for_each_file(const std::function<void(const fs::path&)>& look) {
  for (const auto& path : files()) {
    SCOPED_TRACE(path.filename());
    look(path);
  }
}

TEST(Corpus, HoldsTheDefectsOfThePostedEngineAndTheScenariosOfTheKernelsScript) {
  EXPECT_GE(found_files().size(), 10u);
  EXPECT_GE(files().size() - found_files().size(), 22u);
}

TEST(Corpus, IsSpeltAsWePrintItButForComments) {
  for_each_file([](const fs::path& path) {
    const auto text = text_of(path);
    const auto document = model::parse(text);
    EXPECT_EQ(print(document), text);
    for (const auto& line : document.lines) {
      EXPECT_TRUE(line.kind == model::Line::Kind::comment || line.spelling.empty());
    }
  });
}

TEST(Corpus, SaysOfEveryFileWhatEnginesDoWithIt) {
  for_each_file([](const fs::path& path) {
    const auto document = model::parse(text_of(path));
    EXPECT_TRUE(std::ranges::any_of(document.lines, [](const model::Line& line) {
      return line.kind == model::Line::Kind::holds || line.kind == model::Line::Kind::breaks;
    }));
    ASSERT_GE(document.lines.size(), 3u);
    EXPECT_TRUE(document.lines[1].spelling.starts_with("# ")) << "a comment says what it is about";
  });
}

TEST(Corpus, StatesTheContractsOutcomeOfEveryOperationAndTheClauseOfEveryRefusal) {
  for_each_file([](const fs::path& path) {
    const auto trace = trace_of(path);
    for (const auto& step : trace.steps) {
      if (step.thread > 0) continue;  // what it returns depends on the order
      ASSERT_TRUE(step.expected) << print(trace, step);
      // What an injected failure returns is no clause's refusal.
      const bool is_refusal = step.expected->result < 0 && step.faults.empty();
      EXPECT_EQ(step.expected->clause.has_value(), is_refusal) << print(trace, step);
    }
    const auto difference = judge::check_expectations(trace);
    EXPECT_FALSE(difference) << difference->message;
  });
}

TEST(Corpus, HoldsOnTheIndexedEngine) {
  const auto indexed = engines::Engine::named("indexed");
  for (const auto& replayed : replayed_on(indexed)) {
    EXPECT_EQ(replayed.verdict, replay::Replayed::holds) << replayed.path;
    EXPECT_FALSE(replayed.searched) << replayed.path << ": its schedule is one of another engine";
  }
}

// The threads' operations in the order of the trace: what each returned, and between which stamps.
std::string history_of(const engines::Engine& engine, const model::Trace& trace) {
  schedule::Schedule schedule;
  for (const auto thread : trace.schedule) schedule.push_back(thread - 1);
  schedule::Replay strategy(schedule);
  concurrent::Runner runner(engine);
  std::string history;
  runner.explore(trace, strategy, {}, [&](const concurrent::Runner::Judged& judged) {
    EXPECT_FALSE(judged.difference);
    for (const auto& call : judged.history) {
      if (!call.outcome) return true;
      history +=
          fmt::format("{}-{} {}\n", call.invoke, call.response,
                      judge::describe(trace, *call.operation.operation, call.outcome->observed));
    }
    return true;
  });
  EXPECT_EQ(strategy.refusal(), "");
  return history;
}

// What a schedule means stays what it meant when these files were saved.
TEST(Corpus, GivesTheHistoryOfItsScheduleEachOfAThousandTimes) {
  const auto indexed = engines::Engine::named("indexed");
  const std::map<std::string, std::string> histories = {
      {"threads-race-for-a-tag", "1-4 ENOENT\n2-3 ok\n"},
      {"threads-read-beside-a-rollback",
       "1-6 ENOMEM\n"
       "2-3 the text \"134217728\\n\"\n"
       "4-5 the text \"00000000-0000-0000-0000-000000000000\\n\"\n"}};
  std::size_t files = 0;
  for_each_file([&](const fs::path& path) {
    const auto trace = trace_of(path);
    if (!trace.is_concurrent()) return;
    ++files;
    const auto name = path.stem().string();
    ASSERT_TRUE(histories.contains(name));
    for (int time = 0; time < 1'000; ++time) {
      ASSERT_EQ(history_of(indexed, trace), histories.at(name)) << time;
    }
  });
  EXPECT_EQ(files, histories.size());
}

TEST(Corpus, DoesOnThePostedEngineWhatTheFileSays) {
  const auto posted = engines::Engine::named("posted");
  for (const auto& replayed : replayed_on(posted)) {
    // Posted keeps all when a region's driver is unbound, so it is not asked to drop.
    if (replayed.verdict == replay::Replayed::not_asked) continue;
    const bool breaks = !replayed.trace.breaks.empty();
    EXPECT_EQ(replayed.verdict, breaks ? replay::Replayed::breaks_as_said : replay::Replayed::holds)
        << replayed.path;
    EXPECT_TRUE(breaks || is_scenario(replayed.path)) << replayed.path;
  }
}

// A hundred times; under a sanitizer, where one takes seconds, four.
constexpr int replays = CLAIMCHECK_IS_SANITIZED ? 4 : 100;

TEST(Corpus, ReplaysByteForByteTheSameEachTime) {
  const auto output = [](bool explain) {
    options::ReplayOptions options;
    options.engine = "posted";
    options.files = found_files();
    options.explain = explain;
    testing::internal::CaptureStdout();
    EXPECT_EQ(replay(options), options::ExitStatus::broken);
    return testing::internal::GetCapturedStdout();
  };
  const auto brief = output(false);
  const auto explained = output(true);
  ASSERT_NE(brief, "");
  ASSERT_TRUE(explained.find(" is broken: ") != std::string::npos) << explained;
  for (int run = 0; run < replays; ++run) {
    ASSERT_EQ(output(false), brief);
    ASSERT_EQ(output(true), explained);
  }
}

TEST(Corpus, NamesAFoundFileByItsContent) {
  for (const auto& path : found_files()) {
    EXPECT_EQ(path.stem(), store::content_name(trace_of(path))) << path;
  }
}

TEST(Corpus, NamesAScenarioAfterItsFunctionOfTheScriptOrSaysItsClause) {
  for_each_file([](const fs::path& path) {
    if (!is_scenario(path)) return;
    if (trace_of(path).is_concurrent()) {
      EXPECT_TRUE(path.stem().string().starts_with("threads-")) << "the script has no threads";
      return;
    }
    const std::string head = "# test_";
    const auto comment = model::parse(text_of(path)).lines[1].spelling;
    if (path.stem().string().starts_with("contract-")) {  // the script knows no contract
      const auto clause = comment.substr(2, comment.find_first_of(":, ", 2) - 2);
      EXPECT_TRUE(model::parse_clause(clause)) << comment;
      return;
    }
    ASSERT_TRUE(comment.starts_with(head)) << comment;
    const auto end = comment.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", head.size());
    auto function = comment.substr(head.size(), end - head.size());
    std::ranges::replace(function, '_', '-');
    EXPECT_TRUE(path.stem().string().starts_with(function)) << function;
  });
}

TEST(Corpus, IsNotSavedAgainWhenItIsFoundAgain) {
  const auto folder = fs::path(testing::TempDir()) / "claimcheck-nothing-to-save";
  fs::remove_all(folder);
  for (const auto& path : found_files()) {
    judge::Finding finding;
    finding.trace = trace_of(path);
    EXPECT_EQ(store::save(finding, "posted", folder, corpus), path);
  }
  EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace claimcheck::command
