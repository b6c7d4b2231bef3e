// SPDX-License-Identifier: MIT
#include "properties/command/mutants.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "properties/command/report_option.hpp"
#include "properties/command/written_after.hpp"
#include "properties/formats/of_solvers.hpp"
#include "properties/html/solver_pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/pipe.hpp"
#include "properties/process/plugin.hpp"
#include "properties/process/process.hpp"
#include "properties/replay/corpus.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/mutant_report.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/report/report.hpp"
#include "properties/text/count.hpp"

namespace claimcheck::command {
namespace {

constexpr char row_packet = 'r';
constexpr char error_packet = 'e';
constexpr std::string_view named_mode = "named";  // the one that a patch names

std::filesystem::path plugin_of(const mutants::SeededBug& bug,
                                const options::MutantOptions& options) {
  return options.plugins / fmt::format("mutant-{}.so", bug.name);
}

// Those that the engine had before the bug was seeded: the corpus lists them.
judge::Defects own_defects(const engines::Engine& engine, const std::filesystem::path& corpus) {
  judge::Defects known;
  for (const auto& replayed : replay::replay_corpus(engine, corpus)) {
    if (replayed.verdict == replay::Replayed::breaks_as_said)
      known.insert(replayed.difference->defect);
  }
  return known;
}

bool is_wanted(std::string_view mode, const mutants::SeededBug& bug,
               const options::MutantOptions& options) {
  const auto has = [&](std::string_view word) {
    return std::ranges::find(options.modes, word) != options.modes.end();
  };
  return options.modes.empty() || has(mode) || (has(named_mode) && mode == bug.found_by);
}

// The modes that are wanted, each with its runs, and nothing found yet.
report::MutantRow begun(const mutants::SeededBug& bug, const options::MutantOptions& options) {
  report::MutantRow row{bug, {}, {}};
  for (const auto& mode : mutants::mutant_modes()) {
    if (!is_wanted(mode.name, bug, options)) continue;
    if (mode.of_texts && bug.refuted_as.empty()) continue;
    row.cells.push_back({std::string(mode.name), mode.has_seed ? options.seeds : 1, 0, {}});
  }
  return row;
}

report::MutantRow never_looked_for(const mutants::SeededBug& bug,
                                   const options::MutantOptions& options) {
  auto row = begun(bug, options);
  for (auto& cell : row.cells) cell.unfinished = cell.runs;
  return row;
}

report::MutantRow look_for(const mutants::SeededBug& bug, std::size_t number,
                           const options::MutantOptions& options,
                           const mutants::MutantBudget& budget) {
  const auto engine = process::engine_named(plugin_of(bug, options).string());
  const auto known = own_defects(engine, options.corpus);
  auto row = begun(bug, options);
  std::optional<judge::Finding> shown;  // by the mode that its patch names
  for (auto& cell : row.cells) {
    const auto mode = std::ranges::find(mutants::mutant_modes(), cell.mode,
                                        [](const auto& one) { return std::string(one.name); });
    for (std::uint64_t run = 0; run < cell.runs; ++run) {
      auto attempt = mode->search({bug, engine, known}, options.seed + run, budget);
      if (attempt.caught) cell.detections.push_back(std::move(*attempt.caught));
      if (!attempt.finished) ++cell.unfinished;
      if (!shown && cell.mode == bug.found_by) shown = std::move(attempt.finding);
    }
  }
  if (options.html && shown) row.film = html::film_of_bug(engine, bug, *shown, number);
  return row;
}

// A process that looks for one seeded bug: a plugin's code is in no process for longer than that.
class Worker {
 public:
  // `number` counts bugs from 1.
  Worker(const mutants::SeededBug& bug, std::size_t number, const options::MutantOptions& options,
         const mutants::MutantBudget& budget)
      : bug_(bug), child_(start(bug, number, options, budget)), process_(child_) {
    pipe_.out.reset();
  }

  // As where the budget is used up: its row then says what it found, and what it did not finish.
  void end_early() {
    if (!std::exchange(is_told_to_end_, true)) kill(child_, SIGTERM);
  }

