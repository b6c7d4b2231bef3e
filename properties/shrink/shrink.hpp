// SPDX-License-Identifier: MIT
#pragma once

#include "properties/shrink/candidates.hpp"

namespace claimcheck::shrink {

struct Result {
  model::Trace trace;
  std::size_t attempts = 0;
  bool finished = false;  // no pass has a simpler candidate; false where the budget ran out
};

// The simplest trace to be had by the passes for which `still_fails` is true, from one for which
// it is. `max_attempts` bounds the calls of it; the best so far is what comes back.
Result shrink(model::Trace trace, const Attempt& still_fails, std::size_t max_attempts);

// Only tags that operations name keep their line.
model::Trace without_unused_tags(model::Trace trace);

}  // namespace claimcheck::shrink
