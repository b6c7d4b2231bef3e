// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "properties/explore/chunk.hpp"
#include "properties/explore/goals.hpp"

namespace claimcheck::explore {

// Where one chunk's expansion leaves what it found.
struct Slot {
  explicit Slot(const Ledger& ledger) : observer(ledger) {}

  Chunk chunk;
  Observer observer;
  std::uint64_t generated = 0;
};

}  // namespace claimcheck::explore
