// SPDX-License-Identifier: MIT
#include "impl/indexed/group_index.hpp"

#include <algorithm>
#include <utility>

namespace claimcheck::indexed {

std::size_t GroupIndex::place_of(const Uuid& tag) const noexcept {
  const std::uint32_t hash = hash_of(tag);
  std::size_t place = place_of(hash);
  while (slots_[place].group &&
         (slots_[place].hash != hash || !same(slots_[place].group->tag, tag))) {
    place = after(place);
  }
  return place;
}

Group* GroupIndex::find(const Uuid& tag) const noexcept {
  return slots_.empty() ? nullptr : slots_[place_of(tag)].group.get();
}

void GroupIndex::prefetch(const Uuid& tag) const noexcept {
  if (slots_.empty()) return;
  const std::uint32_t hash = hash_of(tag);
  std::size_t place = place_of(hash);
  while (slots_[place].group && slots_[place].hash != hash) place = after(place);
  if (const Slot& slot = slots_[place]; slot.group) slot.group->prefetch(slot.capacity);
}

void GroupIndex::make_room() {
  if (4 * (size_ + 1) <= 3 * slots_.size()) return;
  GroupIndex larger;
  larger.slots_.resize(std::max<std::size_t>(4, 2 * slots_.size()));
  for (Slot& slot : slots_) {
    if (!slot.group) continue;
    const std::size_t place = larger.place_of(slot.group->tag);
    larger.slots_[place] = std::move(slot);
  }
  slots_.swap(larger.slots_);
}

Group* GroupIndex::insert(Group::Owner group) {
  make_room();
  Slot& slot = slots_[place_of(group->tag)];
  slot.hash = hash_of(group->tag);
  slot.capacity = group->capacity;
  slot.group = std::move(group);
  size_++;
  return slot.group.get();
}

Group* GroupIndex::obtain(const Uuid& tag, std::size_t more) {
  Group* const found = find(tag);
  if (!found) return insert(Group::make(tag, static_cast<std::uint32_t>(more)));
  const std::size_t needed = found->live + more;
  if (needed <= found->capacity) return found;
  // Doubled, or many single injects into one group would copy it each time.
  const std::size_t capacity = std::max<std::size_t>(needed, 2 * found->live);
  Slot& slot = slots_[place_of(tag)];
  slot.group = found->copy(static_cast<std::uint32_t>(capacity));
  slot.capacity = slot.group->capacity;
  return slot.group.get();
}

void GroupIndex::assign(const GroupIndex& other) {
  slots_.resize(other.slots_.size());
  for (std::size_t place = 0; place < slots_.size(); place++) {
    const Slot& from = other.slots_[place];
    Slot& to = slots_[place];
    to.hash = from.hash;
    if (from.group && to.group && same(from.group->tag, to.group->tag) &&
        from.capacity == to.capacity) {
      to.group->assign(*from.group);
      continue;
    }
    to.group = from.group ? from.group->copy(from.capacity) : nullptr;
    to.capacity = from.capacity;
  }
  size_ = other.size_;
}

void GroupIndex::drop_if_empty(Group* group) noexcept {
  if (group->live != 0) return;
  std::size_t gap = place_of(group->tag);
  slots_[gap].group.reset();
  size_--;
  // What stood behind moves up where the gap would hide it.
  for (std::size_t place = after(gap); slots_[place].group; place = after(place)) {
    const std::size_t distance = place_of(place - place_of(slots_[place].hash));
    if (distance >= place_of(place - gap)) {
      slots_[gap] = std::move(slots_[place]);
      gap = place;
    }
  }
}

}  // namespace claimcheck::indexed
