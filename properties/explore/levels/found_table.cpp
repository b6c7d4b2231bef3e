// SPDX-License-Identifier: MIT
#include "properties/explore/levels/found_table.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace claimcheck::explore {

namespace {

constexpr std::size_t first_slots = 64;

}  // namespace

FoundTable::FoundTable() : slots_(first_slots) {}

Found FoundTable::at(std::uint32_t index) const {
  const Entry& entry = entries_[index];
  const std::uint8_t* bytes = bytes_.at(entry.offset);
  return {entry.link, {bytes, entry.key_bytes}, {bytes + entry.key_bytes, entry.payload_bytes}};
}

std::size_t FoundTable::find(Bytes key, std::uint32_t fingerprint) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t index = fingerprint & mask;; index = (index + 1) & mask) {
    const std::uint64_t slot = slots_[index];
    if (slot == 0) return index;
    if (slot >> 32U != fingerprint) continue;
    const Bytes stored = at(index_of(slot)).key;
    if (stored.size() == key.size() && std::memcmp(stored.data(), key.data(), key.size()) == 0) {
      return index;
    }
  }
}

bool FoundTable::has_room(std::size_t bytes, std::size_t limit_bytes) const {
  std::size_t more = bytes_.growth_bytes(bytes);
  if (entries_.size() == entries_.capacity()) {
    more += std::max<std::size_t>(2 * entries_.size(), 1) * (sizeof(Entry) + sizeof(std::uint32_t));
  }
  return memory_bytes() + more <= limit_bytes &&
         bytes_.size() + bytes <= std::numeric_limits<std::uint32_t>::max();
}

// The bytes that a better link leaves behind stay where they are: few have more than one.
bool FoundTable::improve(Entry& entry, const Found& found, std::size_t limit_bytes) {
  if (found.link >= entry.link) return true;
  const std::size_t bytes = found.key.size() + found.payload.size();
  if (!has_room(bytes, limit_bytes)) return false;
  entry.offset = static_cast<std::uint32_t>(bytes_.size());
  entry.link = found.link;
  entry.payload_bytes = static_cast<std::uint16_t>(found.payload.size());
  bytes_.append(found.key.data(), found.key.size());
  if (!found.payload.empty()) bytes_.append(found.payload.data(), found.payload.size());
  return true;
}

bool FoundTable::add(const Found& found, std::uint64_t hash, std::size_t limit_bytes) {
  const std::uint32_t fingerprint = fingerprint_of(hash);
  std::size_t index = find(found.key, fingerprint);
  if (slots_[index] != 0) {
    return improve(entries_[index_of(slots_[index])], found, limit_bytes);
  }
  if (!has_room(found.key.size() + found.payload.size(), limit_bytes)) return false;
  if ((entries_.size() + 1) * 4 > slots_.size() * 3) {
    if (!grow(limit_bytes)) return false;
    index = find(found.key, fingerprint);
  }
  entries_.push_back({found.link, static_cast<std::uint32_t>(bytes_.size()),
                      static_cast<std::uint16_t>(found.key.size()),
                      static_cast<std::uint16_t>(found.payload.size())});
  bytes_.append(found.key.data(), found.key.size());
  if (!found.payload.empty()) bytes_.append(found.payload.data(), found.payload.size());
  slots_[index] = std::uint64_t{fingerprint} << 32U | entries_.size();
  return true;
}

bool FoundTable::grow(std::size_t limit_bytes) {
  const std::size_t wider = 2 * slots_.size();
  if (memory_bytes() + wider * sizeof slots_[0] > limit_bytes) return false;
  std::vector<std::uint64_t> slots(wider);
  for (const std::uint64_t slot : slots_) {
    if (slot == 0) continue;
    std::size_t index = (slot >> 32U) & (wider - 1);
    while (slots[index] != 0) index = (index + 1) & (wider - 1);
    slots[index] = slot;
  }
  slots_ = std::move(slots);
  return true;
}

// Behind this it is no table any more.
void FoundTable::sort_slots() {
  slots_.erase(std::remove(slots_.begin(), slots_.end(), std::uint64_t{0}), slots_.end());
  const auto key = [&](std::uint64_t slot) {
    return SortedKey(static_cast<std::uint32_t>(slot >> 32U), at(index_of(slot)).key);
  };
  std::sort(slots_.begin(), slots_.end(), [&](std::uint64_t a, std::uint64_t b) {
    return a >> 32U != b >> 32U ? a < b : key(a) < key(b);
  });
}

std::vector<std::uint32_t> FoundTable::by_link() const {
  std::vector<std::uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return entries_[a].link < entries_[b].link; });
  return order;
}

void FoundTable::clear() {
  *this = FoundTable();
}

}  // namespace claimcheck::explore
