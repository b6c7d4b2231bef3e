// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "properties/explore/levels/exchange.hpp"
#include "properties/explore/levels/found.hpp"

namespace claimcheck::explore {

// Which rank has a shard.
inline std::size_t owner_of(std::uint32_t shard, std::size_t ranks) {
  return shard * ranks / shard_count;
}

// The states that a rank found and others own, a batch a shard. A state that was sent is mostly
// left out when it is found again: what this rank sends later of one key has a greater link, so it
// could change nothing.
class Outbox {
 public:
  explicit Outbox(Exchange& exchange);

  void add(std::uint32_t shard, const Found& found, std::uint64_t hash);
  void flush();
  std::uint64_t sent() const { return sent_; }  // states

  static std::uint32_t shard_of(const Batch& batch) { return batch[0]; }
  // visit(found), of each in the batch.
  template <class Visit>
  static void read(const Batch& batch, Visit visit) {
    for (std::size_t at = 1; at < batch.size();) {
      const FoundHeader header = read_header(batch.data() + at);
      const std::uint8_t* bytes = batch.data() + at + FoundHeader::bytes;
      visit(Found{header.link,
                  {bytes, header.key_bytes},
                  {bytes + header.key_bytes, header.payload_bytes}});
      at += FoundHeader::bytes + header.key_bytes + header.payload_bytes;
    }
  }

 private:
  bool was_sent(Bytes key, std::uint64_t hash);
  void send(std::uint32_t shard);

  Exchange& exchange_;
  std::array<Batch, shard_count> batches_;
  std::vector<std::uint8_t> recent_;  // rows of keys, each behind its length: one key a row
  std::uint64_t sent_ = 0;
};

}  // namespace claimcheck::explore
