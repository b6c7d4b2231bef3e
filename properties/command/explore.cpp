// SPDX-License-Identifier: MIT
#include "properties/command/explore.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

#include "model/trace/bytes.hpp"
#include "properties/command/explore_locks.hpp"
#include "properties/command/kernel.hpp"
#include "properties/command/program_status.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/written_after.hpp"
#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/claim/notes.hpp"
#include "properties/explore/dot.hpp"
#include "properties/explore/levels/disk_file.hpp"
#include "properties/explore/mpi/launched.hpp"
#include "properties/formats/gather.hpp"
#include "properties/html/pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/options/options.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/plugin.hpp"
#include "properties/report/exploration_line.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/report.hpp"
#include "properties/store/store.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::command {
namespace {

namespace claim = explore::claim;

bool has_engine(const report::ExploreCommand& command) {
  return command.engine != report::no_engine;
}

void print_header(const report::ExploreCommand& command) {
  const auto& options = command.options;
  const bool bounded = options.max_states != claim::ExploreOptions{}.max_states;
  fmt::print("claimcheck {}  engine {}\n{}", report::version, kernel::engine_title(command.engine),
             text::wrap(to_string(options.scope), text::terminal_width, "scope ", "  "));
  fmt::print("symmetry {}  workers {}  budget {} states, {}  cores {}\n",
             options.symmetry ? "on" : "off", options.workers,
             bounded ? std::to_string(options.max_states) : "any number of",
             model::bytes_text(options.max_memory_bytes), std::thread::hardware_concurrency());
  std::fflush(stdout);
}

void write_dot(const report::ExploreCommand& command) {
  explore::DotOptions options;
  options.symmetry = command.options.symmetry;
  std::string text;
  try {
    text = explore::dot(claim::ClaimModel(command.options.scope), options);
  } catch (const std::length_error& error) {
    throw options::UsageError(
        fmt::format("--dot: {}: more than {} states", error.what(), options.max_states));
  }
  report::write_document(*command.dot, text);
}

// Of several ranks the first tells, draws and saves.
bool is_first(const report::ExploreCommand& command) {
  return command.options.ranks == nullptr || command.options.ranks->rank() == 0;
}

report::ExploreReport run(report::ExploreCommand& command) {
  std::optional<report::ExplorationLine> progress;
  if (is_first(command)) {
    progress.emplace(command.options.deadline);
    command.options.progress = [&](const explore::Progress& now) { (*progress)(now); };
  }
  if (!has_engine(command)) return {claim::explore_model(command.options), {}};
  const auto engine = process::engine_named(command.engine);
  if (is_first(command)) report::print_about(engine);
  report::ExploreReport report{claim::explore_engine(engine, command.options), {}};
  if (!is_first(command)) return report;
  for (const auto& finding : report.report.findings) {
    report.paths.push_back(saved(finding, engine.name(), command.save, command.corpus));
  }
  return report;
}

void write_html(const report::ExploreCommand& command, const report::ExploreReport& report) {
  std::optional<engines::Engine> engine;
  if (has_engine(command)) engine = process::engine_named(command.engine);
  report::write_document(*command.html,
                         html::explore_page(engine ? &*engine : nullptr, command, report));
}

options::ExitStatus explore_command(report::ExploreCommand command) {
  try {
    if (!is_first(command)) {
      run(command);
      return options::ExitStatus::holds;  // the first rank's is that of all
    }
    print_header(command);
    if (command.dot) write_dot(command);
    const auto started_ms = formats::now_ms();
    const auto report = run(command);
    report::print_explored(command, report);
    const auto status = reported(report::verdict(report.report), command.reports,
                                 [&] { return formats::results_of(command, report, started_ms); });
    return written_after(status, [&] {
      if (command.json) report::write_json(command, report, *command.json);
      if (command.html) write_html(command, report);
    });
  } catch (const claim::ScopeError& error) {
    throw options::UsageError(error.what());
  }
}

// What the flags say before they are put together.
struct Flags {
  report::ExploreCommand command;
  std::string memory = "8G";
  std::string disk;
  kernel::KernelSource kernel;
  std::size_t workers = 0;  // 0: as many as the engine can bear
  bool no_symmetry = false;
  bool no_static = false;
  bool no_plain = false;
  bool locks = false;
  std::string budget;
  std::string dot;
};

// All that can be said before the search begins.
report::ExploreCommand prepared(Flags flags, explore::Exchange* ranks) {
  use_kernel(flags.kernel, flags.command.engine);
  report::ExploreCommand command = flags.command;
  auto& options = command.options;
  options.ranks = ranks;
  options.symmetry = !flags.no_symmetry;
  options.scope.static_region = !flags.no_static;
  options.scope.plain_region = !flags.no_plain;
  if (!flags.dot.empty()) command.dot = options::output_file("--dot", flags.dot);
  const auto memory_bytes = model::parse_bytes(flags.memory);
  if (!memory_bytes) {
    throw options::UsageError(
        fmt::format("--memory {}: expected bytes, as in 512M or 8G", flags.memory));
  }
  options.max_memory_bytes = *memory_bytes;
  if (!flags.disk.empty()) {
    options.disk = flags.disk;
    try {
      explore::DiskFile(flags.disk);
    } catch (const explore::DiskError& error) {
      throw options::UsageError(error.what());
    }
  }
  if (!flags.budget.empty()) {
    options.deadline = std::chrono::steady_clock::now() +
                       std::chrono::milliseconds(options::parse_time("--budget", flags.budget));
  }
  options.workers = flags.workers;
  if (flags.workers == 0) {
    options.workers =
        has_engine(command) ? claim::max_workers(process::engine_named(command.engine)) : 2;
  }
  try {
    validate(options.scope);
  } catch (const claim::ScopeError& error) {
    throw options::UsageError(error.what());
  }
  return command;
}

// The first rank prepares alone: it may build a kernel tree, which the others then find built.
// What one of them cannot do is told once, by the first, and ends all.
std::optional<report::ExploreCommand> prepared_on_all(const Flags& flags, explore::Ranks& ranks) {
  std::optional<report::ExploreCommand> command;
  for (const bool first : {true, false}) {
    std::string refusal;
    try {
      if (first == (ranks.rank() == 0)) command = prepared(flags, &ranks);
    } catch (const std::exception& error) {
      refusal = error.what();
    }
    const auto refusals = ranks.gather(refusal);
    for (std::size_t rank = 0; rank < refusals.size(); ++rank) {
      if (refusals[rank].empty()) continue;
      if (ranks.rank() != 0) return std::nullopt;
      throw options::UsageError(rank == 0 ? refusals[rank]
                                          : fmt::format("rank {}: {}", rank, refusals[rank]));
    }
  }
  return command;
}

options::ExitStatus explore_on_ranks(const Flags& flags, const explore::Launched& launched) {
  std::unique_ptr<explore::Ranks> ranks;
  try {
    ranks = join_ranks(launched);
  } catch (const explore::NoRanks& error) {
    if (launched.rank == 0) throw options::UsageError(error.what());
    // Said once; and not with 0, as others may wait for it that could join.
    return options::ExitStatus::usage;
  }
  if (ranks->size() > 1 && std::ranges::count(flags.kernel.patches, "-") > 0) {
    if (ranks->rank() != 0) return options::ExitStatus::holds;
    throw options::UsageError("--patch -: only the first rank has a standard input; give a file");
  }
  if (ranks->size() > explore::shard_count) {
    if (ranks->rank() != 0) return options::ExitStatus::holds;
    throw options::UsageError(fmt::format("explore: {} ranks: at most {} can share the states",
                                          ranks->size(), explore::shard_count));
  }
  auto command = prepared_on_all(flags, *ranks);
  if (!command) return options::ExitStatus::holds;
  try {
    return explore_command(std::move(*command));
  } catch (...) {
    // The others wait for this one: no verdict of theirs is one of all.
    fmt::print(stderr, "claimcheck: rank {} ends the exploration, there is no verdict\n",
               ranks->rank());
    ranks->end_all(program_status([]() -> options::ExitStatus { throw; }));
  }
  return options::ExitStatus::no_verdict;  // for the compiler: all have ended
}

options::ExitStatus explore_command(const Flags& flags) {
  process::heed_signals();
  if (const auto launched = explore::launched()) return explore_on_ranks(flags, *launched);
  return explore_command(prepared(flags, nullptr));
}

void add_scope(CLI::App& explore, Flags& flags) {
  auto& scope = flags.command.options.scope;
  explore.add_option("--regions", scope.regions, "Dynamic regions")->capture_default_str();
  explore.add_option("--tags", scope.tags, "Tags on the host")->capture_default_str();
  explore.add_option("--extents", scope.extents, "Most extents of one offer of a tag")
      ->capture_default_str();
  explore.add_option("--untagged", scope.untagged, "Places for untagged extents in a region")
      ->capture_default_str();
  explore.add_option("--injected", scope.injected, "Places for injected extents in a region")
      ->capture_default_str();
  explore.add_option("--devices", scope.devices, "Most devices of a region")->capture_default_str();
  explore.add_option("--lengths", scope.lengths, "Lengths of extents, in units of the align")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->default_str("1");
  explore.add_option("--seq-base", scope.seq_base, "First number of a dense sequence, 0 or 1")
      ->capture_default_str();
  explore.add_flag("--unbind-drops", scope.unbind_drops,
                   "Unbinding a region's driver drops its devices and extents");
  explore.add_flag("--failures", scope.failures, "Every failure of every fallible step too");
  explore.add_flag("--no-static", flags.no_static, "No static region");
  explore.add_flag("--no-plain", flags.no_plain, "No plain region");
}

}  // namespace

