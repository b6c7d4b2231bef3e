// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "properties/concurrent/claim_history.hpp"
#include "properties/concurrent/controlled_environment.hpp"
#include "properties/concurrent/history_judge.hpp"
#include "properties/engines/translate.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/schedule/scheduler.hpp"

namespace claimcheck::concurrent {

// One trace on one engine, again and again: what the scheduler calls a program. Each execution has
// an engine of its own; all else is made once and used again.
class TraceProgram {
 public:
  // All three must outlive it.
  TraceProgram(const engines::Engine& engine, const model::Trace& trace,
               schedule::Scheduler& scheduler, bool record_askings,
               std::function<void()> tears_down = {});

  schedule::Program program();

  // Of the execution that ended last; the calls in the order of the trace's steps.
  const ClaimHistory& history() const { return history_; }
  const std::optional<judge::Difference>& difference() const { return difference_; }

  // Of a history that no order explains, where the scheduler records: how far one comes.
  const std::optional<TriedOrder>& tried() const { return tried_; }

  // Of all executions so far, where it was to be recorded.
  Askings& askings() { return askings_; }

 private:
  // An operation that a thread runs: its place in the trace and in the history.
  struct Place {
    std::size_t step;
    std::size_t call;
  };
  // An operation of ours, in the C interface's form.
  struct WarmUp {
    WarmUp(model::Operation touching, model::Outcome by_contract)
        : operation(std::move(touching)), translated(operation), outcome(std::move(by_contract)) {}
    const model::Operation operation;
    const engines::Translated translated;
    const model::Outcome outcome;  // by the contract
  };

  void prepare_warm_ups(const model::State& before);
  void warm_up();
  void prepare();
  std::vector<schedule::Body> begin();
  judge::Observed apply(std::size_t step);
  void run_thread(std::size_t thread);
  void run_operation(Place place);
  void end(const schedule::Execution& execution);
  void judge(const schedule::Execution& execution);
  void tell_apart(judge::Defect& defect) const;
  void judge_aftermath();
  void judge_warning();

  const engines::Engine& engine_;
  const model::Trace& trace_;
  schedule::Scheduler& scheduler_;
  const bool record_askings_;
  const std::function<void()> tears_down_;      // may be null
  std::deque<engines::Translated> translated_;  // by step
  std::vector<std::vector<Place>> threads_;
  std::deque<WarmUp> warm_ups_;
  ControlledEnvironment environment_;      // outlives hosted_
  std::optional<engines::Hosted> hosted_;  // of the execution under way
  bool is_kept_ = false;                   // hosted_ can be put back to where the threads start
  ClaimHistory history_;
  linearizability::Stamp clock_ = 0;
  std::optional<Judge> judge_;                           // always set: what it needs is known late
  std::optional<judge::Difference> warm_up_difference_;  // of what was prepared last
  std::optional<judge::Difference> difference_;
  std::optional<TriedOrder> tried_;
  Askings askings_;
};

}  // namespace claimcheck::concurrent
