// SPDX-License-Identifier: MIT
#include "properties/concurrent/probe.hpp"
#include "properties/engines/restrict.hpp"

#include <algorithm>

#include "properties/concurrent/cases.hpp"
#include "properties/concurrent/read_cases.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/concurrent/state_pairs.hpp"
#include "properties/concurrent/takedown.hpp"
#include "properties/engines/translate.hpp"
#include "properties/faults/sweep.hpp"
#include "properties/judge/blame.hpp"
#include "properties/judge/observe.hpp"
#include "properties/judge/set_aside.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/priority_sampling.hpp"

namespace claimcheck::concurrent {
namespace {

using model::Clause;
using model::Trace;

constexpr std::size_t preemption_depth = 3;  // PCT's d: two changes of priority

// The thread's steps behind the sequential ones, in every order that keeps each thread's own, on
// the engine without threads: whether one of them differs.
class Sequential {
 public:
  Sequential(const engines::Engine& engine, const Trace& trace) : engine_(engine) {
    for (const auto& step : trace.steps) {
      if (step.thread == 0) {
        order_.steps.push_back(step);
        continue;
      }
      if (step.thread > left_.size()) left_.resize(step.thread);
      left_[step.thread - 1].push_back(step);
      left_[step.thread - 1].back().thread = 0;
    }
    order_.setup = trace.setup;
    order_.tags = trace.tags;
  }

  // Whether some order differs only once what it left is taken down.
  bool some_end_differs() {
    return some_order([this] {
      engines::Instance instance(engine_, order_.setup);
      for (const auto& step : order_.steps) {
        instance.environment().begin(step.faults);
        judge::apply(instance.running(), step.operation, engines::Translated(step.operation));
      }
      instance.environment().begin({});
      return take_down(order_, engine_.api(), instance.running()).has_value();
    });
  }

  bool start_differs() const { return judge::run(engine_, order_).has_value(); }

  bool some_order_differs() {
    return some_order([this] { return judge::run(engine_, order_).has_value(); });
  }

 private:
  // Whether `differs` holds of order_ in some order of the threads' operations.
  template <class Differs>
  bool some_order(const Differs& differs) {
    bool any_left = false;
    for (auto& steps : left_) {
      if (steps.empty()) continue;
      any_left = true;
      const auto step = steps.front();
      steps.erase(steps.begin());
      order_.steps.push_back(step);
      const bool is_met = some_order(differs);
      order_.steps.pop_back();
      steps.insert(steps.begin(), step);
      if (is_met) return true;
    }
    return !any_left && differs();
  }

  const engines::Engine& engine_;
  Trace order_;
  std::vector<std::vector<model::Step>> left_;  // by thread
};

// Two writes to uuid that want one device, or one tag of one region (C2).
bool is_race_to_claim(const Trace& trace) {
  const auto claims = [&](std::size_t position) {
    const auto& step = trace.steps[position];
    return step.thread > 0 ? std::get_if<model::WriteUuid>(&step.operation) : nullptr;
  };
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    for (std::size_t j = i + 1; j < trace.steps.size(); ++j) {
      const auto* a = claims(i);
      const auto* b = claims(j);
      if (!a || !b || trace.steps[i].thread == trace.steps[j].thread) continue;
      if (judge::is_one_prize(*a, *b)) return true;
    }
  }
  return false;
}

// Whether an operation could come between the begin and the end of another: it can at a step that
// the engine takes there, and an engine that takes none shows its operations in some order only.
bool can_meet(const schedule::Execution& execution) {
  return !std::ranges::all_of(execution.events, [](const schedule::Event& event) {
    return schedule::is_boundary(event.step);
  });
}

std::uint64_t locks_taken(const schedule::Execution& execution) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      execution.events,
      [](const schedule::Event& event) { return event.step.kind == schedule::StepKind::lock; }));
}

Recording recording_of(const judge::Watch& watch, bool askings) {
  return {.askings = askings, .tears_down = watch.tears_down, .chosen = watch.chosen};
}

bool needs_no_threads(const engines::Engine& engine, const Trace& trace,
                      const judge::Difference& difference) {
  return differs_without_threads(engine, trace) ||
         (difference.defect.aspect == takedown_aspect && ends_badly_without_threads(engine, trace));
}

class Prober {
 public:
  explicit Prober(const search::SearchContext& context)
      : probing_(context), runner_(context.engine, recording_of(context.watch, true)) {}

  // Explores one trace; a failure that is new, or nothing.
  std::optional<search::Failure> look_at(const Trace& trace) {
    found_.clear();
    if (probing_.watch.crashes && judge::has_crash(trace, *probing_.watch.crashes)) {
      if (probing_.watch.coverage) ++probing_.watch.coverage->set_aside;
      return std::nullopt;
    }
    probing_.running(trace);
    schedule::OptimalReduction all;
    schedule::Limits limits;
    limits.max_executions = max_executions;
    const auto exploration = explore(trace, all, limits);
    if (found_.empty() && exploration.verdict == schedule::Verdict::bound) {
      if (probing_.watch.coverage) ++probing_.watch.coverage->sampled;
      schedule::PrioritySampling some(1, sampled_executions, preemption_depth);
      explore(trace, some, {});
    }
    if (found_.empty()) return std::nullopt;
    if (needs_no_threads(probing_.engine, trace, found_.front())) {
      if (probing_.watch.coverage) ++probing_.watch.coverage->set_aside;
      return std::nullopt;
    }
    return search::Failure{trace, found_.front()};
  }

