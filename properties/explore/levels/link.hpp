// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "properties/explore/arena.hpp"

namespace claimcheck::explore {

// How a state was reached, in 64 bits that sort as the exploration goes: the parent's shard (4) and
// its number there (44), then the action (16). Of the links to one state the least is kept, so the
// kept one depends on nothing but the states: not on who found it, nor when.
using Link = std::uint64_t;

inline constexpr unsigned action_bits = 16;
inline constexpr unsigned number_bits = 44;
// As the parent of an initial state.
inline constexpr std::uint64_t no_place = (std::uint64_t{1} << (64 - action_bits)) - 1;

// A StateId here names a state by its number in its shard, not by a place in an arena. The lower
// 31 bits are the offset, which is so never `no_offset`; the rest lies above the shard.
inline StateId numbered(std::uint32_t shard, std::uint64_t number) {
  return {static_cast<std::uint32_t>(number & 0x7fffffffU),
          static_cast<std::uint32_t>(number >> 31U) << 4U | shard};
}

inline std::uint32_t shard_of(StateId id) {
  return id.shard & 0xfU;
}
inline std::uint64_t number_of(StateId id) {
  return std::uint64_t{id.shard >> 4U} << 31U | id.offset;
}
inline std::uint64_t place_of(StateId id) {
  return std::uint64_t{shard_of(id)} << number_bits | number_of(id);
}

inline Link link_of(const Origin& origin) {
  const std::uint64_t place = origin.is_initial() ? no_place : place_of(origin.parent);
  return place << action_bits | origin.action;
}
inline Origin origin_of(Link link) {
  const std::uint64_t place = link >> action_bits;
  const auto action = static_cast<std::uint32_t>(link & 0xffffU);
  if (place == no_place) return {StateId{}, action};
  const std::uint64_t number = place & ((std::uint64_t{1} << number_bits) - 1);
  return {numbered(static_cast<std::uint32_t>(place >> number_bits), number), action};
}

}  // namespace claimcheck::explore
