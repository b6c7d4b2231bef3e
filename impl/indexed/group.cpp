// SPDX-License-Identifier: MIT
#include "impl/indexed/group.hpp"

#include <algorithm>
#include <new>

#include "impl/indexed/group_text.hpp"

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
  other->assign(*this);
  return other;
}

void Group::assign(const Group& other) noexcept {
  std::uninitialized_copy_n(other.members().data(), other.live, first());
  live = other.live;
  free = other.free;
  offered_of = other.offered_of;
}

void Group::append(const Extent& extent) noexcept {
  new (first() + live) Extent(extent);
  live++;
}

void Group::add(const Extent& extent) noexcept {
  add_member(*this, extent);
}

void Group::prefetch(std::uint32_t known_capacity) const noexcept {
  constexpr std::size_t most = 16 * line;  // what is behind is loaded while these are read
  const std::size_t size = std::min(sizeof(Group) + known_capacity * sizeof(Extent), most);
  const auto* const block = reinterpret_cast<const char*>(this);
  for (std::size_t at = 0; at < size; at += line) __builtin_prefetch(block + at);
  __builtin_prefetch(block + size - 1);  // it begins anywhere in a line
}

}  // namespace claimcheck::indexed
