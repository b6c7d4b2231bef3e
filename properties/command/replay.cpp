// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/command/commands.hpp"
#include "properties/command/corpus.hpp"
#include "properties/command/explain.hpp"
#include "properties/command/report.hpp"
#include "properties/command/show.hpp"
#include "properties/concurrent/concurrent_run.hpp"
#include "properties/hunt/child.hpp"
#include "properties/hunt/plugin.hpp"
#include "properties/hunt/shared_memory.hpp"
#include "properties/hunt/store.hpp"

namespace claimcheck::command {
namespace {

std::vector<std::filesystem::path> expand(const std::vector<std::filesystem::path>& given) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : given) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    const auto below = hunt::traces_below(path);
    if (below.empty()) throw hunt::StoreError(show(path) + ": no *.trace below this folder");
    files.insert(files.end(), below.begin(), below.end());
  }
  return files;
}

// The threads as columns. A trace that does not say who goes when is shown in the order that
// breaks the clause; where none does, there is no one order to show.
void explain_threads(const driver::Engine& engine, const ReplayedTrace& replayed) {
  constexpr int patience_ms = 10'000;
  hunt::SharedMemory<hunt::Shared> shared;
  hunt::run_in_child(
      *shared, patience_ms,
      [&](const hunt::Send& send) {
        auto trace = replayed.trace;
        if (replayed.searched) {
          if (!replayed.difference) return;
          concurrent::Search search{replayed.searched->executions};
          search.most_preemptions = replayed.most_preemptions;
          const auto shown =
              concurrent::with_schedule(engine, trace, replayed.difference->defect, search);
          if (!shown) return;
          trace = *shown;
        }
        send(concurrent::picture(engine, trace));
      },
      [](std::string_view text) { fmt::print("{}", text); });
}

ExitStatus replay_one(const driver::Engine& engine, const std::filesystem::path& path,
                      const ReplayOptions& options) {
  const auto trace = hunt::load(path).document.trace;
  Explanation explanation(trace, engine.name());
  Narration narration;
  narration.search = [](const std::string& line) { fmt::print(stderr, "{}", line); };
  if (options.explain && !trace.is_concurrent()) {
    narration.tell = [&](const check::StepReport& report) { return explanation.step(report); };
    narration.hear = [](const std::string& text) { fmt::print("{}", text); };
  }
  const auto replayed =
      replay_file(engine, path, {options.executions, options.preemptions}, narration);
  if (options.explain && trace.is_concurrent()) explain_threads(engine, replayed);
  print_replayed(replayed, engine.name());
  std::fflush(stdout);
  switch (replayed.verdict) {
    case Replayed::holds:
      return ExitStatus::holds;
    case Replayed::unfinished:
      return ExitStatus::no_verdict;
    case Replayed::wrong_file:
      return ExitStatus::usage;
    default:
      return ExitStatus::broken;
  }
}

}  // namespace

ExitStatus replay(const ReplayOptions& options) {
  const auto engine = hunt::engine_named(options.engine);
  auto worst = ExitStatus::holds;
  for (const auto& path : expand(options.files)) {
    const auto status = replay_one(engine, path, options);
    // A file that is no input outweighs a clause that is broken: nothing was learnt from it.
    if (static_cast<int>(status) > static_cast<int>(worst)) worst = status;
  }
  return worst;
}

}  // namespace claimcheck::command
