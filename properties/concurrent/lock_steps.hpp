// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/schedule/execution.hpp"

// The lock text (smt/specifications/lock_spec.hpp), of which the proofs are, beside what an engine
// does: each lock that the engine takes or gives back is a step of that text, taken where the other
// threads stand, or it is none. A part of the tests: those who run claimcheck have other engines.

namespace claimcheck::concurrent {

// What is wrong with the first event that is no step of the text, or with a thread that ends
// holding something; empty where nothing is. Of an execution on one region, whose locks have the
// names that the indexed engine gives them. Of a lock that the text leaves out, as it guards one
// access, it is asked that its holder takes none beside it.
std::string not_of_the_lock_text(const schedule::Execution& execution);

}  // namespace claimcheck::concurrent
