// SPDX-License-Identifier: MIT
#include "properties/explore/state_set.hpp"

namespace claimcheck::explore {

namespace {

constexpr unsigned first_home_shift = 32 - 6;

}  // namespace

StateSet::StateSet()
    : slots_(std::size_t{1} << (32 - first_home_shift)), home_shift_(first_home_shift) {}

std::size_t StateSet::find(std::span<const std::uint8_t> encoding,
                           std::uint32_t fingerprint) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t index = home(fingerprint);; index = (index + 1) & mask) {
    const std::uint64_t slot = slots_[index];
    if (slot == 0) return index;
    if (slot >> 32 != fingerprint) continue;
    const std::span<const std::uint8_t> stored = arena_.encoding(position(slot));
    if (stored.size() == encoding.size() &&
        std::memcmp(stored.data(), encoding.data(), encoding.size()) == 0) {
      return index;
    }
  }
}

bool StateSet::contains(std::span<const std::uint8_t> encoding, std::uint64_t hash) const {
  return slots_[find(encoding, fingerprint(hash))] != 0;
}

Insertion StateSet::insert(std::span<const std::uint8_t> encoding, std::uint64_t hash,
                           const Origin& origin, std::size_t limit_bytes) {
  const std::uint32_t print = fingerprint(hash);
  std::size_t index = find(encoding, print);
  if (slots_[index] != 0) return Insertion::known;
  if ((size_ + 1) * 4 > slots_.size() * 3) {
    if (!grow(limit_bytes)) return Insertion::full;
    index = find(encoding, print);
  }
  if (memory_bytes() + arena_.growth_bytes(encoding.size()) > limit_bytes) return Insertion::full;
  const std::optional<std::uint32_t> position = arena_.append(origin, encoding);
  if (!position) return Insertion::full;
  slots_[index] = (std::uint64_t{print} << 32) | (*position + 1);
  ++size_;
  return Insertion::fresh;
}

bool StateSet::grow(std::size_t limit_bytes) {
  const std::size_t wider = 2 * slots_.size();
  // Old and new slots live side by side while they are moved.
  if (home_shift_ == 1 || memory_bytes() + wider * sizeof(std::uint64_t) > limit_bytes) {
    return false;
  }
  std::vector<std::uint64_t> slots(wider);
  --home_shift_;
  for (const std::uint64_t slot : slots_) {
    if (slot == 0) continue;
    std::size_t index = home(static_cast<std::uint32_t>(slot >> 32));
    while (slots[index] != 0) index = (index + 1) & (wider - 1);
    slots[index] = slot;
  }
  slots_ = std::move(slots);
  return true;
}

}  // namespace claimcheck::explore
