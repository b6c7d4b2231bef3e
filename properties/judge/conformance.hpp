// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>

#include "model/operation.hpp"
#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/judge/coverage.hpp"

// A trace on the reference model and on an engine, side by side: after every operation the
// outcome, the whole snapshot and the theorems.

namespace claimcheck::judge {

// Which defect a difference shows, as far as can be told from outside: the clause that is broken
// and the part of the engine's answer that is wrong. Two differences alike in both are taken for
// one defect.
struct Defect {
  model::Clause clause = model::Clause::W1;
  std::string aspect;  // "outcome", "text", "use count", "mappings", "held", ...

  auto operator<=>(const Defect&) const = default;
};

// Where an engine and the contract part.
struct Difference {
  Defect defect;
  std::size_t step = 0;  // place in trace.steps
  std::string message;   // one line: what was seen, what was expected
};

// What an engine returned, as it is.
struct Observed {
  std::int64_t result = 0;
  std::string text;  // of a read: at most CLAIMCHECK_TEXT_SIZE bytes
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
  std::function<void(const StepReport&)> step;        // it is done
  std::function<void(const model::Trace&)> extended;  // by a teardown, which is about to run
};

// Runs all steps or up to the first difference. Throws engines::EngineError where the engine
// cannot be made.
//
// A step whose injected failure fired has to return that error, or the one that the contract
// gives anyway, and to leave everything as it was (A1, A2). Where the next step is the same
// operation without a failure, a difference in its outcome breaks A3. Whenever nothing is claimed,
// offered or created any more, nothing may be held (A4).
std::optional<Difference> run(const engines::Engine& engine, const model::Trace& trace,
                              const Watch& watch = {});

// The same, and then whatever it takes to delete every device and release every extent, so that
// A4 is put to the test. The steps that this takes are added to the trace.
std::optional<Difference> run_and_tear_down(const engines::Engine& engine, model::Trace& trace,
                                            const Watch& watch = {});

// What differs between the outcomes that the trace states and the contract's: a trace that was
// written wrong, or one from before the contract changed.
std::optional<Difference> check_expectations(const model::Trace& trace);

// The trace with the contract's outcome written behind every step.
model::Trace with_outcomes(model::Trace trace);

// For people: "ok", "EINVAL", "128M", "the text \"0\\n\"".
std::string describe(const model::Trace& trace, const model::Operation& operation,
                     const Observed& observed);

}  // namespace claimcheck::judge
