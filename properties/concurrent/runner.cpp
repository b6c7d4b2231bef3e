// SPDX-License-Identifier: MIT
#include "properties/concurrent/runner.hpp"

#include <fmt/format.h>

#include <memory>

#include "properties/concurrent/source_line.hpp"
#include "properties/concurrent/trace_program.hpp"
#include "properties/schedule/depth_first.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/picture.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::concurrent {
namespace {

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

schedule::Options options(const engines::Engine& engine, bool record_notes) {
  schedule::Options options;
  options.has_lock_families = (engine.api().flags & CLAIMCHECK_LOCK_FAMILIES) != 0;
  options.record_notes = record_notes;
  options.mark = engine.mark();
  // As engine.h has it: a call that hangs in lock() never returns. An exception in its place would
  // meet the noexcept functions of an engine, whose authors were not told of it.
  options.teardown = schedule::Teardown::drop;
  return options;
}

// A strategy whose choices are told before they are carried out.
class Told : public schedule::Strategy {
 public:
  Told(schedule::Strategy& strategy,
       const std::function<void(std::size_t position, std::uint32_t thread)>& chosen)
      : strategy_(strategy), chosen_(chosen) {}

  bool more() const override { return strategy_.more(); }
  bool exhaustive() const override { return strategy_.exhaustive(); }
  std::optional<schedule::ThreadId> choose(const schedule::View& view) override {
    const auto thread = strategy_.choose(view);
    if (thread) chosen_(view.events.size(), *thread + 1);
    return thread;
  }
  void finished(const schedule::Execution& execution) override { strategy_.finished(execution); }

 private:
  schedule::Strategy& strategy_;
  const std::function<void(std::size_t position, std::uint32_t thread)>& chosen_;
};

// Partial-order reduction does not go with a bound on preemptions: see DepthFirst.
std::unique_ptr<schedule::Strategy> strategy_of(const Search& search) {
  if (search.max_preemptions) {
    return std::make_unique<schedule::DepthFirst>(*search.max_preemptions);
  }
  return std::make_unique<schedule::OptimalReduction>();
}

}  // namespace

Runner::Runner(const engines::Engine& engine, Recording recording)
    : engine_(engine), recording_(recording), scheduler_(options(engine, recording.notes)) {}

schedule::Exploration Runner::explore(const model::Trace& trace, schedule::Strategy& strategy,
                                      const schedule::Limits& limits, const Visit& visit) {
  TraceProgram program(engine_, trace, scheduler_, recording_.askings, recording_.tears_down);
  Told told(strategy, recording_.chosen);
  auto& driving = recording_.chosen ? told : strategy;
  try {
    const auto exploration = schedule::explore(
        scheduler_, program.program(), driving, limits, [&](const schedule::Execution& execution) {
          return visit({execution, program.history(), program.difference(), program.tried()});
        });
    askings_ = std::move(program.askings());
    return exploration;
  } catch (const schedule::NotDeterministic&) {
    throw engines::EngineError(fmt::format(
        "{}: takes other steps each time it is run with one schedule, as an engine does "
        "that has threads of its own, or asks for the time",
        engine_.name()));
  }
}

schedule::Estimate Runner::estimate(const model::Trace& trace, std::uint64_t probes) {
  constexpr std::uint64_t seed = 1;
  TraceProgram program(engine_, trace, scheduler_, false);
  return schedule::estimate_traces(scheduler_, program.program(), probes, seed);
}

StrictReplay replay(const engines::Engine& engine, const model::Trace& trace, Recording recording) {
  Runner runner(engine, std::move(recording));
  schedule::Replay strategy(schedule_of(trace));
  StrictReplay replayed;
  runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
    replayed.difference = judged.difference;
    return true;
  });
  replayed.refusal = strategy.refusal();
  if (!replayed.refusal.empty()) replayed.difference.reset();
  return replayed;
}

Searched search(const engines::Engine& engine, const model::Trace& trace, const Search& search) {
  Runner runner(engine, search.recording);
  const auto strategy = strategy_of(search);
  schedule::Limits limits;
  limits.max_executions = search.max_executions;
  Searched searched;
  const auto exploration =
      runner.explore(trace, *strategy, limits, [&](const Runner::Judged& judged) {
        ++searched.executions;
        if (search.progress) search.progress(searched.executions);
        if (!judged.difference) return true;
        if (search.sought && !judge::covers(judged.difference->defect, *search.sought)) return true;
        searched.difference = judged.difference;
        return false;
      });
  searched.complete = exploration.verdict == schedule::Verdict::complete;
  searched.bounded = search.max_preemptions && exploration.verdict == schedule::Verdict::sampled;
  return searched;
}

schedule::Estimate estimate(const engines::Engine& engine, const model::Trace& trace) {
  constexpr std::uint64_t probes = 4'000;
  return Runner(engine).estimate(trace, probes);
}

std::optional<model::Trace> with_schedule(const engines::Engine& engine, model::Trace trace,
                                          const judge::Defect& defect, const Search& search) {
  trace.schedule.clear();
  Runner runner(engine);
  const auto strategy = strategy_of(search);
  schedule::Limits limits;
  limits.max_executions = search.max_executions;
  std::optional<std::size_t> fewest;
  schedule::Schedule best;
  runner.explore(trace, *strategy, limits, [&](const Runner::Judged& judged) {
    if (!judged.difference || !judge::covers(judged.difference->defect, defect)) return true;
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

std::string picture(const engines::Engine& engine, const model::Trace& trace, std::size_t width) {
  Runner runner(engine, {.notes = true});
  schedule::Replay strategy(schedule_of(trace));
  std::string text;
  runner.explore(trace, strategy, {}, [&](const Runner::Judged& judged) {
    text = schedule::picture(judged.execution.threads, schedule::rows_of(judged.execution), width);
    const auto story = schedule::describe(judged.execution, source_line);
    text += text::fitted(story, width);
    // What the scheduler saw is told already.
    if (judged.difference && story.find(judged.difference->message) == std::string::npos) {
      text += text::fitted(judged.difference->message, width) + "\n";
    }
    return true;
  });
  return text;
}

}  // namespace claimcheck::concurrent
