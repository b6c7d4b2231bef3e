// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "impl/indexed/group.hpp"

namespace claimcheck::indexed {

// The slots of an index of groups, as index_text.hpp sees them: by their places.
class GroupTable {
 public:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t capacity = 0;  // the group's, for GroupIndex::prefetch()
    Group::Owner group;          // nullptr: empty

    const Uuid& tag() const { return group->tag; }
  };

  static Slot slot_for(Group::Owner group) {
    return {hash_of(group->tag), group->capacity, std::move(group)};
  }
  static GroupTable of_slots(std::size_t count) {
    GroupTable table;
    table.resize(count);
    return table;
  }
  static std::uint32_t hash_of(const Uuid& tag) {
    return static_cast<std::uint32_t>(UuidHash{}(tag));
  }

  std::size_t slots() const { return slots_.size(); }
  void resize(std::size_t count) { slots_.resize(count); }
  Slot& operator[](std::size_t place) { return slots_[place]; }
  const Slot& operator[](std::size_t place) const { return slots_[place]; }

  // There are slots.
  std::size_t home(std::size_t hash) const { return hash & (slots_.size() - 1); }
  std::size_t after(std::size_t place) const { return home(place + 1); }
  std::size_t distance(std::size_t from, std::size_t to) const { return home(to - from); }

  bool is_empty(std::size_t place) const { return !slots_[place].group; }
  std::uint32_t hash(std::size_t place) const { return slots_[place].hash; }
  bool has(std::size_t place, const Uuid& tag) const { return same(slots_[place].tag(), tag); }
  Group* group(std::size_t place) const { return slots_[place].group.get(); }
  static Group* nobody() { return nullptr; }

  void set(std::size_t place, Slot slot) noexcept { slots_[place] = std::move(slot); }
  Slot take(std::size_t place) noexcept { return std::move(slots_[place]); }

  std::size_t count = 0;  // how many have a group

 private:
  std::vector<Slot> slots_;  // a power of two, or none
};

}  // namespace claimcheck::indexed
