// SPDX-License-Identifier: MIT
#include "impl/indexed/group.hpp"

#include <algorithm>
#include <new>

namespace claimcheck::indexed {
namespace {

constexpr std::size_t line = 64;  // of a cache

}  // namespace

static_assert(sizeof(Group) % alignof(Extent) == 0 &&
              alignof(Group) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

void Group::Delete::operator()(Group* group) const noexcept {
  group->~Group();
  ::operator delete(group);
}

Group::Owner Group::make(const Uuid& tag, std::uint32_t capacity) {
  void* const block = ::operator new(sizeof(Group) + capacity * sizeof(Extent));
  return Owner(new (block) Group(tag, capacity));
}

Group::Owner Group::copy(std::uint32_t room) const {
  Owner other = make(tag, room);
  std::uninitialized_copy_n(members().data(), live, other->first());
  other->live = live;
  other->free = free;
  other->offered_of = offered_of;
  return other;
}

void Group::add(const Extent& extent) noexcept {
  new (first() + live) Extent(extent);
  live++;
  free += extent.is_free();
  // Members come in seq order but after a firmware bug, so this is almost always the end of it.
  for (Extent* at = first() + live - 1; at != first() && at[-1].seq > at->seq; at--) {
    std::swap(at[-1], *at);
  }
}

void Group::prefetch(std::uint32_t known_capacity) const noexcept {
  constexpr std::size_t most = 16 * line;  // what is behind is loaded while these are read
  const std::size_t size = std::min(sizeof(Group) + known_capacity * sizeof(Extent), most);
  const auto* const block = reinterpret_cast<const char*>(this);
  for (std::size_t at = 0; at < size; at += line) __builtin_prefetch(block + at);
  __builtin_prefetch(block + size - 1);  // it begins anywhere in a line
}

bool is_dense(const Group& group, std::uint32_t seq_base) {
  std::uint32_t next = seq_base;
  for (const Extent& extent : group.members()) {
    if (extent.is_free() && extent.seq != next++) return false;
  }
  return true;
}

// M3 sees to it that members of two offers never meet in one group.
bool is_complete(const Group& group) {
  const auto members = group.members();
  const bool offered = std::any_of(members.begin(), members.end(), [](const Extent& extent) {
    return extent.is_free() && extent.offered;
  });
  return !offered || group.free == group.offered_of;
}

bool is_aligned(const Group& group, std::uint64_t align) {
  const auto members = group.members();
  return std::all_of(members.begin(), members.end(), [&](const Extent& extent) {
    return !extent.is_free() || is_aligned(extent, align);
  });
}

}  // namespace claimcheck::indexed
