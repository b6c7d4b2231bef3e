// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "properties/command/commands.hpp"
#include "properties/command/jobs.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/run.hpp"
#include "properties/command/written_after.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/engines/engine.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/formats/gather.hpp"
#include "properties/generate/abilities.hpp"
#include "properties/html/pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/kernel/built.hpp"
#include "properties/kernel/coverage.hpp"
#include "properties/mail/mail.hpp"
#include "properties/merge/shard_report.hpp"
#include "properties/modes/counted.hpp"
#include "properties/modes/searches.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/plugin.hpp"
#include "properties/replay/corpus.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/exploration_line.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/report/reach_report.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/search/search.hpp"
#include "properties/store/interrupted.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

void print_header(const options::RunOptions& options) {
  report::print_fitted(fmt::format("claimcheck {}  seed {}  engine {}\n", report::version,
                                   options.seed, kernel::engine_title(options.engine)));
  fmt::print("budget {}+{} traces, {} cases, {} s  cores {}", options.amounts.traces,
             options.amounts.fault_traces, options.amounts.cases, options.budget_ms / 1000,
             std::thread::hardware_concurrency());
  if (options.shards > 1) fmt::print("  shard {}/{}", options.shard + 1, options.shards);
  if (options.jobs > 1) fmt::print("  jobs {}", options.jobs);
  if (!options.shard_source.empty()) fmt::print(" from {}", options.shard_source);
  fmt::print("\n");
  std::fflush(stdout);
}

// With what there is to say of it. Throws engines::EngineError.
engines::Engine engine_to_run(const options::RunOptions& options) {
  auto engine = process::engine_named(options.engine, static_cast<int>(options.hang_timeout_ms));
  report::print_about(engine);
  if (const auto out = generate::left_out(generate::abilities_of(engine.api())); !out.empty()) {
    fmt::print("not asked, as the engine says that it cannot: {}\n", out);
    std::fflush(stdout);
  }
  return engine;
}

using Clock = std::chrono::steady_clock;

// All that the searches of one run share.
class Run {
 public:
  explicit Run(const options::RunOptions& options)
      : options_(options),
        end_(Clock::now() + std::chrono::milliseconds(options.budget_ms)),
        deadline_(end_),
        modes_left_(options.modes.replay + options.modes.check + options.modes.faults +
                    options.modes.concurrent + options.modes.explore),
        engine_(engine_to_run(options)) {
    report_.take_engine(engine_);
    report_.modes = options.modes;
    for (std::size_t site = 0; site < faults::site_count(engine_.api()); ++site) {
      report_.sites.emplace_back(engine_.api().sites[site].name);
    }
  }

  report::RunReport all() && {
    if (options_.modes.replay) {
      begin_mode();
      report_.replay = replay::replay_corpus(engine_, options_.corpus, limits(deadline_));
      report::print_replay(report_.replay, engine_.name());
    }
    know();
    store::RunFile file(options_.save, options_.engine, options_.seed);
    file_ = &file.state();
    take_up_interrupted();
    file_->begun = true;
    if (options_.modes.check && goes_on()) with_what_was_seen([this] { check(); });
    if (options_.modes.faults && goes_on()) with_what_was_seen([this] { sweep_faults(); });
    if (options_.modes.concurrent && goes_on()) with_what_was_seen([this] { interleave(); });
    if (options_.modes.explore && goes_on()) with_what_was_seen([this] { explore(); });
    return std::move(report_);
  }

 private:
  replay::Limits limits(Clock::time_point deadline) const {
    return {deadline, static_cast<int>(options_.hang_timeout_ms)};
  }

  bool goes_on() const {
    return report_.refused.empty() && (!options_.fail_fast || report_.found.empty());
  }

  // An engine that cannot be used for the first thing that it is asked is no engine; later, what
  // was seen of it until then is told.
  template <class Part>
  void with_what_was_seen(Part part) {
    try {
      part();
    } catch (const engines::EngineError& error) {
      if (report_.replay.empty() && report_.stages.empty()) throw;
      report_.refused = error.what();
    }
  }

  // The modes to come keep a part of the budget each: none is starved by those before it.
  void begin_mode() {
    constexpr int part = 8;  // of the budget, for each mode to come
    --modes_left_;
    const auto reserve = std::chrono::milliseconds(options_.budget_ms) / part * modes_left_;
    const auto now = Clock::now();
    deadline_ = std::max(end_ - reserve, now + (end_ - now) / (modes_left_ + 1));
  }

