// SPDX-License-Identifier: MIT
#include "properties/concurrent/concurrent_run.hpp"

#include "properties/concurrent/subject.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/picture.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::concurrent {
namespace {

using check::Difference;
using model::Clause;

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

Runner::Runner(const driver::Engine& engine, Recording recording)
    : engine_(engine), recording_(recording), scheduler_(options(recording.notes)) {}

schedule::Exploration Runner::explore(const model::Trace& trace, schedule::Strategy& strategy,
                                      const schedule::Limits& limits, const Look& look) {
  Subject subject(engine_, trace, scheduler_, recording_.askings);
  const auto exploration = schedule::explore(
      scheduler_, subject.program(), strategy, limits, [&](const schedule::Execution& execution) {
        return look({execution, subject.history(), subject.difference()});
      });
  askings_ = std::move(subject.askings());
  return exploration;
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
  Runner runner(engine, {.notes = true});
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
