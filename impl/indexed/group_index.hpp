// SPDX-License-Identifier: MIT
// The tagged extents of one region, by tag. A group keeps, as members come and go, all that
// decides whether it may be claimed, so that the check itself takes constant time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "impl/indexed/extent.hpp"
#include "impl/indexed/uuid_text.hpp"

namespace claimcheck::indexed {

struct Group {
  Uuid tag;
  std::vector<Extent*> free;   // in seq order; capacity >= live, so a member always fits back
  std::size_t live = 0;        // members free and in use
  std::size_t offered_of = 0;  // how many the offer had, lost ones included; 0: no offer
  // Of the free members:
  std::size_t duplicates = 0;  // those with the seq of the one before
  std::size_t misaligned = 0;  // T4
  std::size_t offered = 0;     // those that came by the offer
  std::uint64_t bytes = 0;

  // T2: exactly seq_base .. seq_base + n - 1, each once. `free` is not empty.
  bool is_dense(std::uint32_t seq_base) const {
    return duplicates == 0 && free.front()->seq == seq_base &&
           free.back()->seq == seq_base + free.size() - 1;
  }
  // T3: M3 sees to it that members of two offers never meet in one group.
  bool is_complete() const { return offered == 0 || free.size() == offered_of; }

  // Neither allocates. `align` is the region's.
  void add_free(Extent* extent, std::uint64_t align) noexcept;
  // A group only ever loses its free members all at once: to a claim, or to a release.
  void lose_all_free() noexcept;
};

class GroupIndex {
 public:
  // nullptr where the region has no extent with the tag.
  Group* find(const Uuid& tag) {
    const auto found = groups_.find(tag);
    return found == groups_.end() ? nullptr : &found->second;
  }
  // The group, made if there is none, with room for `more` members. Throws std::bad_alloc, and
  // then nothing is changed. Its address stays until it is dropped.
  Group* obtain(const Uuid& tag, std::size_t more);
  // Where no extent with the tag lives any more.
  void drop_if_empty(Group* group) noexcept;

  std::size_t size() const { return groups_.size(); }
  auto begin() const { return groups_.begin(); }
  auto end() const { return groups_.end(); }

 private:
  std::unordered_map<Uuid, Group, UuidHash> groups_;
};

}  // namespace claimcheck::indexed
