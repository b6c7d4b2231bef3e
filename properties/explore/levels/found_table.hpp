// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "properties/explore/byte_buffer.hpp"
#include "properties/explore/levels/found.hpp"

namespace claimcheck::explore {

// The states that a level has found so far, in memory: each once, with its least link. As in
// StateSet a fingerprint only says where to look; keys are compared whole.
class FoundTable {
 public:
  FoundTable();

  // False where it would take more than limit_bytes; then nothing has changed. The hash is
  // hash_bytes() of the key.
  bool add(const Found& found, std::uint64_t hash, std::size_t limit_bytes);

  std::size_t size() const { return entries_.size(); }
  Found at(std::uint32_t index) const;
  std::vector<std::uint32_t> by_link() const;
  void clear();

  // Each state in the order of SortedKey; the table is empty then. It is wanted when there is no
  // more room, so the slots are sorted where they are.
  template <class Visit>
  void empty_by_key(Visit visit) {
    sort_slots();
    for (const std::uint64_t slot : slots_) visit(at(index_of(slot)));
    clear();
  }

  // The three steps of an addition that wait for memory, asked for ahead of time: the slot, some
  // additions later the entry that it names, and then the entry's bytes.
  void prefetch_slot(std::uint64_t hash) const {
    __builtin_prefetch(&slots_[fingerprint_of(hash) & (slots_.size() - 1)]);
  }
  void prefetch_entry(std::uint64_t hash) const {
    if (const auto index = likely(hash)) __builtin_prefetch(&entries_[*index]);
  }
  void prefetch_bytes(std::uint64_t hash) const {
    if (const auto index = likely(hash)) __builtin_prefetch(bytes_.at(entries_[*index].offset));
  }

  // The order of by_link() is counted: without a disk it is wanted when there is no more room.
  std::size_t memory_bytes() const {
    return bytes_.capacity_bytes() + slots_.size() * sizeof slots_[0] +
           entries_.capacity() * (sizeof entries_[0] + sizeof(std::uint32_t));
  }

 private:
  struct Entry {
    Link link;
    std::uint32_t offset;  // of its key and payload in bytes_
    std::uint16_t key_bytes;
    std::uint16_t payload_bytes;
  };

  static std::uint32_t index_of(std::uint64_t slot) { return static_cast<std::uint32_t>(slot) - 1; }
  // The entry of that fingerprint, which is nearly always of that hash.
  std::optional<std::uint32_t> likely(std::uint64_t hash) const {
    const std::uint32_t fingerprint = fingerprint_of(hash);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = fingerprint & mask; slots_[at] != 0; at = (at + 1) & mask) {
      if (slots_[at] >> 32U == fingerprint) return index_of(slots_[at]);
    }
    return std::nullopt;
  }
  std::size_t find(Bytes key, std::uint32_t fingerprint) const;
  void sort_slots();
  bool improve(Entry& entry, const Found& found, std::size_t limit_bytes);
  bool has_room(std::size_t bytes, std::size_t limit_bytes) const;
  bool grow(std::size_t limit_bytes);

  ByteBuffer bytes_;
  std::vector<Entry> entries_;
  // Fingerprint in the upper half, place in entries_ + 1 in the lower; 0 is empty. At most three
  // quarters are taken; as many as a power of two.
  std::vector<std::uint64_t> slots_;
};

}  // namespace claimcheck::explore