  // Throws engines::EngineError where the plugin cannot be used, std::runtime_error where the
  // worker was killed.
  std::optional<report::MutantRow> row() {
    const auto ended = process_.ended();
    inbox_.fill(pipe_.in.get());
    if (auto packet = inbox_.next()) {
      if (packet->kind == error_packet) throw engines::EngineError(packet->text);
      return report::decode(bug_, packet->text);
    }
    if (ended) throw std::runtime_error(fmt::format("the search on {} was killed", bug_.name));
    return std::nullopt;
  }

 private:
  pid_t start(const mutants::SeededBug& bug, std::size_t number,
              const options::MutantOptions& options, const mutants::MutantBudget& budget) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child > 0) return child;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);  // a Ctrl-C is for us to hand on
    try {
      process::write_packet(pipe_.out.get(), pipe_.key, row_packet,
                            report::encode(look_for(bug, number, options, budget)));
    } catch (const std::exception& error) {
      process::write_packet(pipe_.out.get(), pipe_.key, error_packet, error.what());
    }
    _exit(EXIT_SUCCESS);
  }

  const mutants::SeededBug& bug_;
  process::Pipe pipe_;
  process::Inbox inbox_{pipe_.key};
  pid_t child_;
  process::Process process_;
  bool is_told_to_end_ = false;
};

class Mutants {
 public:
  Mutants(const std::vector<mutants::SeededBug>& bugs, const options::MutantOptions& options)
      : bugs_(bugs), options_(options) {
    budget_.traces = options.traces;
    budget_.fault_traces = options.fault_traces;
    budget_.deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(options.budget_ms);
    progress_.emplace("mutants", *budget_.deadline, "seeded bugs");
  }

  // As many at once as there are cores; printed in order, whichever is done first.
  std::vector<report::MutantRow> all() && {
    const std::size_t most = std::max(1u, std::thread::hardware_concurrency());
    while (rows_.size() < bugs_.size()) {
      if (process::is_past({})) end_early();
      while (working_.size() < most && started_ < bugs_.size()) {
        working_.emplace(std::piecewise_construct, std::forward_as_tuple(started_),
                         std::forward_as_tuple(bugs_[started_], started_ + 1, options_, budget_));
        ++started_;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      collect();
    }
    return std::move(rows_);
  }

 private:
  void collect() {
    for (auto worker = working_.begin(); worker != working_.end();) {
      auto row = worker->second.row();
      if (!row) {
        ++worker;
        continue;
      }
      done_.emplace(worker->first, std::move(*row));
      worker = working_.erase(worker);
    }
    for (auto next = done_.find(rows_.size()); next != done_.end();
         next = done_.find(rows_.size())) {
      progress_->clear();
      report::print_row(next->second);
      rows_.push_back(std::move(next->second));
      done_.erase(next);
      (*progress_)(rows_.size(), bugs_.size());
    }
  }

  void end_early() {
    for (auto& [place, worker] : working_) worker.end_early();
    for (; started_ < bugs_.size(); ++started_) {
      done_.emplace(started_, never_looked_for(bugs_[started_], options_));
    }
  }

  const std::vector<mutants::SeededBug>& bugs_;
  const options::MutantOptions& options_;
  mutants::MutantBudget budget_;
  std::size_t started_ = 0;
  std::map<std::size_t, Worker> working_;          // by place in bugs_
  std::map<std::size_t, report::MutantRow> done_;  // and waiting for one before it
  std::vector<report::MutantRow> rows_;
  std::optional<report::ProgressLine> progress_;
};

std::vector<mutants::SeededBug> chosen(const options::MutantOptions& options) {
  if (!installation::installation().is_source_tree()) {
    throw options::UsageError(
        "mutants: the seeded bugs are built in a source tree, and this claimcheck is installed");
  }
  auto bugs = mutants::seeded_bugs(options.patches);
  std::erase_if(bugs, [&](const mutants::SeededBug& bug) {
    return !options.patterns.empty() &&
           std::ranges::none_of(options.patterns, [&](const auto& pattern) {
             return mutants::matches(bug.name, pattern);
           });
  });
  if (bugs.empty()) throw options::UsageError("no mutant has such a name");
  const auto is_mode = [](std::string_view word) {
    return std::ranges::find(mutants::mutant_modes(), word, &mutants::MutantMode::name) !=
           mutants::mutant_modes().end();
  };
  for (const auto& mode : options.modes) {
    if (mode == named_mode || is_mode(mode)) continue;
    throw options::UsageError(fmt::format("--modes {}: there is no such mode", mode));
  }
  for (const auto& bug : bugs) {
    if (!is_mode(bug.found_by)) {
      throw options::UsageError(
          fmt::format("{}: \"Found by: {}\" is no mode", bug.name, bug.found_by));
    }
    if (std::filesystem::exists(plugin_of(bug, options))) continue;
    throw options::UsageError(
        fmt::format("{} is not built: ./claimcheck mutants builds it, as does the "
                    "target claimcheck_mutants",
                    plugin_of(bug, options).filename().string()));
  }
  return bugs;
}

}  // namespace

