// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

#include "impl/indexed/extent.hpp"

namespace claimcheck::indexed {

// As a list of extents.
inline std::span<Extent> one(Extent& extent) {
  return {&extent, 1};
}

// The free untagged extents of one region in arrival order, those that a device can be made of
// apart from the misaligned ones (U1).
class UntaggedIndex {
  using Map = std::map<std::uint64_t, Extent>;

 public:
  // An extent that is not in the index, and its place there. A device keeps it for the extent that
  // it holds, so that giving an extent back never allocates.
  using Place = Map::node_type;

  bool has_aligned() const { return !aligned_.empty(); }
  bool has_any() const { return !aligned_.empty() || !misaligned_.empty(); }
  // The one to claim next. has_aligned() holds.
  Extent& first_aligned() { return aligned_.begin()->second; }
  Place take_first_aligned() { return aligned_.extract(aligned_.begin()); }
  static Place make_place(std::uint64_t arrival, const Extent& extent) {
    Map alone{{arrival, extent}};
    return alone.extract(alone.begin());
  }
  void put_back(Place place) noexcept { aligned_.insert(std::move(place)); }

  // Throws std::bad_alloc, and then nothing is changed.
  void add(std::uint64_t arrival, const Extent& extent, std::uint64_t align) {
    (is_aligned(extent, align) ? aligned_ : misaligned_).emplace(arrival, extent);
  }
  bool contains(std::uint64_t arrival) const { return find(arrival) != nullptr; }
  // nullptr where it is not in the index.
  const Extent* find(std::uint64_t arrival) const {
    for (const Map* const map : {&aligned_, &misaligned_}) {
      if (const auto place = map->find(arrival); place != map->end()) return &place->second;
    }
    return nullptr;
  }
  // Nothing happens where it is not in the index.
  void remove(std::uint64_t arrival) noexcept {
    if (aligned_.erase(arrival) == 0) misaligned_.erase(arrival);
  }

  bool operator==(const UntaggedIndex&) const = default;
  std::size_t size() const { return aligned_.size() + misaligned_.size(); }
  template <class Use>
  void each(Use use) const {
    for (const auto& [arrival, extent] : aligned_) use(arrival, extent);
    for (const auto& [arrival, extent] : misaligned_) use(arrival, extent);
  }

 private:
  Map aligned_;  // by arrival
  Map misaligned_;
};

}  // namespace claimcheck::indexed
