// SPDX-License-Identifier: MIT
#include "properties/concurrent/trace_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/concurrent/source_line.hpp"
#include "properties/concurrent/takedown.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/judge/agreement.hpp"
#include "properties/judge/blame.hpp"
#include "properties/judge/observe.hpp"
#include "properties/judge/warnings.hpp"

namespace claimcheck::concurrent {
namespace {

using judge::Difference;
using model::Clause;

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// What makes a race the one it is: the data, or where its name is not known the two lines.
std::string object_of(const schedule::Race& race) {
  const std::string_view name = race.first.name;
  if (!name.empty()) return std::string(name);
  auto first = source_line(race.first.source);
  auto second = source_line(race.second.source);
  if (second < first) std::swap(first, second);
  return fmt::format("{} and {}", first, second);
}

// What kept the execution from its end; empty where nothing did.
std::string_view obstacle(const schedule::Execution& execution) {
  switch (execution.ending) {
    case schedule::Ending::deadlock:
      return "deadlock";
    case schedule::Ending::livelock:
      return "livelock";
    case schedule::Ending::misuse:
      return "lock";
    default:
      return {};
  }
}

}  // namespace

TraceProgram::TraceProgram(const engines::Engine& engine, const model::Trace& trace,
                           schedule::Scheduler& scheduler, bool record_askings,
                           std::function<void()> tears_down)
    : engine_(engine),
      trace_(trace),
      scheduler_(scheduler),
      record_askings_(record_askings),
      tears_down_(std::move(tears_down)),
      environment_(scheduler, record_askings),
      askings_(record_askings ? trace.steps.size() : 0) {
  auto before = model::initial_state(trace.setup);
  for (std::size_t position = 0; position < trace.steps.size(); ++position) {
    const auto& step = trace.steps[position];
    translated_.emplace_back(step.operation);
    if (step.thread == 0) {
      model::step<model::Checks::off>(trace.setup, before, step.operation);
      continue;
    }
    if (step.thread > threads_.size()) threads_.resize(step.thread);
    threads_[step.thread - 1].push_back({position, history_.size()});
    history_.push_back({});
    history_.back().thread = step.thread - 1;
    history_.back().operation = {&step.operation, nullptr, position};
  }
  prepare_warm_ups(before);
  judge_.emplace(trace, std::move(before));
}

// The search needs names for locks and data that hold in every execution: it gets them by seeing
// everything used once before the threads start.
void TraceProgram::prepare_warm_ups(const model::State& before) {
  auto state = before;
  const auto add = [&](const model::Operation& read) {
    if (!engines::can_be_asked(read, engine_.api())) return;
    auto outcome = model::step<model::Checks::off>(trace_.setup, state, read);
    warm_ups_.emplace_back(read, std::move(outcome));
  };
  for (std::uint32_t id = 0; id < before.regions.size(); ++id) {
    add(model::ReadAvailable{id});
    for (const auto& device : before.regions[id].devices) add(model::ReadSize{{id, device.index}});
  }
}

// What it reads is judged as any read is.
void TraceProgram::warm_up() {
  warm_up_difference_.reset();
  for (const auto& touch : warm_ups_) {
    const auto observed = judge::apply(*hosted_, touch.operation, touch.translated);
    const auto agreement = judge::agreement(touch.operation, touch.outcome, observed, {});
    if (agreement != judge::Agreement::none || warm_up_difference_) continue;
    const auto expected = judge::shown(touch.operation, touch.outcome);
    warm_up_difference_ =
        judge::Difference{judge::blame_outcome(touch.operation, touch.outcome, observed, false),
                          trace_.steps.size() - 1,
                          fmt::format("before the threads: {} returned {}, expected {}",
                                      model::print(trace_, touch.operation),
                                      judge::describe(trace_, touch.operation, observed),
                                      judge::describe(trace_, touch.operation, expected))};
  }
}

schedule::Program TraceProgram::program() {
  return {[this](schedule::Scheduler&) { return begin(); },
          [this](const schedule::Execution& execution) { end(execution); }};
}

// Half of an execution was to make this state anew, where the threads are as short as here.
void TraceProgram::prepare() {
  if (is_kept_) {
    hosted_->restore();
    scheduler_.restore_numbers();
    return;
  }
  hosted_.emplace(engine_, trace_.setup, environment_.interface());
  for (std::size_t step = 0; step < trace_.steps.size(); ++step) {
    if (trace_.steps[step].thread == 0) apply(step);
  }
  warm_up();
  is_kept_ = hosted_->keep();
  if (is_kept_) scheduler_.keep_numbers();
}

std::vector<schedule::Body> TraceProgram::begin() {
  prepare();
  for (auto& call : history_) call.outcome.reset();
  environment_.forget_warning();
  clock_ = 0;
  std::vector<schedule::Body> bodies;
  bodies.reserve(threads_.size());
  for (std::size_t thread = 0; thread < threads_.size(); ++thread) {
    bodies.emplace_back([this, thread] { run_thread(thread); });
  }
  return bodies;
}

judge::Observed TraceProgram::apply(std::size_t step) {
  return judge::apply(*hosted_, trace_.steps[step].operation, translated_[step]);
}

void TraceProgram::run_thread(std::size_t thread) {
  for (const auto position : threads_[thread]) run_operation(position);
}

void TraceProgram::run_operation(Place position) {
  const auto& step = trace_.steps[position.step];
  scheduler_.invoke("begin");
  // Not before: it has not begun where it only could.
  if (scheduler_.recording()) {
    scheduler_.note(schedule::NoteKind::begin, model::print(trace_, step.operation));
  }
  auto& call = history_[position.call];
  call.invoke = ++clock_;
  environment_.begin(step.faults);
  auto observed = apply(position.step);
  // A2: what was injected, or what the engine declares that it becomes.
  auto injected = environment_.injected();
  for (const auto& site : environment_.failed_sites()) {
    judge::append_declared_errors(engine_.api(), site, injected);
  }
  if (record_askings_) keep_most(askings_[position.step], environment_.asked());
  scheduler_.respond("end");
  call.response = ++clock_;
  if (scheduler_.recording()) {
    scheduler_.note(schedule::NoteKind::end, judge::describe(trace_, step.operation, observed));
  }
  call.outcome.emplace(Answer{std::move(observed), std::move(injected)});
}

void TraceProgram::end(const schedule::Execution& execution) {
  difference_.reset();
  tried_.reset();
  if (execution.ending != schedule::Ending::given_up) judge(execution);
  if (tears_down_) tears_down_();
  if (is_kept_) {
    hosted_->destroy();
  } else {
    hosted_.reset();
  }
}

void TraceProgram::judge(const schedule::Execution& execution) {
  Difference difference;
  difference.defect = {Clause::C3, std::string(obstacle(execution))};
  if (difference.defect.aspect.empty()) {
    difference_ = warm_up_difference_;
    if (difference_) return;
    difference_ = judge_->judge(history_, *hosted_, clock_ + 1);
    if (difference_ && scheduler_.recording()) {
      tried_ = judge_->tried(history_, *hosted_, clock_ + 1);
    }
    if (difference_) return tell_apart(difference_->defect);
    if (execution.races.empty()) return judge_aftermath();
    difference.defect.aspect = "race";
    difference.defect.object = object_of(execution.races.front());
  } else if (!execution.waiting.empty()) {
    difference.defect.object = execution.waiting.front().step.name;
  }
  tell_apart(difference.defect);
  difference.step = trace_.steps.size() - 1;
  difference.message = first_line(schedule::describe(execution, source_line));
  difference_ = std::move(difference);
}

// Takes as long as a short execution does, and what a long one loses count of a short one does too.
void TraceProgram::judge_aftermath() {
  constexpr std::size_t few_calls = 3;
  if (threads_.size() == 2 && history_.size() <= few_calls) {
    difference_ = take_down(trace_, engine_.api(), *hosted_);
    if (difference_) return tell_apart(difference_->defect);
  }
  judge_warning();
}

void TraceProgram::judge_warning() {
  if (environment_.warning().empty()) return;
  Difference difference;
  // Found one after another, it is the same defect: no operations tell it apart.
  difference.defect = {Clause::A5, "warning", {}, {}, judge::text_pattern(environment_.warning())};
  difference.step = trace_.steps.size() - 1;
  difference.message = fmt::format("the engine warns: {}", environment_.warning());
  difference_ = std::move(difference);
}

// By the operations that met, and the failures that they met with.
void TraceProgram::tell_apart(judge::Defect& defect) const {
  defect.kinds = judge::thread_kinds(trace_);
  for (const auto& call : history_) {
    if (!call.outcome || call.outcome->injected.empty()) continue;
    for (const auto& fault : trace_.steps[call.operation.step].faults) {
      defect.sites.push_back(fault.site);
    }
  }
  std::ranges::sort(defect.sites);
  defect.sites.erase(std::unique(defect.sites.begin(), defect.sites.end()), defect.sites.end());
}

}  // namespace claimcheck::concurrent
