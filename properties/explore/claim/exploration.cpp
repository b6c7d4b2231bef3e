// SPDX-License-Identifier: MIT
#include "properties/explore/claim/exploration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "properties/explore/claim/attempt.hpp"
#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/claim/divided.hpp"
#include "properties/explore/claim/message.hpp"
#include "properties/explore/claim/model_search.hpp"
#include "properties/explore/claim/told.hpp"
#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/search/crash.hpp"
#include "properties/search/search_range.hpp"
#include "properties/shrink/shrink.hpp"

namespace claimcheck::explore::claim {
namespace {

constexpr std::uint64_t max_crashes = 100;  // an engine that crashes everywhere ends the search
constexpr std::size_t max_shrink_attempts = 20'000;
constexpr int max_crash_hang_timeout_ms = 2000;  // while it is looked for what hung

class EngineExploration {
 public:
  EngineExploration(const engines::Engine& engine, const ExploreOptions& options)
      : engine_(engine), options_(options), common_(options.scope, true) {
    if (is_divided(options)) divided_.emplace(options);
  }

  Report run() {
    try {
      return explore_it();
    } catch (const engines::EngineError&) {
      // What was found before it could not be used any more is found all the same.
      if (is_shared() || (told_.empty() && crash_findings_.empty())) throw;
      return complete({});
    }
  }

 private:
  bool is_shared() const { return divided_ && divided_->ranks().size() > 1; }

  Report explore_it() {
    if (divided_) divided_->explore_states(search_options(options_, options_.progress));
    for (;;) {
      const bool is_late = process::is_past(options_.deadline);
      auto attempt = is_late ? Attempt{Attempt::Kind::late, {}, {}, {}} : try_once();
      if (is_shared()) attempt = together(attempt, divided_->ranks());
      switch (attempt.kind) {
        case Attempt::Kind::finished:
          return complete(finished(std::move(attempt)));
        case Attempt::Kind::out_of_memory:
          return complete(cut_short(attempt, Limit::memory));
        case Attempt::Kind::late:
          return complete(cut_short(attempt, Limit::progress));
        case Attempt::Kind::crashed:
          take(*attempt.crash);
      }
      if (crashes_ == max_crashes || !went_on_) {
        return complete(std::move(attempt.report).value_or(Report{}));
      }
    }
  }

  // What the model's half came to, and a crash on another rank, are known all the same.
  Report cut_short(const Attempt& attempt, Limit limit) {
    if (attempt.crash) take(*attempt.crash);
    return limited(divided_ ? divided_->states() : Report{}, limit);
  }

  Attempt try_once() {
    notes_.clear();
    Attempt attempt;
    const auto ending = process::run_in_child(
        *shared_, {options_.hang_timeout_ms}, [this](const process::Send& send) { work(send); },
        [&](std::string_view text) { receive(text, attempt); }, options_.deadline);
    if (ending.kind == process::Ending::Kind::finished) return attempt;
    attempt.kind = Attempt::Kind::crashed;
    if (ending.kind == process::Ending::Kind::out_of_memory) {
      attempt.kind = Attempt::Kind::out_of_memory;
    } else if (ending.kind == process::Ending::Kind::late) {
      attempt.kind = Attempt::Kind::late;
    } else {
      attempt.crash = crash_that(ending);
    }
    return attempt;
  }

  // What the ranks found together is shrunk once, by the first, and again in a child.
  Report finished(Attempt attempt) {
    auto report = std::move(*attempt.report);
    if (is_shared() && divided_->ranks().rank() == 0) {
      Attempt shrunk;
      process::run_in_child(
          *shared_, {options_.hang_timeout_ms},
          [&](const process::Send& send) {
            Report found;
            for (const auto& one : attempt.found) found.findings.push_back(finding_of(one));
            send(encode(found));
          },
          [&](std::string_view text) { receive(text, shrunk); }, options_.deadline);
      if (shrunk.report) {
        report.findings = std::move(shrunk.report->findings);
      } else {
        for (const auto& one : attempt.found) told_.add(unshrunk(one, engine_.name()));
      }
    }
    return divided_ ? divided_->whole(std::move(report)) : report;
  }

