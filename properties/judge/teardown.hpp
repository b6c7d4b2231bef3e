// SPDX-License-Identifier: MIT
#pragma once

#include "model/trace/trace.hpp"

namespace claimcheck::judge {

// Adds to the trace whatever it takes, from the state that it led to, to bind every region's
// driver, delete every device and release every extent.
void append_teardown(model::Trace& trace, model::State state);

}  // namespace claimcheck::judge
