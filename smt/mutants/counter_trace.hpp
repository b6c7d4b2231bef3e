// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "model/trace/trace.hpp"
#include "smt/mutants/refutation.hpp"

// A counter-model of a mutant of the claim as a trace. A proof is about one iteration from any
// state that the invariant allows; where operations lead to that state, the trace does, and ends in
// the claim that goes wrong.

namespace claimcheck::smt {

struct CounterTrace {
  std::optional<model::Trace> trace;
  std::string why_none;  // no operations lead to the counter-model's state, and why
};

// Of the refutation of a mutant of the claim. The failure, where there is one, is of any site that
// the engine asks at that member: register-mapping, which all have.
CounterTrace counter_trace(const Refutation& refutation);

// How the mutant and the specification part on the trace's last operation, from the state that
// those before it lead to: "exit", "state", or nothing where they do not.
std::string how_it_parts(const SpecificationMutant& mutant, const model::Trace& trace);

}  // namespace claimcheck::smt
