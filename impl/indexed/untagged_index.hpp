// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "impl/indexed/extent.hpp"

namespace claimcheck::indexed {

// The free untagged extents of one region in arrival order, those that a device can be made of
// apart from the misaligned ones (U1).
class UntaggedIndex {
  using Map = std::map<std::uint64_t, Extent*>;

 public:
  // An extent's place in the index. It goes with the extent to the device and back, so that
  // giving an extent back never allocates.
  using Place = Map::node_type;

  bool has_aligned() const { return !aligned_.empty(); }
  bool has_any() const { return !aligned_.empty() || !misaligned_.empty(); }
  // The one to claim next. has_aligned() holds.
  Extent* first_aligned() const { return aligned_.begin()->second; }
  Place take_first_aligned() { return aligned_.extract(aligned_.begin()); }
  // The place of an extent that a device holds, for a copy of that device.
  static Place make_place(Extent* extent) {
    Map alone{{extent->arrival, extent}};
    return alone.extract(alone.begin());
  }
  void put_back(Place place) noexcept { aligned_.insert(std::move(place)); }

  // Throws std::bad_alloc, and then nothing is changed.
  void add(Extent* extent, std::uint64_t align) {
    side(*extent, align).emplace(extent->arrival, extent);
  }
  // Nothing happens where it is not in the index.
  void remove(const Extent& extent, std::uint64_t align) noexcept {
    side(extent, align).erase(extent.arrival);
  }
  std::size_t size() const { return aligned_.size() + misaligned_.size(); }

 private:
  Map& side(const Extent& extent, std::uint64_t align) {
    return is_aligned(extent, align) ? aligned_ : misaligned_;
  }

  Map aligned_;  // by arrival
  Map misaligned_;
};

}  // namespace claimcheck::indexed