  void work(const process::Send& send_one) {
    std::mutex sending;  // workers send too
    const auto send = [&](const std::string& text) {
      const std::lock_guard lock(sending);
      send_one(text);
    };
    Counterexamples found(
        [&](const Counterexample& one) { send(encode(unshrunk(one, engine_.name()))); });
    Target target{engine_, &notes_, &shared_->beats, set_aside_, &found};
    target.stop = &shared_->stop;
    target.marks = std::span(shared_->marks).subspan(1);
    auto options =
        search_options(options_, [&](const Progress& progress) { send(encode(progress)); });
    // The parent is who hears of a signal.
    options.progress = [this, goes_on = options.progress](const Progress& progress) {
      return goes_on(progress) && !shared_->stop;
    };
    // What a child may take, less what the engine and the rest of us may want.
    options.max_memory_bytes =
        std::min<std::size_t>(options.max_memory_bytes, process::max_memory_bytes / 4 * 3);
    ClaimModel model(options_.scope, target);
    auto report = divided_ ? divided_->run_edges(std::move(model), options)
                           : search(std::move(model), options);
    for (const auto& counterexample : found.all()) {
      ++shared_->beats;
      if (is_shared()) {
        send(encode(counterexample));
      } else {
        report.findings.push_back(finding_of(counterexample));
      }
    }
    send(encode(report));
  }

  void receive(std::string_view text, Attempt& attempt) {
    auto message = decode(text);
    if (const auto* progress = std::get_if<Progress>(&message)) {
      if (options_.progress) options_.progress(*progress);
    } else if (auto* finding = std::get_if<judge::Finding>(&message)) {
      told_.add(std::move(*finding));
    } else if (auto* found = std::get_if<Counterexample>(&message)) {
      attempt.found.push_back(std::move(*found));
    } else {
      attempt.report = std::get<Report>(std::move(message));
    }
  }

  // The path is as short as can be in the scope; shrinking takes out what of the scope the trace
  // does not need, and gives it the form in which random search would have found it.
  judge::Finding finding_of(const Counterexample& counterexample) {
    const auto engine = engine_.marked(shared_->marks[0]);
    const auto runs = [&](const model::Trace& trace) {
      ++shared_->beats;
      if (shared_->stop) throw judge::Stopped{};
      auto difference = judge::run(engine, trace);
      const bool shows = difference && judge::covers(difference->defect, counterexample.defect);
      return shows ? difference : std::optional<judge::Difference>();
    };
    judge::Finding shrunk;
    shrunk.trace = counterexample.trace;
    auto best = counterexample.trace;
    std::optional<judge::Difference> again;
    bool stopped = false;
    try {
      if (counterexample.reproduced) {
        shrunk = search::shrink_to_finding(
            counterexample.trace, counterexample.defect,
            [&](const model::Trace& trace) {
              auto difference = runs(trace);
              if (!difference) return false;
              again = std::move(difference);
              best = trace;
              return true;
            },
            max_shrink_attempts);
      }
      again = runs(shrunk.trace);
    } catch (const judge::Stopped&) {
      stopped = true;  // the deadline passed: what there is by then counts
      shrunk.trace = judge::with_outcomes(shrink::without_unused_tags(best));
    }
    const judge::Difference before{counterexample.defect, counterexample.step,
                                   counterexample.message};
    auto finding = judge::finding_of(again.value_or(before), shrunk.trace, engine_.name());
    finding.reproduced = stopped ? counterexample.reproduced : again.has_value();
    finding.unshrunk_steps = counterexample.trace.steps.size();
    finding.attempts = shrunk.attempts;
    finding.shrunk_to_end = shrunk.shrunk_to_end && !stopped;
    return finding;
  }