  // What a trace of --known breaks is a defect that is known.
  void know() {
    if (options_.known.empty()) return;
    ++modes_left_;
    begin_mode();
    for (const auto& folder : options_.known) {
      for (const auto& replayed : replay::replay_corpus(engine_, folder, limits(deadline_))) {
        if (!replayed.difference || replayed.verdict == replay::Replayed::wrong_file) continue;
        auto finding = judge::finding_of(*replayed.difference, replayed.trace, engine_.name());
        report_.known.push_back({std::move(finding), replayed.path});
      }
    }
    fmt::print("known: {} traces break a clause and are not listed\n", report_.known.size());
  }

  // A run that was killed may have been killed by what it ran: that trace comes first.
  void take_up_interrupted() {
    if (options_.job != 0) return;
    const auto interrupted = store::interrupted_runs(options_.save, options_.engine, engine_);
    if (interrupted.empty()) return;
    for (const auto& run : interrupted) {
      fmt::print("taken up: the trace that was running when a run was killed, from {}\n",
                 installation::show(run.file));
    }
    search::Work work;
    work.trace = [&](std::uint64_t index) { return interrupted[index].trace; };
    work.probe.find = [&](const search::SearchContext& context, std::uint64_t index) {
      auto trace = interrupted[index].trace;
      context.running(trace);
      return search::check_one(context, trace);
    };
    ++modes_left_;
    begin_mode();
    search::Options searching;
    searching.traces = interrupted.size();
    searching.deadline = deadline_;
    search("taken up", work, searching);
    if (report_.stages.back().report.traces_left > 0) return;  // the next run takes them up
    for (const auto& run : interrupted) std::filesystem::remove(run.file);
  }

  void check() {
    begin_mode();
    const auto searching = sharded(options_.amounts.traces);
    modes::Counted counted(
        reach::Plan(modes::check_work(engine_, options_.seed).trace, searching.traces));
    search("check", modes::check_work(engine_, options_.seed, counted.generated()), searching,
           &counted);
  }

  void sweep_faults() {
    begin_mode();
    const process::SharedMemory<faults::Matrix> matrix;
    modes::Counted counted;
    search("faults", modes::fault_work(engine_, options_.seed, *matrix, counted.generated()),
           sharded(options_.amounts.fault_traces), &counted);
    report_.matrix = *matrix;
  }

  void interleave() {
    begin_mode();
    const concurrent::DrawnCases cases(engine_.api(), options_.seed,
                                       options_.amounts.three_threads_percent);
    modes::Counted counted;
    search("concurrent", modes::concurrent_work(engine_, cases, counted.generated()),
           sharded(cases.small_count() + options_.amounts.cases), &counted);
  }

  // Divided by scopes.
  void explore() {
    begin_mode();
    const auto size = options_.effort == options::Effort::quick ? explore::claim::ScopeSize::small
                                                                : explore::claim::ScopeSize::large;
    const auto scopes = explore::claim::stage_scopes(engine_.api(), size);
    for (std::size_t number = options_.shard; number < scopes.size(); number += options_.shards) {
      explore(number, scopes[number]);
    }
    if (options_.shards > 1) {
      fmt::print("\nexplore: {} of {} scopes are of this shard\n", report_.explorations.size(),
                 scopes.size());
    }
  }

  void explore(std::size_t number, const explore::claim::Scope& scope) {
    report::ExplorationLine line(deadline_);
    explore::claim::ExploreOptions exploring;
    exploring.scope = scope;
    exploring.workers = explore::claim::max_workers(engine_);
    exploring.hang_timeout_ms = static_cast<int>(options_.hang_timeout_ms);
    exploring.deadline = deadline_;
    if (options_.job == 0) {
      exploring.progress = [&](const explore::Progress& progress) { line(progress); };
    }
    report_.explorations.push_back(
        {number, scope, explore::claim::explore_engine(engine_, exploring)});
    for (const auto& finding : report_.explorations.back().report.findings) {
      if (!known().contains(finding.defect)) keep(finding, "explore");
    }
    report::print_exploration(report_.explorations.back(), engine_.argument());
  }

  // On disk before it is printed: what was printed is never lost.
  void keep(const judge::Finding& finding, const std::string& mode) {
    const auto path = saved(finding, engine_.name(), options_.save, options_.corpus,
                            kernel::engine_provenance(options_.engine));
    report::print_finding(finding, path, engine_.argument());
    std::fflush(stdout);
    report_.found.push_back({finding, path, mode});
  }

  judge::Defects known() const {
    judge::Defects defects;
    for (const auto& known : report_.known) defects.insert(known.finding.defect);
    for (const auto& found : report_.found) defects.insert(found.finding.defect);
    return defects;
  }

  search::Options sharded(std::uint64_t traces) const {
    search::Options searching;
    searching.traces = traces;
    searching.shard = options_.shard;
    searching.shards = options_.shards;
    searching.deadline = deadline_;
    if (options_.fail_fast) searching.max_findings = 1;
    return searching;
  }

