// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/trace/trace.hpp"
#include "properties/concurrent/claim_history.hpp"
#include "properties/concurrent/history_judge.hpp"
#include "properties/concurrent/operation_faults.hpp"
#include "properties/engines/engine.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/schedule/estimate.hpp"
#include "properties/schedule/explore.hpp"
#include "properties/text/wrap.hpp"

// A concurrent trace on an engine: its sequential steps, and then its threads under the controlled
// scheduler. Every execution is judged: clauses C1, C2 and C3.

namespace claimcheck::concurrent {

// What is recorded beyond the history; each costs time.
struct Recording {
  bool notes = false;                     // for the picture
  bool askings = false;                   // which fallible steps each operation asks for
  std::function<void()> tears_down = {};  // called before an engine is destroyed
  // Called before a step is taken, with its position in the schedule and the thread of the trace:
  // so the schedule is known of an execution that ends the process.
  std::function<void(std::size_t position, std::uint32_t thread)> chosen = {};
};

// The executions of one trace. Keeps the scheduler and its stacks from one to the next.
class Runner {
 public:
  explicit Runner(const engines::Engine& engine, Recording recording = {});

  struct Judged {
    const schedule::Execution& execution;
    const ClaimHistory& history;  // of the threads' steps, in the order of the trace
    const std::optional<judge::Difference>& difference;
    const std::optional<TriedOrder>& tried;  // where notes are recorded
  };
  using Visit = std::function<bool(const Judged&)>;  // false ends the search

  // Runs executions as the strategy chooses them. The trace's sequential steps must agree with
  // the contract: what they break is not the scheduler's to find.
  schedule::Exploration explore(const model::Trace& trace, schedule::Strategy& strategy,
                                const schedule::Limits& limits, const Visit& visit);

  schedule::Estimate estimate(const model::Trace& trace, std::uint64_t probes);

  // Of all executions of the trace explored last, where it was to be recorded.
  const Askings& askings() const { return askings_; }

 private:
  const engines::Engine& engine_;
  const Recording recording_;
  schedule::Scheduler scheduler_;
  Askings askings_;
};

// One execution, by the trace's schedule.
struct StrictReplay {
  std::optional<judge::Difference> difference;
  std::string refusal;  // why the schedule does not fit what the engine does; empty where it does
};
StrictReplay replay(const engines::Engine& engine, const model::Trace& trace,
                    Recording recording = {});

// What a search is to look for, and how long.
struct Search {
  std::uint64_t max_executions = 0;
  std::optional<judge::Defect> sought = {};                     // nothing: any
  std::function<void(std::uint64_t executions)> progress = {};  // called after each
  // Switches away from a thread that could go on: interleavings with more are left out, and those
  // that differ only in the order of independent steps are all run.
  std::optional<std::size_t> max_preemptions = {};
  Recording recording = {};
};

struct Searched {
  std::optional<judge::Difference> difference;  // the first that was sought
  std::uint64_t executions = 0;
  bool complete = false;  // every interleaving was judged, up to the order of independent steps
  bool bounded = false;   // all were that the bound on preemptions allows, and there are more
};

// Interleavings of the trace's threads, whatever its schedule, up to the first that shows what is
// sought.
Searched search(const engines::Engine& engine, const model::Trace& trace, const Search& search);

// How many executions a complete search takes, by a few random ones. Deterministic.
schedule::Estimate estimate(const engines::Engine& engine, const model::Trace& trace);

// The trace with the schedule that shows the defect with the fewest switches between threads, of
// the executions that the search allows; nothing where none shows it.
std::optional<model::Trace> with_schedule(const engines::Engine& engine, model::Trace trace,
                                          const judge::Defect& defect, const Search& search);

// The threads as columns, for a trace with a schedule, no wider than that where it can be.
std::string picture(const engines::Engine& engine, const model::Trace& trace,
                    std::size_t width = text::any_width);

// The same for Perfetto: an array of events in the Trace Event Format, as text, of a process of
// that number. What runs before the threads has a lane of its own, and is all there is of a trace
// that has none: no engine is run then. JSON.
std::string trace_events(const engines::Engine& engine, const model::Trace& trace, int process);

}  // namespace claimcheck::concurrent
