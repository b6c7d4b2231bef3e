// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "properties/explore/hash.hpp"

namespace claimcheck::reach {

// Numbers from 0 for keys, in the order in which they come. Looked into at every step of a search:
// open addressing, at most half full, where std::unordered_map would wait for memory twice.
class Places {
 public:
  static constexpr std::uint32_t none = ~0u;

  std::uint32_t size() const { return size_; }

  // The key's number, that it has or gets.
  std::uint32_t add(std::uint64_t key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    auto& slot = slots_[slot_of(key)];
    if (slot.place == none) slot = {key, size_++};
    return slot.place;
  }

  // Or none.
  std::uint32_t find(std::uint64_t key) const {
    return slots_.empty() ? none : slots_[slot_of(key)].place;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t place = none;
  };

  // Where the key is, or would go.
  std::size_t slot_of(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    auto at = explore::fold(key ^ 0x9e37'79b9'7f4a'7c15U, 0xd1b5'4a32'd192'ed03U) & mask;
    while (slots_[at].place != none && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(16, 2 * slots_.size()));
    old.swap(slots_);
    for (const auto& slot : old) {
      if (slot.place != none) slots_[slot_of(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;  // as many as a power of two
  std::uint32_t size_ = 0;
};

}  // namespace claimcheck::reach