  // Of the trace looked at last.
  const Askings& askings() const { return runner_.askings(); }

 private:
  schedule::Exploration explore(const Trace& trace, schedule::Strategy& strategy,
                                const schedule::Limits& limits) {
    const bool race = is_race_to_claim(trace);
    return runner_.explore(trace, strategy, limits, [&](const Runner::Judged& judged) {
      if (probing_.watch.begins) probing_.watch.begins(0);
      if (probing_.watch.coverage) {
        auto& coverage = *probing_.watch.coverage;
        const bool meet = can_meet(judged.execution);
        if (meet) ++coverage[Clause::C1];
        if (meet && race) ++coverage[Clause::C2];
        if (meet) ++coverage[Clause::C3];
        if (!meet) ++coverage.without_steps;
        coverage.operations += trace.steps.size();
        coverage.plain_accesses += judged.execution.plain_accesses;
        coverage.locks += locks_taken(judged.execution);
        ++coverage.executions;
      }
      if (judged.difference && !probing_.known.contains(judged.difference->defect)) {
        found_.push_back(*judged.difference);
      }
      return found_.empty();
    });
  }

  const search::SearchContext& probing_;
  Runner runner_;
  std::vector<judge::Difference> found_;  // at most one
};

std::optional<judge::Difference> rerun(const engines::Engine& engine, const Trace& trace,
                                       const judge::Defect& sought, const judge::Watch& watch) {
  const auto alive = [&](std::uint64_t) {
    if (watch.begins) watch.begins(0);
  };
  alive(0);
  if (thread_count(trace) < 2) return std::nullopt;
  Search wanted{max_executions, sought, alive};
  wanted.recording = recording_of(watch, false);
  auto difference = trace.schedule.empty() ? search(engine, trace, wanted).difference
                                           : replay(engine, trace, wanted.recording).difference;
  if (difference && needs_no_threads(engine, trace, *difference)) difference.reset();
  return difference;
}

}  // namespace

std::size_t thread_count(const Trace& trace) {
  std::vector<std::uint32_t> threads;
  for (const auto& step : trace.steps) {
    if (step.thread > 0 && std::ranges::find(threads, step.thread) == threads.end()) {
      threads.push_back(step.thread);
    }
  }
  return threads.size();
}

bool differs_without_threads(const engines::Engine& engine, const Trace& trace) {
  Sequential sequential(engine, trace);
  return sequential.start_differs() || sequential.some_order_differs();
}

bool ends_badly_without_threads(const engines::Engine& engine, const Trace& trace) {
  return Sequential(engine, trace).some_end_differs();
}

std::uint64_t pair_cases(const claimcheck_engine_api& api) {
  return pair_count() + state_pair_count(api) + read_case_count(api);
}

std::uint64_t exhaustive_cases(const claimcheck_engine_api& api) {
  return pair_cases(api) + driver_case_count(api) + triple_count();
}

Trace case_of(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index) {
  const auto small = [&]() -> Trace {
    if (index < pair_count()) return pair(index);
    const auto states = pair_count() + state_pair_count(api);
    if (index < states) return state_pair(api, index - pair_count());
    const auto pairs = pair_cases(api);
    if (index < pairs) return read_case(api, index - states);
    const auto drivers = driver_case_count(api);
    if (index < pairs + drivers) return driver_case(api, index - pairs);
    if (index < pairs + drivers + triple_count()) return triple(index - pairs - drivers);
    return random_case(api, seed, index);
  };
  return engines::restricted(as_the_engine_knows(api, small()), api).trace;
}

namespace {

// How a failure of threads is shrunk and given its schedule, wherever it was found.
search::Probe shrinking() {
  search::Probe probe;
  probe.rerun = rerun;
  // A call that takes down what was left can end the process as well.
  probe.differs_without_threads = [](const engines::Engine& engine, const Trace& trace) {
    return differs_without_threads(engine, trace) || ends_badly_without_threads(engine, trace);
  };
  probe.finish = [](const engines::Engine& engine, const Trace& trace,
                    const judge::Defect& defect) {
    return with_schedule(engine, trace, defect, {max_executions}).value_or(trace);
  };
  probe.max_attempts = 1'500;
  return probe;
}

}  // namespace

search::Probe probe_of(const Trace& trace) {
  auto probe = shrinking();
  probe.find = [trace](const search::SearchContext& context, std::uint64_t) {
    return Prober(context).look_at(trace);
  };
  return probe;
}

search::Probe probe(DrawnCases cases) {
  auto probe = shrinking();
  probe.find = [cases = std::move(cases)](const search::SearchContext& context,
                                          std::uint64_t index) -> std::optional<search::Failure> {
    Prober prober(context);
    const auto number = cases.number(index);
    const auto trace = case_of(context.engine.api(), cases.seed(), number);
    const auto threads = thread_count(trace);
    if (threads < 2) return std::nullopt;
    if (auto failure = prober.look_at(trace)) return failure;
    if (index >= cases.small_count()) return std::nullopt;
    const auto askings = prober.askings();
    const auto all_failing = with_each_failure(trace, askings);
    for (std::size_t failure = 0; failure < all_failing.size(); ++failure) {
      if (!cases.takes_failure(number, failure, threads)) continue;
      if (auto found = prober.look_at(all_failing[failure])) return found;
    }
    return std::nullopt;
  };
  return probe;
}

}  // namespace claimcheck::concurrent
