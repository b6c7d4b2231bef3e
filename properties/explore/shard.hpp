// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "properties/explore/arena.hpp"
#include "properties/explore/byte_buffer.hpp"
#include "properties/explore/chunk.hpp"
#include "properties/explore/state_set.hpp"

namespace claimcheck::explore {

// The set takes a state's home from the upper half of its hash; the shard is from the lower.
inline std::uint32_t shard_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash) % shard_count;
}

// One part of the state space: the states found so far and, level by level, those that wait to
// be expanded. absorb() is called by one worker at a time; reading is safe while none absorbs.
class Shard {
 public:
  explicit Shard(std::uint32_t number) : number_(number) {}

  // Inserts the shard's candidates, in the order of the chunks. Once one does not fit into
  // limit_bytes the rest is left out, and is_full() says so from then on.
  void absorb(std::span<const Chunk* const> chunks, std::size_t limit_bytes);
  bool is_full() const { return full_; }

  // The states absorbed since the last call become those that wait.
  void next_level();
  std::uint64_t waiting() const { return waiting_; }
  // The next state that waits; only while waiting() > 0. Its encoding lives until next_level().
  Waiting take();

  const Arena& arena() const { return states_.arena(); }
  std::uint64_t size() const { return states_.size(); }
  std::size_t memory_bytes() const {
    return states_.memory_bytes() + reached_.capacity_bytes() + reached_next_.capacity_bytes() +
           arrivals_.capacity() * sizeof(Arrival);
  }

 private:
  struct Arrival {
    const Chunk* chunk;
    const Candidate* candidate;
  };

  bool insert(const Chunk& chunk, const Candidate& candidate, std::size_t limit_bytes);

  std::uint32_t number_;
  bool full_ = false;
  StateSet states_;
  // The record taken last. The one behind it is looked for when it is wanted: where it will lie
  // is not known before it is appended.
  std::uint32_t taken_ = StateId::no_offset;
  std::uint64_t waiting_ = 0;      // records behind taken_ up to the end of the level
  std::uint64_t level_begin_ = 0;  // states_.size() when the level under construction began
  // Under symmetry, the encodings as reached, {length, bytes} each, one for each record of the
  // level that waits and of the next: a canonical form may stand for a state that no path of
  // concrete actions leads to, and counterexamples are such paths. Otherwise empty.
  ByteBuffer reached_;
  ByteBuffer reached_next_;
  std::size_t reached_cursor_ = 0;
  std::vector<Arrival> arrivals_;  // scratch of absorb()
};

}  // namespace claimcheck::explore
