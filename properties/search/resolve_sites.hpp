// SPDX-License-Identifier: MIT
#pragma once

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"

namespace claimcheck::search {

// The trace with every failure of any site replaced by failures of the sites that it hits on the
// engine, so that the trace says what fails.
model::Trace with_sites_resolved(const engines::Engine& engine, const model::Trace& trace);

}  // namespace claimcheck::search
