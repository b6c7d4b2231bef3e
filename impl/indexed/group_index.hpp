// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "impl/indexed/group.hpp"

namespace claimcheck::indexed {

// The groups of one region by tag. A table of its own and not a node for each: it says where the
// group lies without reading any other group.
class GroupIndex {
 public:
  // nullptr where the region has no extent with the tag.
  Group* find(const Uuid& tag) const noexcept;
  // Begins to load what find() will read, and the group.
  void prefetch(const Uuid& tag) const noexcept;

  // The group, made if there is none, with room for `more` members. Throws std::bad_alloc, and
  // then nothing is changed. Its address may change, so nobody else may be using it.
  Group* obtain(const Uuid& tag, std::size_t more);
  // Takes over a group with a tag that is not there yet. Throws std::bad_alloc likewise.
  Group* insert(Group::Owner group);
  // Where no extent with the tag lives any more.
  void drop_if_empty(Group* group) noexcept;

  // Becomes a copy. Groups that are in both stay where they are. Throws std::bad_alloc.
  void assign(const GroupIndex& other);

  std::size_t size() const { return size_; }
  template <class Use>
  void each(Use use) const {
    for (const Slot& slot : slots_) {
      if (slot.group) use(*slot.group);
    }
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t capacity = 0;  // the group's, for prefetch()
    Group::Owner group;          // nullptr: empty
  };

  static std::uint32_t hash_of(const Uuid& tag) {
    return static_cast<std::uint32_t>(UuidHash{}(tag));
  }
  std::size_t place_of(std::size_t hash) const { return hash & (slots_.size() - 1); }
  std::size_t after(std::size_t place) const { return place_of(place + 1); }
  // Of the tag, or of the empty slot where it would be. There are slots.
  std::size_t place_of(const Uuid& tag) const noexcept;
  void make_room();

  // A group stands at the place of its hash or after it, with no empty slot between; the last
  // slot is followed by the first. A power of two, or none; a quarter or more are empty.
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace claimcheck::indexed
