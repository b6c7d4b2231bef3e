// SPDX-License-Identifier: MIT
#include "properties/explore/frontier.hpp"

#include <algorithm>
#include <numeric>

namespace claimcheck::explore {

namespace {

// A round's candidates should fit the second-level cache, and a round should be long against the
// two times that workers wait for each other in it.
constexpr std::size_t chunks_per_round = 32;
constexpr std::uint64_t candidates_per_round = 1 << 14;
constexpr std::uint64_t max_states_per_chunk = 256;

}  // namespace

Frontier::Frontier(const Ledger& ledger, const Options& options)
    : ledger_(&ledger), options_(&options), reported_(std::chrono::steady_clock::now()) {
  for (std::uint32_t number = 0; number < shard_count; ++number) shards_.emplace_back(number);
  for (std::size_t number = 0; number < chunks_per_round; ++number) slots_.emplace_back(ledger);
}

bool Frontier::next_level() {
  if (options_->stop_at_finding && !ledger_->violations().empty() && expanded_ < distinct()) {
    limit_ = Limit::finding;
  }
  const std::uint64_t known =
      std::accumulate(states_per_depth_.begin(), states_per_depth_.end(), std::uint64_t{0});
  if (distinct() > known) states_per_depth_.push_back(distinct() - known);
  if (is_stopped() || distinct() == known) return false;
  for (Shard& shard : shards_) shard.next_level();
  depth_ = static_cast<std::uint32_t>(states_per_depth_.size() - 1);
  return true;
}

bool Frontier::next_round() {
  const std::uint64_t actions_per_state = generated_ / std::max<std::uint64_t>(expanded_, 1) + 1;
  states_per_chunk_ = std::clamp<std::uint64_t>(
      candidates_per_round / chunks_per_round / actions_per_state, 1, max_states_per_chunk);
  round_.clear();
  for (Shard& shard : shards_) {
    while (shard.waiting() > 0 && round_.size() < chunks_per_round * states_per_chunk_) {
      round_.push_back(shard.take());
    }
  }
  return !round_.empty();
}

std::size_t Frontier::chunk_count() const {
  return (round_.size() + states_per_chunk_ - 1) / states_per_chunk_;
}

std::span<const Waiting> Frontier::chunk_states(std::size_t number) const {
  const std::size_t begin = number * states_per_chunk_;
  return std::span(round_).subspan(begin, std::min(states_per_chunk_, round_.size() - begin));
}

// Each shard may take an equal part of what the chunks leave. The parts are fixed before the
// shards grow, so that whether a state fits does not depend on which shard grows first.
void Frontier::begin_absorbing(std::size_t chunk_count) {
  std::size_t chunks_bytes = 0;
  for (const Slot& slot : slots_) chunks_bytes += slot.chunk.memory_bytes();
  const std::size_t limit_bytes = options_->max_memory_bytes;
  shard_limit_bytes_ = limit_bytes > chunks_bytes ? (limit_bytes - chunks_bytes) / shard_count : 0;
  chunks_.clear();
  for (std::size_t number = 0; number < chunk_count; ++number) {
    generated_ += slots_[number].generated;
    chunks_.push_back(&slots_[number].chunk);
  }
}

void Frontier::absorb(std::size_t shard) {
  shards_[shard].absorb(chunks_, shard_limit_bytes_);
}

void Frontier::end_round(std::size_t chunk_count, Ledger& ledger) {
  for (std::size_t number = 0; number < chunk_count; ++number) {
    slots_[number].observer.report_to(ledger);
  }
  expanded_ += round_.size();
  round_.clear();
  look_at_limits();
  if (options_->progress) report_progress();
}

void Frontier::look_at_limits() {
  const bool full = std::any_of(shards_.begin(), shards_.end(),
                                [](const Shard& shard) { return shard.is_full(); });
  if (full) {
    limit_ = Limit::memory;
  } else if (distinct() > options_->max_states && expanded_ < distinct()) {
    limit_ = Limit::states;
  }
}

void Frontier::report_progress() {
  const auto now = std::chrono::steady_clock::now();
  if (now - reported_ < options_->progress_interval_ms) return;
  const double elapsed_seconds = std::chrono::duration<double>(now - reported_).count();
  const Progress progress{generated_,
                          distinct(),
                          distinct() - expanded_,
                          depth_,
                          memory_bytes(),
                          static_cast<double>(generated_ - generated_reported_) / elapsed_seconds};
  reported_ = now;
  generated_reported_ = generated_;
  const bool go_on = options_->progress(progress);
  if (!go_on && !is_stopped() && progress.queue > 0) limit_ = Limit::progress;
}

std::uint64_t Frontier::distinct() const {
  std::uint64_t count = 0;
  for (const Shard& shard : shards_) count += shard.size();
  return count;
}

std::size_t Frontier::memory_bytes() const {
  std::size_t bytes = 0;
  for (const Shard& shard : shards_) bytes += shard.memory_bytes();
  for (const Slot& slot : slots_) bytes += slot.chunk.memory_bytes();
  return bytes;
}

}  // namespace claimcheck::explore
