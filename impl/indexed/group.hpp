// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "impl/indexed/extent.hpp"
#include "impl/indexed/uuid_text.hpp"

namespace claimcheck::indexed {

// All extents of one region with one tag, free and in use. The members lie right behind this, in
// the same block of memory: a claim in a large region waits for memory once, not once to find the
// group and once more for its members.
class Group {
 public:
  struct Delete {
    void operator()(Group* group) const noexcept;
  };
  using Owner = std::unique_ptr<Group, Delete>;

  // Without members, with room for that many. Throws std::bad_alloc.
  static Owner make(const Uuid& tag, std::uint32_t capacity);
  // With the same members, and room for more.
  Owner copy(std::uint32_t capacity) const;
  // Becomes as the other, which has the same tag and no more members than there is room for.
  void assign(const Group& other) noexcept;

  const Uuid tag;
  std::uint32_t live = 0;        // members, free and in use
  std::uint32_t free = 0;        // I2: those without a holder
  std::uint32_t offered_of = 0;  // how many the offer had, lost ones included; 0: no offer
  const std::uint32_t capacity;

  // In seq order, and of equal seq in the order of arrival.
  std::span<Extent> members() { return {first(), live}; }
  std::span<const Extent> members() const { return {const_cast<Group*>(this)->first(), live}; }

  // There is room. Never allocates.
  void add(const Extent& extent) noexcept;
  // As the last one, whatever its seq, and not counted in `free`: for add().
  void append(const Extent& extent) noexcept;

  // Begins to load what a claim is going to read. The capacity is told, as to look it up would be
  // to wait for what is to be loaded.
  void prefetch(std::uint32_t known_capacity) const noexcept;

 private:
  Group(const Uuid& group_tag, std::uint32_t room) : tag(group_tag), capacity(room) {}
  ~Group() = default;

  Extent* first() { return reinterpret_cast<Extent*>(this + 1); }
};

}  // namespace claimcheck::indexed
