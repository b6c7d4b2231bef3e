// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace claimcheck::indexed {

struct Group;

// One extent of a region, free or in use. Its address never changes while it lives.
struct Extent {
  std::uint64_t start;      // bytes
  std::uint64_t length;     // bytes, positive
  std::uint64_t arrival;    // grows with every extent that its region is given
  Group* group;             // of its tag in its region; nullptr where it is untagged
  std::uint32_t use_count;  // I2: 1 exactly when one device holds it, else 0
  std::uint16_t seq;
  bool offered;  // came by an offer, so that T3 applies
};

inline bool is_aligned(const Extent& extent, std::uint64_t align) {
  return ((extent.start | extent.length) & (align - 1)) == 0;
}

// Where a region's extents live: close together, because a claim visits a group's one after
// the other, and they arrived one after the other.
class ExtentPool {
 public:
  // An extent with no meaning yet. Throws std::bad_alloc.
  Extent* take() {
    if (spare_.empty()) {
      if (spare_.capacity() <= storage_.size()) spare_.reserve(2 * storage_.size() + 16);
      return &storage_.emplace_back();
    }
    Extent* const extent = spare_.back();
    spare_.pop_back();
    return extent;
  }

  // Never allocates: release and rollback cannot fail.
  void give_back(Extent* extent) noexcept {
    spare_.push_back(extent);
    // An empty region goes back to the order of arrival.
    if (spare_.size() == storage_.size()) clear();
  }

  std::size_t in_use() const { return storage_.size() - spare_.size(); }

 private:
  void clear() noexcept {
    storage_.clear();
    spare_.clear();
  }

  std::deque<Extent> storage_;
  std::vector<Extent*> spare_;  // capacity >= storage_.size(): give_back() has room
};

}  // namespace claimcheck::indexed
