// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "impl/indexed/group_table.hpp"

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

  std::size_t size() const { return table_.count; }
  template <class Use>
  void each(Use use) const {
    for (std::size_t place = 0; place < table_.slots(); place++) {
      if (const Group* const group = table_.group(place)) use(*group);
    }
  }

 private:
  GroupTable table_;
};

}  // namespace claimcheck::indexed
