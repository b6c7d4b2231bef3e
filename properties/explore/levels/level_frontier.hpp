// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "properties/explore/levels/exchange.hpp"
#include "properties/explore/levels/level_shard.hpp"
#include "properties/explore/levels/outbox.hpp"
#include "properties/explore/result.hpp"
#include "properties/explore/slot.hpp"

namespace claimcheck::explore {

// What Frontier is for a search in one memory: the search without the model. Each rank has some of
// the shards, and expands the states in them; what it finds goes to the rank that owns it, at once.
// absorb() and end_shard() may run for several shards at a time.
class LevelFrontier {
 public:
  // Borrows all but the storage.
  LevelFrontier(const Ledger& ledger, const Options& options, const Storage& storage,
                Exchange& exchange);

  // The shards of this rank, in order.
  std::size_t own_shards() const { return shards_.size(); }
  LevelShard& own_shard(std::size_t index) { return shards_[index]; }
  std::uint32_t depth() const { return depth_; }
  bool is_stopped() const { return limit_ != Limit::none; }

  // By all ranks, behind end_shard() of all shards: moves on to what the last level found; false if
  // that is nothing or a limit is met.
  bool next_level();
  bool next_round();
  std::size_t chunk_count() const;
  std::span<const Waiting> chunk_states(std::size_t number) const;
  Slot& slot(std::size_t number) { return slots_[number]; }

  // What the chunks have for others is sent, and what others have for us is taken. The first level
  // is everybody's: there what others own is left to them.
  void begin_absorbing(std::size_t chunk_count);
  void absorb(std::size_t index);
  void end_round(std::size_t chunk_count, Ledger& ledger);

  // Behind the last round of a level, until it says true: nothing is under way any more. What came
  // is to be absorbed after each call.
  bool is_over();
  void end_shard(std::size_t index) { shards_[index].end_level(); }

  // States that went to other ranks.
  std::uint64_t sent() const { return outbox_.sent(); }

  // By all ranks.
  Link link(StateId id);
  template <class Action>
  void count_into(Result<Action>& result) {
    const auto sums = exchange_.sum({generated_, memory_bytes(), disk_bytes_});
    result.limit = limit_;
    result.generated = sums[0];
    result.memory_bytes = sums[1];
    result.disk_bytes = sums[2];
    result.distinct = distinct_;
    result.queue = distinct_ - expanded_everywhere_;
    result.states_per_depth = states_per_depth_;
  }

 private:
  struct Item {
    StateId id;
    std::size_t encoding;  // in round_bytes_
    std::size_t path;
    std::size_t end;
  };

  struct Arrival {
    const Chunk* chunk;
    const Candidate* candidate;
  };

  std::size_t memory_bytes() const;
  void absorb_chunks(LevelShard& shard);
  void route(const Chunk& chunk);
  Found found_of(const Chunk& chunk, const Candidate& candidate, ByteBuffer& scratch) const;
  std::span<const std::uint8_t> path_of(StateId parent) const;
  void receive();
  bool may_go_on();
  void measure_disk();

  const Options& options_;
  const Storage storage_;
  const Ledger& ledger_;
  Exchange& exchange_;
  Outbox outbox_;
  std::deque<LevelShard> shards_;
  std::vector<Slot> slots_;
  std::vector<const Chunk*> chunks_;                        // that are being absorbed
  std::array<std::vector<Batch>, shard_count> inbox_;       // by shard
  std::array<ByteBuffer, shard_count> scratch_;             // by shard
  std::array<std::vector<Arrival>, shard_count> arrivals_;  // by shard; scratch of absorb()
  std::vector<Item> items_;                                 // of the round, in order
  std::vector<Waiting> round_;
  ByteBuffer round_bytes_;
  std::size_t states_per_chunk_ = 1;
  bool has_begun_ = false;
  bool asked_to_stop_ = false;
  Limit limit_ = Limit::none;
  std::uint32_t depth_ = 0;
  std::uint64_t generated_ = 0;
  std::uint64_t expanded_ = 0;
  std::uint64_t disk_bytes_ = 0;  // the most so far
  std::uint64_t distinct_ = 0;    // of all ranks, as these two
  std::uint64_t expanded_everywhere_ = 0;
  std::vector<std::uint64_t> states_per_depth_;
  std::chrono::steady_clock::time_point reported_;
  std::uint64_t generated_reported_ = 0;
};

}  // namespace claimcheck::explore
