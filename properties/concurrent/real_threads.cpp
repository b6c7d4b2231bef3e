// SPDX-License-Identifier: MIT
#include "properties/concurrent/real_threads.hpp"

#include <atomic>
#include <chrono>
#include <thread>

#include "model/step.hpp"
#include "properties/concurrent/history_judge.hpp"
#include "properties/concurrent/real_environment.hpp"
#include "properties/concurrent/sanitizer_race.hpp"
#include "properties/judge/blame.hpp"
#include "properties/judge/observe.hpp"

namespace claimcheck::concurrent {
namespace {

// A clock and not a counter that all threads raise: that would order them, and hide from
// ThreadSanitizer the races that we look for. Two stamps may be equal; then their calls overlap.
linearizability::Stamp now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<linearizability::Stamp>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

bool has_own_locks(const engines::Engine& engine) {
  return (engine.api().flags & CLAIMCHECK_OWN_LOCKS) != 0;
}

// C3: no data race.
judge::Difference race_of(const model::Trace& trace, std::string message) {
  return {{model::Clause::C3, "race", judge::thread_kinds(trace)},
          trace.steps.size() - 1,
          std::move(message)};
}

class Race {
 public:
  Race(const engines::Engine& engine, const model::Trace& trace, std::uint64_t seed)
      : engine_(engine),
        trace_(trace),
        environment_(!has_own_locks(engine), seed),
        hosted_(engine, trace.setup, environment_.interface()),
        before_(model::initial_state(trace.setup)),
        calls_(trace.steps.size()) {
    for (std::size_t index = 0; index < trace.steps.size(); ++index) {
      const auto& step = trace.steps[index];
      if (step.thread == 0) {
        model::step<model::Checks::off>(trace.setup, before_, step.operation);
        judge::apply(hosted_, step.operation, engines::Translated(step.operation));
        continue;
      }
      if (step.thread > places_.size()) places_.resize(step.thread);
      places_[step.thread - 1].push_back(index);
    }
  }

  RealExecution run() {
    forget_sanitizer_races();
    {
      std::vector<std::jthread> threads;
      for (std::size_t thread = 0; thread < places_.size(); ++thread) {
        threads.emplace_back([this, thread] { run_thread(thread); });
      }
      while (ready_.load() < places_.size()) std::this_thread::yield();
      go_.store(true);
    }
    RealExecution execution;
    for (std::size_t index = 0; index < calls_.size(); ++index) {
      if (trace_.steps[index].thread > 0) execution.history.push_back(calls_[index]);
    }
    if (auto race = sanitizer_race(engine_.loaded())) {
      execution.difference = race_of(trace_, std::move(*race));
      return execution;
    }
    execution.difference = Judge(trace_, before_).judge(execution.history, hosted_, now() + 1);
    return execution;
  }

 private:
  void run_thread(std::size_t thread) {
    environment_.enter(thread);
    ready_.fetch_add(1);
    while (!go_.load()) std::this_thread::yield();
    for (const auto index : places_[thread]) {
      const auto& step = trace_.steps[index];
      const engines::Translated translated(step.operation);
      environment_.begin(thread, step.faults);
      auto& call = calls_[index];
      call.thread = thread;
      call.operation = {&step.operation, nullptr, index};
      call.invoke = now();
      auto observed = judge::apply(hosted_, step.operation, translated);
      call.response = now();
      call.outcome = Answer{std::move(observed), environment_.injected(thread)};
    }
    environment_.leave();
  }

  const engines::Engine& engine_;
  const model::Trace& trace_;
  RealEnvironment environment_;
  engines::Hosted hosted_;
  model::State before_;                           // the contract's, when the threads start
  std::vector<std::vector<std::size_t>> places_;  // of each thread's steps
  ClaimHistory calls_;                            // by step; each written by its own thread
  std::atomic<std::size_t> ready_{0};
  std::atomic<bool> go_{false};
};

}  // namespace

RealExecution run_on_threads(const engines::Engine& engine, const model::Trace& trace,
                             std::uint64_t seed) {
  return Race(engine, trace, seed).run();
}

}  // namespace claimcheck::concurrent