  // One of the workers' transitions ended the child. It is looked for by running each once more.
  Crash crash_that(const process::Ending& ending) {
    for (const auto& note : notes_.taken()) {
      const auto trace = running_trace(note);
      const auto step = crash_of(trace);
      if (!step) continue;
      Crash crash{note.path_length, std::nullopt, crash_finding(trace, *step, ending)};
      if (!trace.steps.empty()) crash.kind = kind_of(trace, *step);
      return crash;
    }
    for (const auto& note : notes_.taken()) refuse_clone(note);
    const judge::Difference lost{
        {model::Clause::A4, ending.describe()},
        0,
        ending.describe() + (process::is_past(options_.deadline)
                                 ? ", and there was no time to see which trace did so"
                                 : ", and none of the traces that ran does so again")};
    auto finding = judge::finding_of(lost, common_.trace, "");
    finding.reproduced = false;
    return {0, std::nullopt, std::move(finding), true};
  }

  void take(const Crash& crash) {
    ++crashes_;
    went_on_ = crash.kind && set_aside_.insert(*crash.kind).second;
    const bool known = std::ranges::any_of(crash_findings_, [&](const judge::Finding& other) {
      return judge::covers(other.defect, crash.finding.defect);
    });
    if (crash.is_lost || !known) crash_findings_.push_back(crash.finding);
  }

  // A trace has no operation that clones: what ends the process in clone(), or in a copy where the
  // original goes on, is no defect that could be replayed. With several workers any may have done
  // it: each is tried.
  void refuse_clone(const Notes::Note& note) {
    if (!engine_.api().clone) return;
    const auto trace = running_trace(note);
    const bool is_path = note.operation == Notes::replaying || note.operation == Notes::cloning;
    const std::size_t path_length = trace.steps.size() - (is_path ? 0 : 1);
    shared_->step = path_length;
    const auto ending = in_child([&](const process::Send&) { run_on_clone(trace, path_length); });
    if (ending.kind == process::Ending::Kind::finished ||
        ending.kind == process::Ending::Kind::late || shared_->step < path_length) {
      return;
    }
    throw engines::EngineError(
        fmt::format("{}: {} {}; where it is NULL, states are reached by replaying", engine_.name(),
                    shared_->step == path_length ? "clone()" : "a copy that clone() made is",
                    ending.describe()));
  }

  // The operation behind the path, if there is one, on a copy of the engine at the path's end.
  void run_on_clone(const model::Trace& trace, std::size_t path_length) {
    engines::Instance instance(engine_.marked(shared_->marks[0]), trace.setup);
    const auto apply = [&](engines::Running& running, const model::Step& step) {
      ++shared_->beats;
      instance.environment().begin(step.faults);
      judge::apply(running, step.operation, engines::Translated(step.operation));
    };
    for (std::size_t step = 0; step < path_length; ++step) {
      shared_->step = step;
      apply(instance.running(), trace.steps[step]);
    }
    shared_->step = path_length;
    engines::Branch branch(instance.running());
    shared_->step = path_length + 1;
    if (path_length < trace.steps.size()) apply(branch, trace.steps.back());
  }

  model::Trace running_trace(const Notes::Note& note) const {
    model::Trace trace = common_.trace;
    for (std::uint32_t index = 0; index < note.path_length; ++index) {
      trace.steps.push_back({common_.operations[note.path[index]], {}, {}});
    }
    const std::uint32_t operation = note.operation;
    if (operation == Notes::replaying || operation == Notes::cloning) return trace;
    trace.steps.push_back({common_.operations[operation], {}, {}});
    if (const std::uint32_t nth = note.nth) {
      const std::string site = note.site.data();
      trace.steps.back().faults = {{site, nth, false, injected_error(site)}};
    }
    return trace;
  }

