// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/explore/levels/level_explorer.hpp"

namespace claimcheck::explore::claim {

// An exploration over disk, over ranks, or both.
class Divided {
 public:
  // Borrows the options.
  explicit Divided(const ExploreOptions& options);

  Exchange& ranks() { return ranks_; }

  // By all ranks: the model alone, and the end of it.
  Report explore_model(const Options& search);

 private:
  const ExploreOptions& options_;
  Alone alone_;
  Exchange& ranks_;
};

// What the ranks counted, together.
Counts sum(const Counts& mine, Exchange& ranks);

}  // namespace claimcheck::explore::claim
