// SPDX-License-Identifier: MIT
#include "impl/indexed/group_index.hpp"

#include <algorithm>
#include <utility>

#include "impl/indexed/index_text.hpp"

namespace claimcheck::indexed {

Group* GroupIndex::find(const Uuid& tag) const noexcept {
  return indexed::find(table_, tag);
}

void GroupIndex::prefetch(const Uuid& tag) const noexcept {
  if (table_.slots() == 0) return;
  const std::uint32_t hash = GroupTable::hash_of(tag);
  std::size_t place = table_.home(hash);
  while (!table_.is_empty(place) && table_.hash(place) != hash) place = table_.after(place);
  if (const auto& slot = table_[place]; slot.group) slot.group->prefetch(slot.capacity);
}

Group* GroupIndex::insert(Group::Owner group) {
  return table_.group(indexed::insert(table_, GroupTable::slot_for(std::move(group))));
}

Group* GroupIndex::obtain(const Uuid& tag, std::size_t more) {
  Group* const found = find(tag);
  if (!found) return insert(Group::make(tag, static_cast<std::uint32_t>(more)));
  const std::size_t needed = found->live + more;
  if (needed <= found->capacity) return found;
  // Doubled, or many single injects into one group would copy it each time.
  const std::size_t capacity = std::max<std::size_t>(needed, 2 * found->live);
  auto& slot = table_[slot_of(table_, tag)];
  slot = GroupTable::slot_for(found->copy(static_cast<std::uint32_t>(capacity)));
  return slot.group.get();
}

void GroupIndex::assign(const GroupIndex& other) {
  table_.resize(other.table_.slots());
  for (std::size_t place = 0; place < table_.slots(); place++) {
    const auto& from = other.table_[place];
    auto& to = table_[place];
    to.hash = from.hash;
    if (from.group && to.group && same(from.tag(), to.tag()) && from.capacity == to.capacity) {
      to.group->assign(*from.group);
      continue;
    }
    to.group = from.group ? from.group->copy(from.capacity) : nullptr;
    to.capacity = from.capacity;
  }
  table_.count = other.table_.count;
}

void GroupIndex::drop_if_empty(Group* group) noexcept {
  if (group->live == 0) erase(table_, group->tag);
}

}  // namespace claimcheck::indexed
