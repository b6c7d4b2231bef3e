// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "properties/command/commands.hpp"
#include "properties/command/corpus.hpp"
#include "properties/command/report.hpp"
#include "properties/command/show.hpp"
#include "properties/driver/engine.hpp"
#include "properties/hunt/hunt.hpp"
#include "properties/hunt/store.hpp"
#include "properties/shrink/shrink.hpp"

namespace claimcheck::command {
namespace {

// One line on standard error: rewritten in place on a terminal, elsewhere a line at each tenth.
class Progress {
 public:
  void operator()(std::string_view mode, std::uint64_t done, std::uint64_t all) {
    const auto tenth = all == 0 ? 10 : done * 10 / all;
    if (is_terminal_) {
      fmt::print(stderr, "\r{}: {} of {} traces ", mode, done, all);
      if (done >= all) fmt::print(stderr, "\r\033[K");
    } else if (tenth != tenth_) {
      fmt::print(stderr, "{}: {} of {} traces\n", mode, done, all);
    }
    tenth_ = tenth;
  }

 private:
  bool is_terminal_ = isatty(STDERR_FILENO) != 0;
  std::uint64_t tenth_ = 0;  // shown last
};

void print_header(const RunOptions& options) {
  fmt::print("claimcheck {}  seed {}  engine {}  budget {} traces, {} s  cores {}", version,
             options.seed, options.engine, options.traces, options.budget_ms / 1000,
             std::thread::hardware_concurrency());
  if (options.shards > 1) fmt::print("  shard {}/{}", options.shard + 1, options.shards);
  fmt::print("\n");
  std::fflush(stdout);
}

hunt::Report check(const driver::Engine& engine, const RunOptions& options,
                   std::chrono::steady_clock::time_point deadline, std::vector<FoundTrace>& found) {
  hunt::Options hunting;
  hunting.seed = options.seed;
  hunting.traces = options.traces;
  hunting.shard = options.shard;
  hunting.shards = options.shards;
  hunting.deadline = deadline;
  Progress progress;
  hunt::Events events;
  events.progress = [&](std::uint64_t done, std::uint64_t all) { progress("check", done, all); };
  events.fails = [](const model::Trace& trace, const check::Defect& defect,
                    const std::string& message) {
    fmt::print("\n{}: {} operations end in: {}\n{}  shrinking ...\n", name(defect.clause),
               trace.steps.size(), message, show_indented(shrink::without_unused_tags(trace)));
    std::fflush(stdout);
  };
  events.finds = [&](const hunt::Finding& finding) {
    const auto path = hunt::save(finding, engine.name(), options.save, options.corpus);
    print_finding(finding, path, engine.argument());
    std::fflush(stdout);
    found.push_back({finding, path});
  };
  return hunt::hunt(engine, hunting, events);
}

}  // namespace

ExitStatus run(const RunOptions& options) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(options.budget_ms);
  const auto engine = driver::Engine::named(options.engine);
  print_header(options);

  RunReport report;
  report.engine = engine.argument();
  report.replay = replay_corpus(engine, options.corpus);
  print_replay(report.replay);
  report.check = check(engine, options, deadline, report.found);
  print_check(report.check);
  print_clauses(report);
  if (options.json) write_json(report, options, *options.json);
  return print_verdict(report);
}

}  // namespace claimcheck::command
