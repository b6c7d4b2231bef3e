// SPDX-License-Identifier: MIT
#include "properties/concurrent/concurrent_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "model/step.hpp"
#include "model/trace_text.hpp"
#include "properties/check/observe.hpp"
#include "properties/concurrent/controlled_environment.hpp"
#include "properties/concurrent/judge.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/picture.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::concurrent {
namespace {

using check::Difference;
using model::Clause;

// One trace on one engine, again and again: what the scheduler calls a program.
class Subject {
 public:
  Subject(const driver::Engine& engine, const model::Trace& trace)
      : engine_(engine), trace_(trace), before_(model::initial_state(trace.setup)) {
    for (std::size_t place = 0; place < trace.steps.size(); ++place) {
      const auto& step = trace.steps[place];
      translated_.push_back(std::make_unique<driver::Translated>(step.operation));
      if (step.thread == 0) {
        model::step<model::Checks::off>(trace.setup, before_, step.operation);
        continue;
      }
      if (step.thread > threads_.size()) threads_.resize(step.thread);
      threads_[step.thread - 1].push_back(place);
    }
  }

  schedule::Program program() {
    return {[this](schedule::Scheduler& scheduler) { return begin(scheduler); },
            [this](const schedule::Execution& execution) { end(execution); }};
  }

  const ClaimHistory& history() const { return history_; }
  const std::optional<Difference>& difference() const { return difference_; }

 private:
  std::vector<schedule::Body> begin(schedule::Scheduler& scheduler) {
    environment_ = std::make_unique<ControlledEnvironment>(scheduler);
    hosted_ = std::make_unique<driver::Hosted>(engine_, trace_.setup, environment_->interface());
    for (std::size_t place = 0; place < trace_.steps.size(); ++place) {
      if (trace_.steps[place].thread == 0) apply(place);
    }
    touch_everything();
    history_.assign(trace_.steps.size(), {});
    clock_ = 0;
    std::vector<schedule::Body> bodies;
    for (std::size_t thread = 0; thread < threads_.size(); ++thread) {
      bodies.push_back([this, &scheduler, thread] { run_thread(scheduler, thread); });
    }
    return bodies;
  }

  check::Observed apply(std::size_t place) {
    return check::apply(*hosted_, trace_.steps[place].operation, *translated_[place]);
  }

  // The search needs names for locks and data that hold in every execution: it gets them by seeing
  // everything used once before the threads start.
  void touch_everything() {
    for (std::uint32_t id = 0; id < before_.regions.size(); ++id) {
      const model::Operation available = model::ReadAvailable{id};
      check::apply(*hosted_, available, driver::Translated(available));
      for (const auto& device : before_.regions[id].devices) {
        const model::Operation size = model::ReadSize{{id, device.index}};
        check::apply(*hosted_, size, driver::Translated(size));
      }
    }
  }

  void run_thread(schedule::Scheduler& scheduler, std::size_t thread) {
    for (const auto place : threads_[thread]) {
      const auto& step = trace_.steps[place];
      if (scheduler.recording()) {
        scheduler.note(schedule::NoteKind::Begin, model::print(trace_, step.operation));
      }
      scheduler.invoke("begin");
      auto& call = history_[place];
      call.thread = thread;
      call.operation = {&step.operation, nullptr, place};
      call.invoke = ++clock_;
      environment_->begin(step.faults);
      auto observed = apply(place);
      const auto injected = environment_->injected();
      scheduler.respond("end");
      call.response = ++clock_;
      if (scheduler.recording()) {
        scheduler.note(schedule::NoteKind::End, check::describe(trace_, step.operation, observed));
      }
      call.outcome = Answer{std::move(observed), injected};
    }
  }

  void end(const schedule::Execution& execution) {
    difference_.reset();
    if (execution.ending != schedule::Ending::GivenUp) judge(execution);
    hosted_.reset();
  }

  void differ(Clause clause, std::string aspect, std::string message, std::size_t step) {
    if (difference_) return;
    difference_ = Difference{{clause, std::move(aspect)}, step, std::move(message)};
  }

  void judge(const schedule::Execution& execution) {
    const auto last = trace_.steps.size() - 1;
    const auto story = schedule::describe(execution);
    switch (execution.ending) {
      case schedule::Ending::Deadlock:
        differ(Clause::C3, "deadlock", first_line(story), last);
        return;
      case schedule::Ending::Livelock:
        differ(Clause::C3, "livelock", first_line(story), last);
        return;
      case schedule::Ending::Misuse:
        differ(Clause::C3, "lock", execution.misuse, last);
        return;
      default:
        break;
    }
    judge_history();
    if (!execution.races.empty()) {
      differ(Clause::C3, fmt::format("race on {}", execution.races.front().first.name),
             first_line(story), last);
    }
  }