  process::Ending in_child(const std::function<void(const process::Send&)>& work) {
    const int hang_timeout_ms = std::min(options_.hang_timeout_ms, max_crash_hang_timeout_ms);
    return process::run_in_child(
        *shared_, {hang_timeout_ms}, work, [](std::string_view) {}, options_.deadline);
  }

  // The step in which the trace ends the process; its number of steps: in destroy().
  std::optional<std::size_t> crash_of(const model::Trace& trace) {
    const auto ending = in_child([&](const process::Send&) {
      judge::Watch watch;
      watch.begins = [this](std::size_t step) {
        shared_->step = step;
        ++shared_->beats;
        if (shared_->stop) throw judge::Stopped{};
      };
      judge::run(engine_.marked(shared_->marks[0]), trace, watch);
    });
    if (ending.kind == process::Ending::Kind::finished ||
        ending.kind == process::Ending::Kind::late) {
      return std::nullopt;
    }
    return shared_->step;
  }

  judge::Finding crash_finding(model::Trace trace, std::size_t step,
                               const process::Ending& ending) const {
    judge::Difference crash{search::defect_of(trace, {ending, step}), step,
                            search::message_of({ending, step}, engine_)};
    if (step < trace.steps.size()) {
      trace.steps.resize(step + 1);
    } else {
      crash.message += " while it is created or destroyed";
    }
    auto shown = judge::with_outcomes(shrink::without_unused_tags(std::move(trace)));
    auto finding = judge::finding_of(std::move(crash), std::move(shown), engine_.name());
    finding.last_lines = ending.last_lines;
    return finding;
  }

  // By all ranks, as the rest: what any of them was told.
  void share_told() {
    Report mine;
    mine.findings = told_.beside({});
    for (const std::string& text : divided_->ranks().gather(encode(mine))) {
      auto theirs = std::get<Report>(decode(text));
      for (auto& finding : theirs.findings) told_.add(std::move(finding));
    }
  }

  Report complete(Report report) {
    if (is_shared()) share_told();
    report.crashes = crashes_;
    for (auto& finding : told_.beside(report.findings)) {
      report.findings.push_back(std::move(finding));
    }
    report.findings.insert(report.findings.begin(), crash_findings_.begin(), crash_findings_.end());
    std::ranges::stable_sort(report.findings, {}, [](const judge::Finding& finding) {
      return finding.trace.steps.size();
    });
    for (auto& finding : report.findings) finding.search = "exploration";
    return report;
  }

  const engines::Engine& engine_;
  const ExploreOptions& options_;
  Common common_;
  std::optional<Divided> divided_;  // nothing: this process's memory holds all states
  process::SharedMemory<process::Shared> shared_;
  Notes notes_;
  std::set<TransitionKind> set_aside_;
  std::vector<judge::Finding> crash_findings_;
  Told told_;
  std::uint64_t crashes_ = 0;
  bool went_on_ = true;  // the last crash told of a transition that was not set aside before
};

}  // namespace

std::vector<model::Clause> Report::unreached() const {
  std::vector<model::Clause> clauses;
  for (const auto& goal : goals) {
    if (!goal.steps && counts.coverage[goal.clause] == 0) clauses.push_back(goal.clause);
  }
  return clauses;
}

Verdict Report::overall() const {
  if (!findings.empty()) return Verdict::broken;
  const bool looked_at_all = counts.transitions_set_aside == 0 && counts.states_not_entered == 0;
  if (verdict != Verdict::holds || !looked_at_all || !unreached().empty()) {
    return Verdict::not_finished;
  }
  return Verdict::holds;
}

Report explore_model(const ExploreOptions& options) {
  const auto search = search_options(options, options.progress);
  if (is_divided(options)) return with_its_end(Divided(options).explore_model(search));
  return with_its_end(explore::claim::search(ClaimModel(options.scope), search));
}

Report explore_engine(const engines::Engine& engine, const ExploreOptions& options) {
  validate(options.scope);
  return with_its_end(EngineExploration(engine, options).run());
}

}  // namespace claimcheck::explore::claim
