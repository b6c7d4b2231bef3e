// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "properties/explore/result.hpp"
#include "properties/explore/shard.hpp"
#include "properties/explore/slot.hpp"

namespace claimcheck::explore {

// The search without the model: which states are expanded next, in which chunks, what it all
// takes, and when to stop. absorb() may run for several shards at once; the rest is for the
// thread that leads the search.
class Frontier {
 public:
  // Borrows both.
  Frontier(const Ledger& ledger, const Options& options);

  std::span<const Shard> shards() const { return shards_; }
  std::uint32_t depth() const { return depth_; }
  bool is_stopped() const { return limit_ != Limit::none; }

  // Moves on to the states found in the last level; false if there are none or a limit is met.
  bool next_level();
  // Takes the next states of the level; false if there are none.
  bool next_round();
  std::size_t chunk_count() const;
  std::span<const Waiting> chunk_states(std::size_t number) const;
  Slot& slot(std::size_t number) { return slots_[number]; }

  void begin_absorbing(std::size_t chunk_count);
  void absorb(std::size_t shard);
  void end_round(std::size_t chunk_count, Ledger& ledger);

  // All that is counted.
  template <class Action>
  void count_into(Result<Action>& result) const {
    result.limit = limit_;
    result.generated = generated_;
    result.distinct = distinct();
    result.queue = distinct() - expanded_;
    result.memory_bytes = memory_bytes();
    result.states_per_depth = states_per_depth_;
  }

 private:
  std::uint64_t distinct() const;
  std::size_t memory_bytes() const;
  void look_at_limits();
  void report_progress();

  const Ledger* ledger_;
  const Options* options_;
  std::vector<Shard> shards_;
  std::vector<Slot> slots_;
  std::vector<const Chunk*> chunks_;  // those of slots_ that are being absorbed
  std::vector<Waiting> round_;        // the states of this round, in order
  std::size_t states_per_chunk_ = 1;  // decided by counts alone, so that runs are alike
  std::size_t shard_limit_bytes_ = 0;
  Limit limit_ = Limit::none;
  std::uint32_t depth_ = 0;
  std::uint64_t generated_ = 0;
  std::uint64_t expanded_ = 0;
  std::vector<std::uint64_t> states_per_depth_;
  std::chrono::steady_clock::time_point reported_;
  std::uint64_t generated_reported_ = 0;
};

}  // namespace claimcheck::explore
