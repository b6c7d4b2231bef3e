// SPDX-License-Identifier: MIT
#include "impl/indexed/offer_check.hpp"

#include <algorithm>
#include <cerrno>
#include <vector>

namespace claimcheck::indexed {
namespace {

bool is_dense(Members members, std::uint32_t seq_base) {
  std::vector<bool> seen(members.size());
  for (const claimcheck_member& member : members) {
    // A seq below the base wraps and is too large like one beyond the end.
    const std::size_t slot = std::size_t{member.seq} - seq_base;
    if (slot >= members.size() || seen[slot]) return false;
    seen[slot] = true;
  }
  return true;
}

bool overlap_each_other(Members members) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places;  // start, length
  places.reserve(members.size());
  for (const claimcheck_member& member : members) places.emplace_back(member.start, member.length);
  std::sort(places.begin(), places.end());
  // By distances: an end may be 2^64, which is no number here.
  return std::adjacent_find(places.begin(), places.end(), [](const auto& a, const auto& b) {
           return b.first - a.first < a.second;
         }) != places.end();
}

}  // namespace

int check_numbers(const Region& region, Members members, bool tagged, bool shared) {
  if (std::all_of(members.begin(), members.end(), [](const auto& member) { return member.lost; })) {
    return -EINVAL;  // an offer loses some members, never all
  }
  if (shared && !tagged) return -EINVAL;                                    // M1
  if (shared && !is_dense(members, region.setup.seq_base)) return -EINVAL;  // M2
  // M2: the last number has 16 bits as well.
  constexpr std::size_t numbers = std::size_t{UINT16_MAX} + 1;
  if (tagged && members.size() > numbers - region.setup.seq_base) return -EINVAL;
  return 0;
}

int check_places(const Region& region, Members members) {
  for (const claimcheck_member& member : members) {
    if (((member.start | member.length) & (region.setup.align - 1)) != 0) return -EINVAL;  // M4
    if (!region.is_inside(member.start, member.length)) return -EINVAL;                    // M4
  }
  for (const claimcheck_member& member : members) {
    if (!region.is_free(member.start, member.length)) return -ENOSPC;  // M4
  }
  return overlap_each_other(members) ? -ENOSPC : 0;  // M4
}

}  // namespace claimcheck::indexed
