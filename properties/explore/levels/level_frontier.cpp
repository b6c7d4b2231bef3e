// SPDX-License-Identifier: MIT
#include "properties/explore/levels/level_frontier.hpp"

#include <algorithm>
#include <thread>

#include "properties/explore/shard.hpp"

namespace claimcheck::explore {

namespace {

// Longer rounds than in one memory: between two of them batches are taken.
constexpr std::size_t chunks_per_round = 32;
constexpr std::uint64_t candidates_per_round = 1 << 15;
constexpr std::uint64_t max_states_per_chunk = 256;
constexpr std::chrono::microseconds idle(50);
// How many additions ahead memory is asked for: the slots first, then the records that they name,
// then the bytes that those name.
constexpr std::size_t slots_ahead = 24;
constexpr std::size_t records_ahead = 16;
constexpr std::size_t bytes_ahead = 8;

}  // namespace

LevelFrontier::LevelFrontier(const Ledger& ledger, const Options& options, const Storage& storage,
                             Exchange& exchange)
    : options_(options),
      storage_(storage),
      ledger_(ledger),
      exchange_(exchange),
      outbox_(exchange),
      reported_(std::chrono::steady_clock::now()) {
  std::vector<std::uint32_t> own;
  for (std::uint32_t number = 0; number < shard_count; ++number) {
    if (owner_of(number, exchange.size()) == exchange.rank()) own.push_back(number);
  }
  for (const std::uint32_t number : own) {
    shards_.emplace_back(number, storage, options.max_memory_bytes / own.size());
  }
  for (std::size_t number = 0; number < chunks_per_round; ++number) slots_.emplace_back(ledger);
}

bool LevelFrontier::next_level() {
  const bool is_first = !has_begun_;
  measure_disk();
  has_begun_ = true;
  std::uint64_t waiting = 0;
  bool full = false;
  for (const LevelShard& shard : shards_) {
    waiting += shard.waiting();
    full = full || shard.is_full();
  }
  const auto sums =
      exchange_.sum({waiting, full, asked_to_stop_, !ledger_.violations().empty(), expanded_});
  distinct_ += sums[0];
  expanded_everywhere_ = sums[4];
  if (sums[0] > 0) states_per_depth_.push_back(sums[0]);
  if (sums[1] > 0) {
    limit_ = Limit::memory;
  } else if (sums[0] > 0 && distinct_ > options_.max_states) {
    limit_ = Limit::states;
  } else if (sums[2] > 0) {
    limit_ = Limit::progress;
  } else if (sums[0] > 0 && options_.stop_at_finding && sums[3] > 0) {
    limit_ = Limit::finding;
  }
  if (!is_first) ++depth_;
  return !is_stopped() && sums[0] > 0;
}

bool LevelFrontier::next_round() {
  const std::uint64_t actions_per_state = generated_ / std::max<std::uint64_t>(expanded_, 1) + 1;
  states_per_chunk_ = std::clamp<std::uint64_t>(
      candidates_per_round / chunks_per_round / actions_per_state, 1, max_states_per_chunk);
  items_.clear();
  round_.clear();
  round_bytes_.clear();
  if (!may_go_on()) return false;
  for (LevelShard& shard : shards_) {
    while (shard.waiting() > 0 && items_.size() < chunks_per_round * states_per_chunk_) {
      const StateId id = shard.next_id();
      const LevelState state = shard.take();
      const std::size_t begin = round_bytes_.size();
      round_bytes_.append(state.encoding.data(), state.encoding.size());
      round_bytes_.append(state.path.data(), state.path.size());
      items_.push_back({id, begin, begin + state.encoding.size(), round_bytes_.size()});
    }
  }
  for (const Item& item : items_) {
    round_.push_back({item.id, {round_bytes_.at(item.encoding), item.path - item.encoding}});
  }
  return !round_.empty();
}

std::size_t LevelFrontier::chunk_count() const {
  return (round_.size() + states_per_chunk_ - 1) / states_per_chunk_;
}

std::span<const Waiting> LevelFrontier::chunk_states(std::size_t number) const {
  const std::size_t begin = number * states_per_chunk_;
  return std::span(round_).subspan(begin, std::min(states_per_chunk_, round_.size() - begin));
}

// The states of a round are in the order of their places.
std::span<const std::uint8_t> LevelFrontier::path_of(StateId parent) const {
  const auto item = std::lower_bound(
      items_.begin(), items_.end(), place_of(parent),
      [](const Item& one, std::uint64_t place) { return place_of(one.id) < place; });
  return {round_bytes_.at(item->path), item->end - item->path};
}

Found LevelFrontier::found_of(const Chunk& chunk, const Candidate& candidate,
                              ByteBuffer& scratch) const {
  const Origin origin{candidate.parent, candidate.action};
  const Found found{link_of(origin), chunk.key(candidate), chunk.reached(candidate)};
  if (!storage_.keep_levels || origin.is_initial()) return found;
  const auto action = static_cast<std::uint16_t>(candidate.action);
  const auto path = path_of(candidate.parent);
  scratch.clear();
  scratch.append(found.payload.data(), found.payload.size());
  scratch.append(path.data(), path.size());
  scratch.append(&action, sizeof action);
  return {found.link, found.key, {scratch.at(0), scratch.size()}};
}

void LevelFrontier::route(const Chunk& chunk) {
  ByteBuffer scratch;
  for (std::uint32_t shard = 0; shard < shard_count; ++shard) {
    if (owner_of(shard, exchange_.size()) == exchange_.rank()) continue;
    for (const std::uint32_t index : chunk.of_shard(shard)) {
      const Candidate& candidate = chunk.candidate(index);
      outbox_.add(shard, found_of(chunk, candidate, scratch), candidate.hash);
    }
  }
}

void LevelFrontier::receive() {
  while (auto batch = exchange_.receive()) {
    const std::uint32_t shard = Outbox::shard_of(*batch);
    inbox_[shard].push_back(std::move(*batch));
  }
}

void LevelFrontier::begin_absorbing(std::size_t chunk_count) {
  chunks_.clear();
  for (std::size_t number = 0; number < chunk_count; ++number) {
    generated_ += slots_[number].generated;
    chunks_.push_back(&slots_[number].chunk);
    if (exchange_.size() > 1 && has_begun_) route(slots_[number].chunk);
  }
  receive();
}

void LevelFrontier::absorb_chunks(LevelShard& shard) {
  const std::uint32_t number = shard.number();
  auto& arrivals = arrivals_[number];
  arrivals.clear();
  for (const Chunk* chunk : chunks_) {
    for (const std::uint32_t position : chunk->of_shard(number)) {
      arrivals.push_back({chunk, &chunk->candidate(position)});
    }
  }
  const auto ahead = [&](std::size_t index, auto prefetch) {
    if (index < arrivals.size()) prefetch(arrivals[index].candidate->hash);
  };
  for (std::size_t index = 0; index < arrivals.size(); ++index) {
    ahead(index + slots_ahead, [&](std::uint64_t hash) { shard.prefetch_slots(hash); });
    ahead(index + records_ahead, [&](std::uint64_t hash) { shard.prefetch_records(hash); });
    ahead(index + bytes_ahead, [&](std::uint64_t hash) { shard.prefetch_bytes(hash); });
    const auto& [chunk, candidate] = arrivals[index];
    shard.add(found_of(*chunk, *candidate, scratch_[number]), candidate->hash);
  }
}

void LevelFrontier::absorb(std::size_t index) {
  LevelShard& shard = shards_[index];
  const std::uint32_t number = shard.number();
  absorb_chunks(shard);
  for (const Batch& batch : inbox_[number]) {
    Outbox::read(batch, [&](const Found& found) {
      shard.add(found, hash_bytes(found.key.data(), found.key.size()));
    });
  }
  inbox_[number].clear();
}

void LevelFrontier::end_round(std::size_t chunk_count, Ledger& ledger) {
  for (std::size_t number = 0; number < chunk_count; ++number) {
    slots_[number].observer.report_to(ledger);
  }
  expanded_ += round_.size();
  chunks_.clear();
}

bool LevelFrontier::is_over() {
  outbox_.flush();
  measure_disk();
  const bool quiet = exchange_.is_quiet();
  if (!quiet) {
    receive();
    if (std::all_of(inbox_.begin(), inbox_.end(), [](const auto& box) { return box.empty(); })) {
      std::this_thread::sleep_for(idle);
    }
  }
  return quiet;
}

// Whether the rest of the level is expanded: not where a limit is met already.
bool LevelFrontier::may_go_on() {
  std::uint64_t size = 0;
  for (const LevelShard& shard : shards_) {
    if (shard.is_full()) return false;
    size += shard.size();
  }
  const auto now = std::chrono::steady_clock::now();
  if (!options_.progress || now - reported_ < options_.progress_interval_ms) {
    return !asked_to_stop_;
  }
  const double elapsed_seconds = std::chrono::duration<double>(now - reported_).count();
  const Progress progress{
      generated_,       distinct_,
      size - expanded_, depth_,
      memory_bytes(),   static_cast<double>(generated_ - generated_reported_) / elapsed_seconds};
  reported_ = now;
  generated_reported_ = generated_;
  if (!options_.progress(progress)) asked_to_stop_ = true;
  return !asked_to_stop_;
}

std::size_t LevelFrontier::memory_bytes() const {
  std::size_t bytes = round_bytes_.capacity_bytes();
  for (const LevelShard& shard : shards_) bytes += shard.memory_bytes();
  for (const Slot& slot : slots_) bytes += slot.chunk.memory_bytes();
  return bytes;
}

void LevelFrontier::measure_disk() {
  std::uint64_t bytes = 0;
  for (const LevelShard& shard : shards_) bytes += shard.disk_bytes();
  disk_bytes_ = std::max(disk_bytes_, bytes);
}

Link LevelFrontier::link(StateId id) {
  std::uint64_t link = 0;
  for (LevelShard& shard : shards_) {
    if (shard.number() == shard_of(id)) link = shard.link(number_of(id));
  }
  return exchange_.sum({link})[0];
}

}  // namespace claimcheck::explore
