// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/trace.hpp"
#include "properties/check/conformance.hpp"
#include "properties/concurrent/claim_history.hpp"
#include "properties/concurrent/operation_faults.hpp"
#include "properties/driver/engine.hpp"
#include "properties/schedule/explore.hpp"

// A concurrent trace on an engine: its sequential steps, and then its threads under the controlled
// scheduler. Every execution is judged: clauses C1, C2 and C3.

namespace claimcheck::concurrent {

// What is recorded beyond the history; each costs time.
struct Recording {
  bool notes = false;    // for the picture
  bool askings = false;  // which fallible steps each operation asks for
};

// The executions of one trace. Keeps the scheduler and its stacks from one to the next.
class Runner {
 public:
  explicit Runner(const driver::Engine& engine, Recording recording = {});

  struct Judged {
    const schedule::Execution& execution;
    const ClaimHistory& history;  // of the threads' steps, in the order of the trace
    const std::optional<check::Difference>& difference;
  };
  using Look = std::function<bool(const Judged&)>;  // false ends the search

  // Runs executions as the strategy chooses them. The trace's sequential steps must agree with
  // the contract: what they break is not the scheduler's to find.
  schedule::Exploration explore(const model::Trace& trace, schedule::Strategy& strategy,
                                const schedule::Limits& limits, const Look& look);

  // Of all executions of the trace explored last, where it was to be recorded.
  const Askings& askings() const { return askings_; }

 private:
  const driver::Engine& engine_;
  const Recording recording_;
  schedule::Scheduler scheduler_;
  Askings askings_;
};

// One execution, by the trace's schedule, strictly: a schedule that does not fit is a difference
// with aspect "schedule". A trace without a schedule is searched for a difference, exhaustively but
// for `most_executions`.
std::optional<check::Difference> run(const driver::Engine& engine, const model::Trace& trace,
                                     std::uint64_t most_executions);

// The trace with the schedule that shows the defect with the fewest switches between threads, of
// at most `most_executions`; nothing where none shows it.
std::optional<model::Trace> with_schedule(const driver::Engine& engine, model::Trace trace,
                                          const check::Defect& defect,
                                          std::uint64_t most_executions);

// The threads as columns, for a trace with a schedule.
std::string picture(const driver::Engine& engine, const model::Trace& trace);

}  // namespace claimcheck::concurrent