options::ExitStatus mutants(const options::MutantOptions& options) {
  const auto started_ms = formats::now_ms();
  const auto bugs = chosen(options);
  report::print_fitted(
      fmt::format("claimcheck {}  seeds {} to {}  {}  budget {}+{} traces, {} s  cores {}\n",
                  report::version, options.seed, options.seed + options.seeds - 1,
                  text::count_of(bugs.size(), "mutant"), options.traces, options.fault_traces,
                  options.budget_ms / 1000, std::thread::hardware_concurrency()));
  report::print_head();
  const auto rows = Mutants(bugs, options).all();
  const auto printed = report::print_verdict(rows);
  const auto status =
      reported(printed, options.reports, [&] { return formats::results_of(rows, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_json(rows, options, *options.json);
    if (options.html) report::write_document(*options.html, html::mutants_page(rows, options));
  });
}

void add_mutants(CLI::App& app, options::ExitStatus& status) {
  constexpr std::uint64_t max = 1'000'000'000;
  struct Given : options::MutantOptions {
    std::string budget;  // as it is spelled
  };
  const auto given = std::make_shared<Given>();
  const auto here = installation::installation();
  given->patches = here.root / "impl/mutants";
  given->plugins = here.build / "impl/mutants";
  given->corpus = here.corpus();
  auto* mutants = app.add_subcommand(
      "mutants", "Look for every seeded bug in every mode: what is caught, how, and how soon");
  mutants->add_option("NAME", given->patterns,
                      "Only mutants with this in their names, or that it matches with its *");
  mutants
      ->add_option("--modes", given->modes,
                   "Only these modes; named: for each bug the one that its patch names")
      ->delimiter(',')
      ->allow_extra_args(false);
  mutants->add_option("--seed", given->seed, "The first seed")
      ->check(options::wrong_number, "")
      ->capture_default_str();
  mutants->add_option("--seeds", given->seeds, "How many seeds each mode gets")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000}))
      ->capture_default_str();
  mutants->add_option("--traces", given->traces, "How many traces check gets, for each seed")
      ->check(CLI::Range(std::uint64_t{1}, max))
      ->capture_default_str();
  mutants
      ->add_option("--fault-traces", given->fault_traces,
                   "How many traces faults gets, for each seed")
      ->check(CLI::Range(std::uint64_t{1}, max))
      ->capture_default_str();
  mutants->add_option("--budget", given->budget, "Stop after this time, without a verdict")
      ->default_str("1h");
  add_json(*mutants, given->json);
  add_reports(*mutants, given->reports);
  add_html(*mutants, given->html);
  mutants->callback([given, &status] {
    process::heed_signals();
    options::MutantOptions& options = *given;
    if (!given->budget.empty()) options.budget_ms = options::parse_time("--budget", given->budget);
    status = command::mutants(options);
  });
}

}  // namespace claimcheck::command
