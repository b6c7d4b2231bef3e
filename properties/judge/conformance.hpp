// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/operation.hpp"
#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/judge/coverage.hpp"
#include "properties/judge/defect.hpp"
#include "properties/judge/observe.hpp"

// A trace on the reference model and on an engine, side by side: after every operation the
// outcome, the whole snapshot and the theorems.

namespace claimcheck::judge {

// Where an engine and the contract part.
struct Difference {
  Defect defect;
  std::size_t step = 0;  // place in trace.steps
  std::string message;   // one line: what was seen, what was expected
};

// What one step did, for whoever wants to watch. All references are to values of the run.
struct StepReport {
  std::size_t step;
  const model::Outcome& outcome;  // the contract's
  const Observed& observed;
  const model::State& state;  // the contract's, after the step
  const engines::Snapshot& snapshot;
  const engines::Environment& environment;
  const std::optional<Difference>& difference;
};

struct Watch {
  Coverage* coverage = nullptr;  // counted up where it is not null
  // An operation is about to run or, where there is none at that place, the engine's destruction.
  std::function<void(std::size_t step)> begins;
  std::function<void()> tears_down;  // an engine that threads ran on
  // The scheduler is about to take a step: its position in the schedule, and its thread, from 1.
  std::function<void(std::size_t position, std::uint32_t thread)> chosen;
  std::function<void(const StepReport&)> step;        // it is done
  std::function<void(const model::Trace&)> extended;  // by a teardown, which is about to run
  std::function<void(const std::string&)> warned;     // the engine has warned of something
  const Defects* known = nullptr;    // warnings among them are told to `warned` alone
  const Defects* crashes = nullptr;  // what is known to end the process, and is left out
};

// Thrown by `begins` where a run is to end before its end. No defect, and no failure of ours.
struct Stopped {};

// Runs all steps or up to the first difference. Throws engines::EngineError where the engine
// cannot be made.
//
// A step whose injected failure fired has to return that error, or the one that the contract
// gives anyway, and to leave everything as it was (A1, A2). Where the next step is the same
// operation without a failure, a difference in its outcome breaks A3. Whenever nothing is claimed,
// offered or created any more, nothing may be held (A4). A warning (A5) ends no trace: it is what
// comes back where nothing else differs.
std::optional<Difference> run(const engines::Engine& engine, const model::Trace& trace,
                              const Watch& watch = {});

// Takes out of the trace what the watch knows to end the process.
void leave_out_crashes(model::Trace& trace, const Watch& watch);

// As run(), and then whatever it takes to delete every device and release every extent, so that
// A4 is exercised. The steps that this takes are added to the trace.
std::optional<Difference> run_and_tear_down(const engines::Engine& engine, model::Trace& trace,
                                            const Watch& watch = {});

// What differs between the outcomes that the trace states and the contract's: a trace that was
// written wrong, or one from before the contract changed.
std::optional<Difference> check_expectations(const model::Trace& trace);

// The trace with the contract's outcome written behind every step.
model::Trace with_outcomes(model::Trace trace);

}  // namespace claimcheck::judge
