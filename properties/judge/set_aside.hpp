// SPDX-License-Identifier: MIT
#pragma once

#include "model/trace/trace.hpp"
#include "properties/judge/defect.hpp"

// Operations that are known to end the process are not run again and again: they are left out, by
// what makes the crash one.

namespace claimcheck::judge {

// The trace without the operations of which one of the crashes is known: those of its kind that its
// clause decides, with its failures. Counts them in `left_out`.
model::Trace without_crashes(const model::Trace& trace, const Defects& crashes,
                             std::uint64_t& left_out);

// Whether one of the crashes needs no more than the operations and failures of a trace with
// threads.
bool has_crash(const model::Trace& trace, const Defects& crashes);

}  // namespace claimcheck::judge
