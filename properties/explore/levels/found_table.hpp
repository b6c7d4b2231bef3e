// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
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
  std::vector<std::uint32_t> by_key() const;
  std::vector<std::uint32_t> by_link() const;
  void clear();

  // The order of by_key() is counted: it is wanted when there is no more room.
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

  std::size_t find(Bytes key, std::uint32_t fingerprint) const;
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
