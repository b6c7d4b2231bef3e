// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/environment.hpp"
#include "properties/judge/defect.hpp"
#include "properties/judge/observe.hpp"

// From what is wrong to the clause that it breaks. Every mode asks here.

namespace claimcheck::judge {

// Of the operations that threads run; sorted.
std::vector<std::string> thread_kinds(const model::Trace& trace);

// That the steps' failures name; sorted, each once.
std::vector<std::string> sites_of(std::span<const model::Step> steps);

// The clause of an operation that fails by injection: the lock waits of a claim have clauses of
// their own (W3, W5), all else is A2.
model::Clause clause_of_failure(const model::Operation& operation,
                                std::span<const engines::SiteUse> sites);

// The engine returned something else than the contract's outcome. A retry follows the same
// operation that failed by injection.
Defect blame_outcome(const model::Operation& operation, const model::Outcome& outcome,
                     const Observed& observed, bool is_retry);

// What the engine shows of itself is not the contract's state after the operation.
model::Clause blame_state(const model::Operation& operation, const model::Outcome& outcome,
                          bool failed);

// How a process ended in which an engine ran.
struct Crash {
  std::size_t step = 0;  // of the trace; where there is none: as the engine was torn down
  std::string how;       // "killed by SIGSEGV"
  std::string died;      // what the engine said before, where it did
};

// A crash breaks the clause that decides the operation in which it happens; where threads run it
// breaks C3, and while the engine is torn down A4.
Defect blame_crash(const model::Trace& trace, const Crash& crash);

// Whether two claims race for one device or one tag of a region, of which one may win (C2).
bool is_one_prize(const model::WriteUuid& a, const model::WriteUuid& b);

}  // namespace claimcheck::judge
