// SPDX-License-Identifier: MIT
#include "properties/explore/arena.hpp"

namespace claimcheck::explore {

std::optional<std::uint32_t> Arena::append(const Origin& origin,
                                           std::span<const std::uint8_t> encoding) {
  const std::size_t needed_bytes = record_bytes(encoding.size());
  if (free_bytes() < needed_bytes) {
    const std::uint64_t block_end = (std::uint64_t{blocks_.size()} + 1) * units_per_block;
    if (block_end >= StateId::no_offset) return std::nullopt;
    end_ = static_cast<std::uint32_t>(blocks_.size() * units_per_block);
    blocks_.push_back(std::make_unique<std::uint8_t[]>(block_bytes));
  }
  const Header header{origin.parent.offset, (origin.action << 16) |
                                                (static_cast<std::uint32_t>(encoding.size()) << 4) |
                                                origin.parent.shard};
  std::uint8_t* record = blocks_.back().get() + std::size_t{end_ % units_per_block} * unit_bytes;
  std::memcpy(record, &header, sizeof header);
  std::memcpy(record + sizeof header, encoding.data(), encoding.size());
  const std::uint32_t offset = end_;
  end_ += static_cast<std::uint32_t>(needed_bytes / unit_bytes);
  return offset;
}

std::uint32_t Arena::next(std::uint32_t offset) const {
  const std::uint32_t behind =
      offset + static_cast<std::uint32_t>(record_bytes(header_at(offset).length()) / unit_bytes);
  if (behind == end_) return end_;
  const std::uint32_t block_left = units_per_block - behind % units_per_block;
  const bool block_ends = block_left == units_per_block ||
                          block_left * unit_bytes < sizeof(Header) ||
                          header_at(behind).length() == 0;
  if (!block_ends) return behind;
  return (behind + units_per_block - 1) / units_per_block * units_per_block;
}

}  // namespace claimcheck::explore
