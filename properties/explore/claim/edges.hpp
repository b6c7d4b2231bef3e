// SPDX-License-Identifier: MIT
#pragma once

#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/explore/levels/level_frontier.hpp"

namespace claimcheck::explore::claim {

// Every transition out of the states of these levels, which the frontier has kept: the second half
// of an exploration over disk or ranks, where the first was of the model alone. Of the report the
// counts, the goals and the limit are filled in.
Report run_edges(ClaimModel model, const Options& options, LevelFrontier& frontier,
                 std::size_t levels);

}  // namespace claimcheck::explore::claim
