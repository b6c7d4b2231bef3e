// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace claimcheck::explore {

// The states are spread over a fixed number of sets by their hash, so that workers can insert
// without locks. It is fixed, not the number of workers: the order of states must not depend on
// how many of them there are.
inline constexpr std::uint32_t shard_count = 16;

// Where a state is: its shard, and its record there, counted in units of Arena::unit_bytes.
struct StateId {
  static constexpr std::uint32_t no_offset = 0xffffffffU;

  std::uint32_t offset = no_offset;
  std::uint32_t shard = 0;

  friend bool operator==(const StateId&, const StateId&) = default;
};

// How a state was first reached: the action's place in the enumeration of its parent's actions.
// An initial state has no parent, and `action` is its place among the initial states.
struct Origin {
  StateId parent;
  std::uint32_t action = 0;

  bool is_initial() const { return parent.offset == StateId::no_offset; }
  friend bool operator==(const Origin&, const Origin&) = default;
};

// An append-only store of records {origin, encoding}: eight bytes and the encoding, rounded up
// to four. Records never move. Reading is safe from many threads while none appends.
class Arena {
 public:
  static constexpr std::size_t unit_bytes = 4;
  static constexpr std::size_t block_bytes = std::size_t{1} << 16;
  static constexpr std::size_t max_encoding_bytes = 4095;
  static constexpr std::uint32_t max_action = 0xffff;

  // The record's place, or nothing if places have run out (16 GiB of records).
  // 1 <= encoding.size() <= max_encoding_bytes, origin.action <= max_action.
  std::optional<std::uint32_t> append(const Origin& origin, std::span<const std::uint8_t> encoding);

  // What append() would add to memory_bytes().
  std::size_t growth_bytes(std::size_t encoding_bytes) const {
    return free_bytes() < record_bytes(encoding_bytes) ? block_bytes + sizeof(Block) : 0;
  }

  Origin origin(std::uint32_t offset) const {
    const Header header = header_at(offset);
    return {{header.parent_offset, header.parent_shard()}, header.action()};
  }

  std::span<const std::uint8_t> encoding(std::uint32_t offset) const {
    const std::uint8_t* record = record_at(offset);
    Header header;
    std::memcpy(&header, record, sizeof header);
    return {record + sizeof header, header.length()};
  }

  // The record behind this one, or end(). Walking starts at 0.
  std::uint32_t next(std::uint32_t offset) const;
  std::uint32_t end() const { return end_; }

  std::size_t memory_bytes() const { return blocks_.size() * (block_bytes + sizeof(Block)); }

  void prefetch(std::uint32_t offset) const {
    const std::uint8_t* record = record_at(offset);
    __builtin_prefetch(record);
    __builtin_prefetch(record + 64);
  }

 private:
  using Block = std::unique_ptr<std::uint8_t[]>;
  static constexpr std::uint32_t units_per_block = block_bytes / unit_bytes;

  struct Header {
    std::uint32_t parent_offset = 0;
    std::uint32_t packed = 0;  // action: 16 bits, length: 12, parent's shard: 4

    std::uint32_t action() const { return packed >> 16; }
    std::uint32_t length() const { return (packed >> 4) & 0xfffU; }
    std::uint32_t parent_shard() const { return packed & 0xfU; }
  };
  static_assert(shard_count <= 16);

  static std::size_t record_bytes(std::size_t encoding_bytes) {
    return sizeof(Header) + (encoding_bytes + unit_bytes - 1) / unit_bytes * unit_bytes;
  }

  const std::uint8_t* record_at(std::uint32_t offset) const {
    return blocks_[offset / units_per_block].get() + offset % units_per_block * unit_bytes;
  }
  Header header_at(std::uint32_t offset) const {
    Header header;
    std::memcpy(&header, record_at(offset), sizeof header);
    return header;
  }
  // Left in the last block: a record never lies across two.
  std::size_t free_bytes() const {
    return blocks_.size() * block_bytes - std::size_t{end_} * unit_bytes;
  }

  std::vector<Block> blocks_;  // zeroed: a length of 0 ends a block before its last byte
  std::uint32_t end_ = 0;      // in units, in the last block or at its very end
};

}  // namespace claimcheck::explore
