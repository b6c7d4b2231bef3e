// SPDX-License-Identifier: MIT
#include "properties/explore/levels/outbox.hpp"

#include <cstring>
#include <utility>

namespace claimcheck::explore {

namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 15;
constexpr std::size_t row_bytes = 64;
constexpr std::size_t row_count = std::size_t{1} << 16;

struct Appending {
  Batch& batch;
  void append(const void* bytes, std::size_t count) {
    const auto* begin = static_cast<const std::uint8_t*>(bytes);
    if (count > 0) batch.insert(batch.end(), begin, begin + count);
  }
};

}  // namespace

Outbox::Outbox(Exchange& exchange)
    : exchange_(exchange), recent_(exchange.size() > 1 ? row_bytes * row_count : 0) {}

bool Outbox::was_sent(Bytes key, std::uint64_t hash) {
  if (key.size() >= row_bytes) return false;
  std::uint8_t* row = recent_.data() + (hash >> 32U) % row_count * row_bytes;
  if (row[0] == key.size() && std::memcmp(row + 1, key.data(), key.size()) == 0) return true;
  row[0] = static_cast<std::uint8_t>(key.size());
  std::memcpy(row + 1, key.data(), key.size());
  return false;
}

void Outbox::add(std::uint32_t shard, const Found& found, std::uint64_t hash) {
  if (was_sent(found.key, hash)) return;
  Batch& batch = batches_[shard];
  if (batch.empty()) {
    batch.reserve(batch_bytes);
    batch.push_back(static_cast<std::uint8_t>(shard));
  }
  Appending to{batch};
  write_found(to, found);
  ++sent_;
  if (batch.size() > batch_bytes - 256) send(shard);
}

void Outbox::send(std::uint32_t shard) {
  exchange_.send(owner_of(shard, exchange_.size()), std::move(batches_[shard]));
  batches_[shard] = {};
}

void Outbox::flush() {
  for (std::uint32_t shard = 0; shard < shard_count; ++shard) {
    if (!batches_[shard].empty()) send(shard);
  }
}

}  // namespace claimcheck::explore
