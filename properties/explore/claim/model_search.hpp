// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/explore/result.hpp"

namespace claimcheck::explore::claim {

// What the explorer is asked; it ends at the deadline.
Options search_options(const ExploreOptions& options,
                       const std::function<void(const Progress&)>& progress);

// All that a result says; what was counted is the model's to say.
Report report_of(const Common& common, const Result<Action>& result);

// A search that ended early does not know why: whether it was interrupted.
Report with_its_end(Report report);

// In the memory of this process.
Report search(ClaimModel model, const Options& options);

}  // namespace claimcheck::explore::claim
