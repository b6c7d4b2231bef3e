// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "properties/explore/arena.hpp"

namespace claimcheck::explore {

enum class Insertion { fresh, known, full };

// A set of encodings. Open addressing with linear probing over eight-byte slots {fingerprint,
// position in the arena}; a fingerprint that matches is followed by a comparison of all bytes, so
// the answer `known` is never a guess (a bit-state or hash-compacted set may lose states).
//
// A slot's home is the leading bits of its fingerprint. Growing is therefore one sweep over the
// slots that never looks at an encoding, at the price of fewer fingerprint bits that tell
// neighbours apart: at 16 million states a set some 8 remain, one needless comparison in 256.
//
// Looking up is safe from many threads while none inserts.
class StateSet {
 public:
  StateSet();

  // `full`: the set would have taken more than limit_bytes, or the arena has run out of positions;
  // nothing has changed. The hash is hash_bytes() of the encoding.
  Insertion insert(std::span<const std::uint8_t> encoding, std::uint64_t hash, const Origin& origin,
                   std::size_t limit_bytes);

  bool contains(std::span<const std::uint8_t> encoding, std::uint64_t hash) const;

  const Arena& arena() const { return arena_; }
  std::uint64_t size() const { return size_; }
  std::size_t memory_bytes() const {
    return arena_.memory_bytes() + slots_.size() * sizeof(std::uint64_t);
  }

  // The two steps of an insertion that wait for memory, asked for ahead of time: first the slot,
  // some insertions later the record that the slot points to.
  void prefetch_slot(std::uint64_t hash) const {
    __builtin_prefetch(&slots_[home(fingerprint(hash))]);
  }
  void prefetch_record(std::uint64_t hash) const {
    const std::uint32_t print = fingerprint(hash);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t index = home(print); slots_[index] != 0; index = (index + 1) & mask) {
      if (slots_[index] >> 32 == print) return arena_.prefetch(position(slots_[index]));
    }
  }

 private:
  static std::uint32_t fingerprint(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
  }
  static std::uint32_t position(std::uint64_t slot) { return static_cast<std::uint32_t>(slot) - 1; }
  std::size_t home(std::uint32_t fingerprint) const { return fingerprint >> home_shift_; }

  // The slot that holds the encoding, or the empty one where it would go.
  std::size_t find(std::span<const std::uint8_t> encoding, std::uint32_t fingerprint) const;
  bool grow(std::size_t limit_bytes);

  Arena arena_;
  // Fingerprint in the upper half, position + 1 in the lower; 0 is empty. At most three quarters
  // are taken, so that every probe ends.
  std::vector<std::uint64_t> slots_;
  unsigned home_shift_;  // slots_.size() == 2^(32 - home_shift_)
  std::uint64_t size_ = 0;
};

}  // namespace claimcheck::explore
