// SPDX-License-Identifier: MIT
#include "properties/explore/shard.hpp"

#include <utility>

namespace claimcheck::explore {

namespace {

// How many insertions ahead memory is asked for: the slot first, then the record it names.
constexpr std::size_t slot_ahead = 16;
constexpr std::size_t record_ahead = 8;

}  // namespace

bool Shard::insert(const Chunk& chunk, const Candidate& candidate, std::size_t limit_bytes) {
  const auto reached = chunk.reached(candidate);
  const std::uint16_t length = candidate.reached_bytes;
  // Asked for first: a state must not be in the set and missing among those that wait.
  const std::size_t buffers_bytes = reached_.capacity_bytes() + reached_next_.capacity_bytes() +
                                    reached_next_.growth_bytes(sizeof length + length);
  if (buffers_bytes > limit_bytes) return false;
  const Insertion insertion =
      states_.insert(chunk.key(candidate), candidate.hash, {candidate.parent, candidate.action},
                     limit_bytes - buffers_bytes);
  if (insertion == Insertion::fresh && !reached.empty()) {
    reached_next_.append(&length, sizeof length);
    reached_next_.append(reached.data(), reached.size());
  }
  return insertion != Insertion::full;
}

void Shard::absorb(std::span<const Chunk* const> chunks, std::size_t limit_bytes) {
  // One list over all chunks: prefetching that starts anew with each chunk would start too late
  // for most of its few candidates.
  arrivals_.clear();
  for (const Chunk* chunk : chunks) {
    for (const std::uint32_t position : chunk->of_shard(number_)) {
      arrivals_.push_back({chunk, &chunk->candidate(position)});
    }
  }
  for (std::size_t index = 0; index < arrivals_.size() && !full_; ++index) {
    if (index + slot_ahead < arrivals_.size()) {
      states_.prefetch_slot(arrivals_[index + slot_ahead].candidate->hash);
    }
    if (index + record_ahead < arrivals_.size()) {
      states_.prefetch_record(arrivals_[index + record_ahead].candidate->hash);
    }
    full_ = !insert(*arrivals_[index].chunk, *arrivals_[index].candidate, limit_bytes);
  }
}

void Shard::next_level() {
  waiting_ = states_.size() - level_begin_;
  level_begin_ = states_.size();
  std::swap(reached_, reached_next_);
  reached_next_.clear();
  reached_cursor_ = 0;
}

Waiting Shard::take() {
  taken_ = taken_ == StateId::no_offset ? 0 : arena().next(taken_);
  Waiting waiting{{taken_, number_}, arena().encoding(taken_)};
  if (reached_.size() > 0) {
    std::uint16_t length = 0;
    std::memcpy(&length, reached_.at(reached_cursor_), sizeof length);
    waiting.encoding = {reached_.at(reached_cursor_ + sizeof length), length};
    reached_cursor_ += sizeof length + length;
  }
  --waiting_;
  return waiting;
}

}  // namespace claimcheck::explore
