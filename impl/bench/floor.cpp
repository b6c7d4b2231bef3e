// SPDX-License-Identifier: MIT
#include "impl/bench/floor.hpp"

#include <algorithm>
#include <numeric>

#include "impl/bench/measure.hpp"
#include "impl/engine.h"

namespace claimcheck::bench {

Floor::Floor(std::size_t extents, std::size_t group_size) : devices_(max_in_batch) {
  const std::size_t count = extents / group_size;
  for (std::size_t group = 0; group < count; group++) {
    auto& members = groups_.emplace_back();
    for (std::size_t index = 0; index < group_size; index++) {
      constexpr std::uint64_t align = 2u << 20;
      const auto seq = static_cast<std::uint16_t>(index + 1);
      members.push_back({(index * count + group) * align, align, 0, seq});
    }
  }
  order_.resize(count);
  std::iota(order_.begin(), order_.end(), 0u);
  std::shuffle(order_.begin(), order_.end(), std::mt19937_64(7));
}

void Floor::claim(std::size_t group, std::size_t device) {
  auto& members = groups_[group];
  auto& into = devices_[device];
  into.ranges.reserve(members.size());
  into.mappings.reserve(members.size());
  std::uint64_t size = 0;
  for (Member& member : members) {
    const Range range{size / CLAIMCHECK_PAGE_SIZE, member.start, member.length};
    into.ranges.push_back(range);
    into.mappings.push_back(range);
    member.use_count = 1;
    size += member.length;
  }
  into.size = size;
}

void Floor::give_back(std::size_t device) {
  std::vector<Range>().swap(devices_[device].ranges);
  std::vector<Range>().swap(devices_[device].mappings);
}

std::size_t Floor::next_group() {
  const std::size_t group = order_[next_];
  next_ = (next_ + 1) % order_.size();
  return group;
}

}  // namespace claimcheck::bench
