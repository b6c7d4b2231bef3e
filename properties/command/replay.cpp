// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/command/commands.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/installation/installation.hpp"
#include "properties/process/child.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/plugin.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/replay/corpus.hpp"
#include "properties/replay/explain.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/report.hpp"
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

// The threads as columns. A trace that does not say who goes when is shown in the order that
// breaks the clause; where none does, there is no one order to show.
void explain_threads(const engines::Engine& engine, const replay::ReplayedTrace& replayed) {
  constexpr int hang_timeout_ms = 10'000;
  process::SharedMemory<process::Shared> shared;
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
        send(concurrent::picture(engine, trace));
      },
      [](std::string_view text) { fmt::print("{}", text); });
}

options::ExitStatus replay_one(const engines::Engine& engine, const std::filesystem::path& path,
                               const options::ReplayOptions& options) {
  const auto trace = store::load(path).document.trace;
  replay::Explanation explanation(trace, engine.name());
  replay::Narration narration;
  narration.search = [](const std::string& line) { fmt::print(stderr, "{}", line); };
  if (options.explain && !trace.is_concurrent()) {
    narration.tell = [&](const judge::StepReport& report) { return explanation.step(report); };
    narration.hear = [](const std::string& text) { fmt::print("{}", text); };
  }
  const auto replayed =
      replay::replay_file(engine, path, {options.executions, options.preemptions}, narration);
  if (options.explain && trace.is_concurrent()) explain_threads(engine, replayed);
  report::print_replayed(replayed, engine.name());
  std::fflush(stdout);
  switch (replayed.verdict) {
    case replay::Replayed::holds:
      return options::ExitStatus::holds;
    case replay::Replayed::not_asked:
    case replay::Replayed::unfinished:
      return options::ExitStatus::no_verdict;
    case replay::Replayed::wrong_file:
      return options::ExitStatus::usage;
    default:
      return options::ExitStatus::broken;
  }
}

}  // namespace

options::ExitStatus replay(const options::ReplayOptions& options) {
  process::heed_signals();
  const auto engine = process::engine_named(options.engine);
  auto worst = options::ExitStatus::holds;
  for (const auto& path : expand(options.files)) {
    const auto status = replay_one(engine, path, options);
    // A file that is no input outweighs a clause that is broken: nothing was learnt from it.
    if (static_cast<int>(status) > static_cast<int>(worst)) worst = status;
  }
  return worst;
}

}  // namespace claimcheck::command
