// SPDX-License-Identifier: MIT
#include "properties/explore/chunk.hpp"

#include <limits>
#include <stdexcept>

#include "properties/explore/shard.hpp"

namespace claimcheck::explore {

void Chunk::add(const Origin& origin, std::size_t key_bytes, std::size_t reached_bytes) {
  if (origin.action > Arena::max_action) throw std::length_error("a state has too many actions");
  const std::size_t offset = bytes_.size();
  if (offset > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error("the states of one chunk have too many successors");
  }
  candidates_.push_back({hash_bytes(bytes_.at(offset), key_bytes), origin.parent,
                         static_cast<std::uint32_t>(offset), origin.action,
                         static_cast<std::uint16_t>(key_bytes),
                         static_cast<std::uint16_t>(reached_bytes)});
  bytes_.appended(key_bytes + reached_bytes);
}

// A counting sort: stable, which keeps the order of exploration.
void Chunk::group_by_shard() {
  begin_.fill(0);
  for (const Candidate& candidate : candidates_) ++begin_[shard_of(candidate.hash) + 1];
  for (std::uint32_t shard = 0; shard < shard_count; ++shard) begin_[shard + 1] += begin_[shard];
  std::array<std::size_t, shard_count + 1> next = begin_;
  order_.resize(candidates_.size());
  for (std::uint32_t index = 0; index < candidates_.size(); ++index) {
    order_[next[shard_of(candidates_[index].hash)]++] = index;
  }
}

}  // namespace claimcheck::explore
