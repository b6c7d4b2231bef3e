// SPDX-License-Identifier: MIT
#include "impl/indexed/group_index.hpp"

#include <algorithm>

namespace claimcheck::indexed {

void Group::add_free(Extent* extent, std::uint64_t align) noexcept {
  // Members come in seq order but after a firmware bug, so this is almost always an append.
  auto place = free.end();
  if (!free.empty() && free.back()->seq > extent->seq) {
    place = std::upper_bound(free.begin(), free.end(), extent,
                             [](const Extent* a, const Extent* b) { return a->seq < b->seq; });
  }
  // After all of equal seq: so a duplicate has its like just before it.
  duplicates += place != free.begin() && (*(place - 1))->seq == extent->seq;
  misaligned += !is_aligned(*extent, align);
  offered += extent->offered;
  bytes += extent->length;
  free.insert(place, extent);
}

void Group::lose_all_free() noexcept {
  free.clear();
  duplicates = misaligned = offered = 0;
  bytes = 0;
}

Group* GroupIndex::obtain(const Uuid& tag, std::size_t more) {
  const auto [place, made] = groups_.try_emplace(tag);
  Group& group = place->second;
  try {
    // Doubled, or many single injects into one group would copy it each time.
    const std::size_t needed = group.live + more;
    if (group.free.capacity() < needed) {
      group.free.reserve(std::max(needed, made ? needed : 2 * group.live));
    }
  } catch (...) {
    if (made) groups_.erase(place);
    throw;
  }
  if (made) group.tag = tag;
  return &group;
}

void GroupIndex::drop_if_empty(Group* group) noexcept {
  if (group->live == 0) groups_.erase(groups_.find(group->tag));
}

}  // namespace claimcheck::indexed