void add_explore(CLI::App& app, options::ExitStatus& status) {
  const auto flags = std::make_shared<Flags>();
  auto& command = flags->command;
  const auto here = installation::installation();
  command.corpus = here.corpus();
  command.save = here.found;
  auto* explore = app.add_subcommand(
      "explore", "Look at every reachable state of a scope, and run every transition on an engine");
  explore
      ->add_option("--engine", command.engine,
                   "indexed, posted, the path of a shared object, or none: the model alone")
      ->capture_default_str();
  add_kernel(*explore, flags->kernel);
  add_scope(*explore, *flags);
  explore->add_flag("--no-symmetry", flags->no_symmetry,
                    "Every state, not one for all that are symmetric");
  explore
      ->add_option("--max-states", command.options.max_states,
                   "End without a verdict at so many states")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}));
  explore
      ->add_option("--memory", flags->memory,
                   "Limit of memory, as in 512M, for each rank under mpirun: end without a verdict "
                   "when it is reached or, with --disk, go on")
      ->capture_default_str();
  explore->add_option("--disk", flags->disk,
                      "A folder for the states that exceed --memory, in files without names");
  explore->add_option("--budget", flags->budget, "End without a verdict after this time");
  explore
      ->add_option("--workers", flags->workers,
                   "Threads; by default 2, and 1 for an engine from outside, whose instances may "
                   "share something")
      ->check(CLI::Range(std::size_t{1}, claim::Notes::max_workers));
  explore->add_option("--dot", flags->dot,
                      "Draw the state graph of a tiny scope, as Graphviz text");
  explore->add_flag("--verbose", command.verbose, "The states of each depth, and each clause");
  add_json(*explore, command.json);
  add_reports(*explore, command.reports);
  add_html(*explore, command.html);
  explore->add_option("--save", command.save, "Where traces that fail are kept")
      ->default_str(here.found_name());
  explore->add_option("--corpus", command.corpus, "Traces that are known and not saved again")
      ->default_str("corpus");
  auto* locks = explore->add_flag(
      "--locks", flags->locks,
      "In place of a scope: every execution of the indexed engine's locks that RC11, a C++ memory "
      "model, allows; goes with no other option");
  explore->callback([flags, explore, locks, &status] {
    if (flags->locks) {
      for (const auto* other : explore->get_options()) {
        if (other == locks || other->count() == 0) continue;
        throw options::UsageError(
            fmt::format("--locks: nothing else goes with it; got {}", other->get_name()));
      }
      status = explore_locks();
      return;
    }
    status = explore_command(*flags);
  });
}

}  // namespace claimcheck::command
