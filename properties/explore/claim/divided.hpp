// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

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

  Exchange& ranks() const { return ranks_; }

  // By all ranks: the model alone, and the end of it.
  Report explore_model(const Options& search);

  // By all ranks: the first half of an exploration with an engine, of the model alone. Its states
  // are kept, each with its path, for the second.
  void explore_states(Options search);
  // The second half: each rank's own, in a child process.
  Report run_edges(ClaimModel model, const Options& search);
  // Both halves, from what the second came to on all ranks.
  Report whole(Report edges) const;
  // What the first half came to alone.
  const Report& states() const { return states_; }

 private:
  const ExploreOptions& options_;
  Alone alone_;
  Exchange& ranks_;
  std::unique_ptr<LevelExplorer<ClaimModel>> explorer_;  // null before explore_states()
  Report states_;
  pid_t owner_ = 0;  // the process that explored them
};

// A report where a limit was met; the one that was met first is told.
Report limited(Report report, Limit limit);

// What the ranks counted, together.
Counts sum(const Counts& mine, Exchange& ranks);

}  // namespace claimcheck::explore::claim