  void search(const std::string& name, const search::Work& work, search::Options searching,
              const modes::Counted* counted = nullptr) {
    searching.known = known();
    searching.hang_timeout_ms = static_cast<int>(options_.hang_timeout_ms);
    report::ProgressLine progress(name, deadline_);
    search::Events events;
    events.progress = [&](std::uint64_t done, std::uint64_t all) {
      if (options_.job == 0) progress(done, all);
    };
    events.fails = [&](const model::Trace& trace, const judge::Defect& defect,
                       const std::string& message) {
      progress.clear();
      report::print_failure(trace, defect, message);
    };
    events.finds = [&](const judge::Finding& finding) {
      progress.clear();
      keep(finding, name);
    };
    const process::SharedMemory<modes::Timeline> timeline;
    const auto timed = modes::timed(work, searching.traces, *timeline);
    auto found = search::search(engine_, timed, searching, events, file_->shared);
    report_.refused = found.refused;
    report_.stages.push_back({name, std::move(found), *timeline});
    if (counted) report_.stages.back().reached = counted->result();
    report::print_stage(report_.stages.back());
  }

  const options::RunOptions& options_;
  Clock::time_point end_;       // of the whole run
  Clock::time_point deadline_;  // of the mode
  int modes_left_;
  engines::Engine engine_;
  store::RunState* file_ = nullptr;  // lives while all() runs
  report::RunReport report_;
};

}  // namespace

namespace {

SearchedRun searched_here(const options::RunOptions& options) {
  const auto tree = kernel::sources_of(options.engine);
  SearchedRun run;
  // Before the engine is loaded.
  if (!tree.empty()) run.map = std::make_unique<kernel::CoverageMap>();
  run.report = Run(options).all();
  if (run.map) run.report.text = kernel::coverage_of(options.engine, tree, *run.map);
  return run;
}

// One that cannot be used is told before there are jobs.
SearchedRun searched_by_jobs(const options::RunOptions& options) {
  SearchedRun run;
  if (!kernel::sources_of(options.engine).empty()) {
    run.map = std::make_unique<kernel::CoverageMap>();
  }
  const auto engine = engine_to_run(options);
  run.report = run_by_jobs(
      options, [](const options::RunOptions& part) { return searched_here(part).report; });
  run.report.take_engine(engine);
  report::print_searches(run.report, engine.name());
  return run;
}

}  // namespace

SearchedRun searched(const options::RunOptions& options) {
  print_header(options);
  return options.jobs > 1 ? searched_by_jobs(options) : searched_here(options);
}

options::ExitStatus print_report(const report::RunReport& report,
                                 const options::RunOptions& options) {
  if (options.verbose) {
    if (options.modes.faults) report::print_matrix(report);
    report::print_clauses(report);
    fmt::print("{}", report::generated_table(report));
  }
  fmt::print("\n{}", report::summary(report));
  report::print_warnings(report);
  report::print_text_coverage(report);
  return report::print_verdict(report);
}

void write_of_kernel(const SearchedRun& run, const options::RunOptions& options) {
  const auto tree = kernel::sources_of(options.engine);
  if (options.coverage) {
    report::write_document(*options.coverage, kernel::annotated_text(*run.report.text, tree));
  }
  if (!options.reply) return;
  const auto engine = process::engine_named(options.engine);
  const auto root = installation::installation().root;
  const auto mail =
      mail::mail_of({engine, run.report, tree, root, *run.map, !options.against.empty()});
  if (*options.reply == "-") {
    fmt::print("\n{}", mail);
  } else {
    report::write_document(*options.reply, mail);
  }
}

void write_html(const report::RunReport& report, const options::RunOptions& options) {
  if (!options.html) return;
  const auto engine = process::engine_named(options.engine);
  report::write_document(*options.html, html::run_page(engine, report, options));
}

namespace {

// A shard's report has what `merge` needs as well.
nlohmann::json json_of(const report::RunReport& report, const options::RunOptions& options) {
  auto document = report::to_json(report, options);
  if (options.shards > 1) document["state"] = merge::state_of(report, options);
  return document;
}

}  // namespace

options::ExitStatus run(const options::RunOptions& options) {
  process::heed_signals();
  if (!options.against.empty()) return run_against(options);
  const auto started_ms = formats::now_ms();
  const auto run = searched(options);
  const auto printed = print_report(run.report, options);
  const auto status = reported(printed, options.reports,
                               [&] { return formats::results_of(run.report, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_json(json_of(run.report, options), *options.json);
    write_html(run.report, options);
    write_of_kernel(run, options);
  });
}

}  // namespace claimcheck::command
