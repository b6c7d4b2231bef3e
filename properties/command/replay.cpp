// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "properties/command/commands.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/written_after.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/formats/gather.hpp"
#include "properties/html/pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/process/child.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/plugin.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/replay/corpus.hpp"
#include "properties/replay/explain.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/replay_report.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

std::vector<std::filesystem::path> expand(const std::vector<std::filesystem::path>& given) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : given) {
    std::error_code unreadable;  // is told where the file is read
    if (!std::filesystem::is_directory(path, unreadable)) {
      files.push_back(path);
      continue;
    }
    const auto below = store::traces_below(path);
    if (below.empty())
      throw store::StoreError(installation::show(path) + ": no *.trace below this folder");
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

// What is told of a concurrent trace, in a child process. A trace that does not say who goes when
// is told of in the order that breaks the clause; where none does, there is no one order to tell
// of, and nothing comes back.
std::string told_of_threads(const engines::Engine& engine, const replay::ReplayedTrace& replayed,
                            const std::function<std::string(const model::Trace&)>& tell) {
  constexpr int hang_timeout_ms = 10'000;
  process::SharedMemory<process::Shared> shared;
  std::string told;
  process::run_in_child(
      *shared, hang_timeout_ms,
      [&](const process::Send& send) {
        auto trace = replayed.trace;
        if (replayed.searched) {
          if (!replayed.difference) return;
          concurrent::Search search{replayed.searched->executions};
          search.max_preemptions = replayed.max_preemptions;
          const auto shown =
              concurrent::with_schedule(engine, trace, replayed.difference->defect, search);
          if (!shown) return;
          trace = *shown;
        }
        send(tell(trace));
      },
      [&](std::string_view text) { told += text; });
  return told;
}

// The threads as columns.
void explain_threads(const engines::Engine& engine, const replay::ReplayedTrace& replayed) {
  fmt::print("{}", told_of_threads(engine, replayed, [&](const model::Trace& trace) {
               return concurrent::picture(engine, trace);
             }));
}

// A process a file. One whose engine ends its process has no threads.
void write_trace_events(const engines::Engine& engine,
                        const std::vector<replay::ReplayedTrace>& files,
                        const std::filesystem::path& path) {
  auto events = nlohmann::json::array();
  int process = 0;
  for (const auto& replayed : files) {
    ++process;
    const auto tell = [&](const model::Trace& trace) {
      return concurrent::trace_events(engine, trace, process);
    };
    auto text = replayed.trace.is_concurrent() ? told_of_threads(engine, replayed, tell)
                                               : tell(replayed.trace);
    events.push_back({{"ph", "M"},
                      {"pid", process},
                      {"name", "process_name"},
                      {"args", {{"name", installation::show(replayed.path)}}}});
    if (text.empty()) continue;
    for (auto& event : nlohmann::json::parse(text)) events.push_back(std::move(event));
  }
  report::write_json({{"displayTimeUnit", "ns"}, {"traceEvents", std::move(events)}}, path);
}

replay::ReplayedTrace replay_one(const engines::Engine& engine, const std::filesystem::path& path,
                                 const options::ReplayOptions& options) {
  const auto trace = store::load(path).document.trace;
  replay::Explanation explanation(trace, engine.name());
  replay::Narration narration;
  narration.search = [](const std::string& line) { fmt::print(stderr, "{}", line); };
  if (options.explain && !trace.is_concurrent()) {
    narration.tell = [&](const judge::StepReport& report) { return explanation.step(report); };
    narration.hear = [](const std::string& text) { fmt::print("{}", text); };
  }
  auto replayed =
      replay::replay_file(engine, path, {options.executions, options.preemptions}, narration);
  if (options.explain && trace.is_concurrent()) explain_threads(engine, replayed);
  report::print_replayed(replayed, engine.name());
  std::fflush(stdout);
  return replayed;
}

}  // namespace

options::ExitStatus replay(const options::ReplayOptions& options) {
  process::heed_signals();
  const auto started_ms = formats::now_ms();
  const auto engine = process::engine_named(options.engine);
  report::print_about(engine);
  std::vector<replay::ReplayedTrace> replayed;
  for (const auto& path : expand(options.files)) {
    replayed.push_back(replay_one(engine, path, options));
  }
  const auto status = reported(report::verdict(replayed), options.reports,
                               [&] { return formats::results_of(replayed, options, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_json(report::to_json(replayed, options), *options.json);
    if (options.trace_events) write_trace_events(engine, replayed, *options.trace_events);
    if (options.html) {
      report::write_document(*options.html,
                             html::replay_page(engine, replayed, report::verdict(replayed)));
    }
  });
}

}  // namespace claimcheck::command
