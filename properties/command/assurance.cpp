// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "properties/command/commands.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/written_after.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/formats/gather.hpp"
#include "properties/html/pages.hpp"
#include "properties/modes/searches.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/report/assurance_page.hpp"
#include "properties/report/exploration_line.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

// Fixed, and no time in it: the page is the same on every machine.
constexpr std::uint64_t seed = 1;
constexpr std::uint64_t traces = 20'000;
constexpr std::uint64_t fault_traces = 1'000;

class Searches {
 public:
  explicit Searches(report::Assurance& assurance) : assurance_(assurance) {}

  void check() {
    search_for("check", modes::check_work(engine_, seed), traces, &report::Exercised::check);
  }
  void faults() {
    const process::SharedMemory<faults::Matrix> matrix;
    search_for("faults", modes::fault_work(engine_, seed, *matrix), fault_traces,
               &report::Exercised::faults);
  }
  void concurrent() {
    const concurrent::DrawnCases cases(engine_.api(), seed);
    search_for("concurrent", modes::concurrent_work(engine_, cases), cases.small_count(),
               &report::Exercised::concurrent);
  }
  // What was explored, as one would ask for it, a line for each scope.
  std::string explore() {
    std::string explored;
    explore::claim::ExploreOptions options;
    options.workers = explore::claim::max_workers(engine_);
    for (const auto& scope :
         explore::claim::stage_scopes(engine_.api(), explore::claim::ScopeSize::large)) {
      options.scope = scope;
      report::ExplorationLine line(options.deadline);
      options.progress = [&](const explore::Progress& progress) { line(progress); };
      const auto report = explore::claim::explore_engine(engine_, options);
      assurance_.is_finished &= report.limit == explore::Limit::none;
      count(report.counts.coverage, &report::Exercised::explore);
      for (const auto& finding : report.findings) blame(finding);
      explored += fmt::format("  {}: {} states up to symmetry, {} transitions\n", to_string(scope),
                              report.distinct, report.counts.engine_transitions);
    }
    return explored;
  }

 private:
  void search_for(std::string_view mode, const search::Work& work, std::uint64_t count_of_traces,
                  std::uint64_t report::Exercised::*counts) {
    search::Options options;
    options.traces = count_of_traces;
    report::ProgressLine line(mode);
    search::Events events;
    events.progress = [&](std::uint64_t done, std::uint64_t all) { line(done, all); };
    events.fails = [](const model::Trace&, const judge::Defect&, const std::string&) {};
    events.finds = [this](const judge::Finding& finding) { blame(finding); };
    const process::SharedMemory<process::Shared> shared;
    const auto found = search::search(engine_, work, options, events, *shared);
    count(found.coverage, counts);
    assurance_.is_finished &= found.traces_left == 0;
  }

  void count(const judge::Coverage& coverage, std::uint64_t report::Exercised::*mode) {
    for (auto& row : assurance_.rows) row.exercised.*mode += coverage[row.clause];
  }

  void blame(const judge::Finding& finding) {
    assurance_.rows[static_cast<std::size_t>(finding.defect.clause)].broken = true;
    fmt::print(stderr, "{} is broken: {}; claimcheck run shows how\n", name(finding.defect.clause),
               finding.message);
  }

  report::Assurance& assurance_;
  const engines::Engine engine_ = engines::Engine::named("indexed");
};

}  // namespace

options::ExitStatus assurance(const options::AssuranceOptions& options) {
  process::heed_signals();
  const auto started_ms = formats::now_ms();
  const auto old_text = options.into ? report::read_document(*options.into) : "";
  if (options.into)
    report::with_page(old_text, "assurance", "");  // complains before the work, not after
  report::Assurance assurance;
  assurance.rows = report::rows_of(report::evidence());
  assurance.budget = fmt::format(
      "indexed, seed {}: check {} traces, faults {}, concurrent {} cases, each in all "
      "interleavings",
      seed, traces, fault_traces,
      concurrent::exhaustive_cases(engines::Engine::named("indexed").api()));
  Searches searches(assurance);
  searches.check();
  searches.faults();
  searches.concurrent();
  assurance.scope = searches.explore();
  const auto text = report::page(assurance);
  fmt::print("{}", text);
  const auto status = reported(report::verdict(assurance), options.reports,
                               [&] { return formats::results_of(assurance, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_assurance(assurance, *options.json);
    if (options.html) report::write_document(*options.html, html::assurance_page(assurance));
    // What is kept is of the whole budget.
    if (options.into && assurance.is_finished)
      report::write_document(*options.into, report::with_page(old_text, "assurance", text));
  });
}

}  // namespace claimcheck::command
