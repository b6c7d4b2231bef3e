// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "properties/explore/claim/counterexamples.hpp"
#include "properties/explore/claim/exploration.hpp"
#include "properties/explore/levels/exchange.hpp"

namespace claimcheck::explore::claim {

// An engine ended its process.
struct Crash {
  std::size_t length = 0;              // of the path to the state in which it did
  std::optional<TransitionKind> kind;  // nothing: that could not be set aside
  judge::Finding finding;
  bool is_lost = false;  // none of the traces that ran does so again
};

// One look at all transitions of a rank, in a child process.
struct Attempt {
  enum class Kind { finished, out_of_memory, late, crashed };

  Kind kind = Kind::finished;
  std::optional<Report> report;
  std::vector<Counterexample> found;  // where the ranks put them together; else in the report
  std::optional<Crash> crash;
};

// By all ranks: what the attempts of all are together. Of crashes it is the one that one process
// would have met first: in the least level, and there on the least rank, whose shards come first.
Attempt together(const Attempt& mine, Exchange& ranks);

}  // namespace claimcheck::explore::claim