  void judge_history() {
    auto difference =
        concurrent::judge_history(trace_, before_, calls(), clock_ + 1, *hosted_, snapshot_);
    if (difference && !difference_) difference_ = std::move(difference);
  }

  // The steps of threads, without the holes that the sequential steps leave.
  ClaimHistory calls() const {
    ClaimHistory calls;
    for (const auto& call : history_) {
      if (call.operation.operation) calls.push_back(call);
    }
    return calls;
  }

  static std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

  const driver::Engine& engine_;
  const model::Trace& trace_;
  model::State before_;  // the contract's, when the threads start
  std::vector<std::unique_ptr<driver::Translated>> translated_;  // by step
  std::vector<std::vector<std::size_t>> threads_;                // places of their steps
  std::unique_ptr<ControlledEnvironment> environment_;           // outlives hosted_
  std::unique_ptr<driver::Hosted> hosted_;
  ClaimHistory history_;  // by step; sequential ones empty
  linearizability::Stamp clock_ = 0;
  driver::Snapshot snapshot_;
  std::optional<Difference> difference_;
};

std::size_t switches(const schedule::Execution& execution) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < execution.events.size(); ++i) {
    if (execution.events[i].thread != execution.events[i - 1].thread) ++count;
  }
  return count;
}

schedule::Schedule schedule_of(const model::Trace& trace) {
  schedule::Schedule threads;
  for (const auto thread : trace.schedule) threads.push_back(thread - 1);
  return threads;
}

schedule::Options options(bool record_notes) {
  schedule::Options options;
  options.record_notes = record_notes;
  return options;
}

}  // namespace

Runner::Runner(const driver::Engine& engine, bool record_notes)
    : engine_(engine), scheduler_(options(record_notes)) {}

schedule::Exploration Runner::explore(const model::Trace& trace, schedule::Strategy& strategy,
                                      const schedule::Limits& limits, const Look& look) {
  Subject subject(engine_, trace);
  return schedule::explore(scheduler_, subject.program(), strategy, limits,
                           [&](const schedule::Execution& execution) {
                             return look({execution, subject.history(), subject.difference()});
                           });
}

namespace {

// At most one: the first execution that differs ends the search.
std::vector<Difference> first_difference(const driver::Engine& engine, const model::Trace& trace,
                                         schedule::Strategy& strategy,
                                         std::uint64_t most_executions) {
  Runner runner(engine);
  std::vector<Difference> differences;
  schedule::Limits limits;
  limits.max_executions = most_executions;
  runner.explore(trace, strategy, limits, [&](const Runner::Judged& judged) {
    if (judged.difference) differences.push_back(*judged.difference);
    return differences.empty();
  });
  return differences;
}

std::vector<Difference> replayed(const driver::Engine& engine, const model::Trace& trace) {
  schedule::Replay strategy(schedule_of(trace));
  auto differences = first_difference(engine, trace, strategy, 1);
  if (!strategy.refusal().empty()) {
    Difference refused;
    refused.defect.clause = Clause::C1;
    refused.defect.aspect = "schedule";
    refused.step = trace.steps.size() - 1;
    refused.message = strategy.refusal();
    differences.assign(1, refused);
  }
  return differences;
}

}  // namespace

std::optional<Difference> run(const driver::Engine& engine, const model::Trace& trace,
                              std::uint64_t most_executions) {
  schedule::OptimalReduction strategy;
  const auto differences = trace.schedule.empty()
                               ? first_difference(engine, trace, strategy, most_executions)
                               : replayed(engine, trace);
  if (differences.empty()) return std::nullopt;
  return differences.front();
}

std::optional<model::Trace> with_schedule(const driver::Engine& engine, model::Trace trace,
                                          const check::Defect& defect,
                                          std::uint64_t most_executions) {
  trace.schedule.clear();
  Runner runner(engine);
  schedule::OptimalReduction strategy;
  schedule::Limits limits;
  limits.max_executions = most_executions;
  std::optional<std::size_t> fewest;
  schedule::Schedule best;
  runner.explore(trace, strategy, limits, [&](const Runner::Judged& judged) {
    if (!judged.difference || judged.difference->defect != defect) return true;
    const auto count = switches(judged.execution);
    if (!fewest || count < *fewest) {
      fewest = count;
      best = schedule::schedule_of(judged.execution);
    }
    return true;
  });
  if (!fewest) return std::nullopt;
  for (const auto thread : best) trace.schedule.push_back(thread + 1);
  return trace;
}

std::string picture(const driver::Engine& engine, const model::Trace& trace) {
  Runner runner(engine, true);
  schedule::Replay strategy(schedule_of(trace));
  std::string text;
  runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
    text = schedule::picture(judged.execution.threads, schedule::rows_of(judged.execution));
    text += schedule::describe(judged.execution);
    if (judged.difference) text += judged.difference->message + "\n";
    return true;
  });
  return text;
}

}  // namespace claimcheck::concurrent
