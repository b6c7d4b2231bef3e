// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "properties/explore/arena.hpp"
#include "properties/explore/byte_buffer.hpp"
#include "properties/explore/hash.hpp"

namespace claimcheck::explore {

// A state that waits to be expanded. `encoding` is the state as it was reached, which under
// symmetry need not be the canonical form that its record holds.
struct Waiting {
  StateId id;
  std::span<const std::uint8_t> encoding;
};

// A transition's target, not yet looked up.
struct Candidate {
  std::uint64_t hash = 0;
  StateId parent;
  std::uint32_t offset = 0;  // of its bytes in the chunk
  std::uint32_t action = 0;
  std::uint16_t key_bytes = 0;      // what the set compares: the encoding, or its canonical form
  std::uint16_t reached_bytes = 0;  // under symmetry the encoding itself, behind the key; else 0
};

// The transitions out of a few states, grouped by the shard of their targets. Filled by one
// worker, then read by those that own the shards.
class Chunk {
 public:
  void clear() {
    bytes_.clear();
    candidates_.clear();
  }

  // Adds a candidate whose key and, behind it, whose encoding have been written to room();
  // at most Arena::max_encoding_bytes each. Throws std::length_error if the action's number does
  // not fit a record.
  std::uint8_t* room(std::size_t count) { return bytes_.room(count); }
  void add(const Origin& origin, std::size_t key_bytes, std::size_t reached_bytes);

  void group_by_shard();

  // Places of the shard's candidates, in the order in which they were added.
  std::span<const std::uint32_t> of_shard(std::uint32_t shard) const {
    return {order_.data() + begin_[shard], order_.data() + begin_[shard + 1]};
  }
  const Candidate& candidate(std::uint32_t index) const { return candidates_[index]; }
  std::span<const std::uint8_t> key(const Candidate& candidate) const {
    return {bytes_.at(candidate.offset), candidate.key_bytes};
  }
  std::span<const std::uint8_t> reached(const Candidate& candidate) const {
    return {bytes_.at(candidate.offset + candidate.key_bytes), candidate.reached_bytes};
  }

  std::size_t memory_bytes() const {
    return bytes_.capacity_bytes() + candidates_.capacity() * sizeof(Candidate) +
           order_.capacity() * sizeof(std::uint32_t);
  }

 private:
  ByteBuffer bytes_;
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> order_;
  std::array<std::size_t, shard_count + 1> begin_{};
};

}  // namespace claimcheck::explore
