// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
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
#include "properties/report/progress_line.hpp"
#include "properties/report/replay_report.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"
#include "properties/text/wrap.hpp"

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
    // A fuzzer's corpus too, whose names have no extension.
    const auto before = files.size();
    for (const auto& below : store::inputs_below(path)) {
      if (below.extension() == ".trace" || store::begins_as_trace(below)) files.push_back(below);
    }
    if (files.size() == before)
      throw store::StoreError(installation::show(path) + ": no *.trace below this folder");
  }
  return files;
}

using replay::Limits;
using Tell = std::function<std::string(const engines::Engine&, const model::Trace&)>;

// What is told of a concurrent trace, in a child process. A trace that does not say who goes when
// is told of in the order that breaks the clause; where none does, there is no one order to tell
// of, and nothing comes back.
std::string told_of_threads(const engines::Engine& unmarked, const replay::ReplayedTrace& replayed,
                            const Limits& limits, const Tell& tell) {
  process::SharedMemory<process::Shared> shared;
  std::string told;
  process::run_in_child(
      *shared, {limits.hang_timeout_ms},
      [&](const process::Send& send) {
        const auto engine = unmarked.marked(shared->marks[0]);
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
        send(tell(engine, trace));
      },
      [&](std::string_view text) { told += text; }, limits.deadline);
  return told;
}

// The threads as columns.
void explain_threads(const engines::Engine& engine, const replay::ReplayedTrace& replayed,
                     const Limits& limits) {
  const auto width = text::width_of(STDOUT_FILENO);
  fmt::print("{}",
             told_of_threads(engine, replayed, limits, [&](const auto& on, const auto& trace) {
               return concurrent::picture(on, trace, width);
             }));
}

// A process a file. One whose engine ends its process has no threads.
void write_trace_events(const engines::Engine& engine,
                        const std::vector<replay::ReplayedTrace>& files, const Limits& limits,
                        const std::filesystem::path& path) {
  auto events = nlohmann::json::array();
  int process = 0;
  for (const auto& replayed : files) {
    ++process;
    const auto tell = [&](const engines::Engine& on, const model::Trace& trace) {
      return concurrent::trace_events(on, trace, process);
    };
    auto text = replayed.trace.is_concurrent() ? told_of_threads(engine, replayed, limits, tell)
                                               : tell(engine, replayed.trace);
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
                                 const options::ReplayOptions& options, const Limits& limits) {
  const auto trace = store::load(path).document.trace;
  replay::Explanation explanation(trace, engine.name(), text::width_of(STDOUT_FILENO));
  replay::Narration narration;
  narration.search = [](const std::string& line) { fmt::print(stderr, "{}", line); };
  if (options.explain && !trace.is_concurrent()) {
    narration.tell = [&](const judge::StepReport& report) { return explanation.step(report); };
    narration.hear = [](const std::string& text) { fmt::print("{}", text); };
  }
  auto replayed = replay::replay_file(engine, path, {options.executions, options.preemptions},
                                      narration, limits);
  if (options.explain && trace.is_concurrent()) explain_threads(engine, replayed, limits);
  report::print_replayed(replayed, engine.name());
  std::fflush(stdout);
  return replayed;
}

std::vector<replay::ReplayedTrace> replay_all(const engines::Engine& engine,
                                              const options::ReplayOptions& options,
                                              const Limits& limits) {
  const auto files = expand(options.files);
  report::ProgressLine progress("replay", *limits.deadline);
  std::vector<replay::ReplayedTrace> replayed;
  for (const auto& path : files) {
    const bool is_late = process::is_past(limits.deadline);
    progress.clear();
    replayed.push_back(is_late ? replay::not_run(path) : replay_one(engine, path, options, limits));
    if (files.size() > 1 && !is_late) progress(replayed.size(), files.size());
  }
  return replayed;
}

}  // namespace

options::ExitStatus replay(const options::ReplayOptions& options) {
  process::heed_signals();
  const auto started_ms = formats::now_ms();
  const auto engine = process::engine_named(options.engine);
  report::print_about(engine);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(options.budget_ms);
  const Limits limits{end, static_cast<int>(options.hang_timeout_ms)};
  const auto replayed = replay_all(engine, options, limits);
  fmt::print("{}", report::not_run(replayed));
  const auto status = reported(report::verdict(replayed), options.reports,
                               [&] { return formats::results_of(replayed, options, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_json(report::to_json(replayed, options), *options.json);
    if (options.trace_events) write_trace_events(engine, replayed, limits, *options.trace_events);
    if (options.html) {
      report::write_document(*options.html,
                             html::replay_page(engine, replayed, report::verdict(replayed)));
    }
  });
}

}  // namespace claimcheck::command
