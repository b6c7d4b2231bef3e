// SPDX-License-Identifier: MIT
// Where an index of groups keeps one by its tag, and what moves as groups come and go: over any
// kind of table, so that the proofs read the same text with formulas for values (smt/engine/).
//
// A group stands in its home slot, which its tag's hash says, or behind that with no empty slot
// between; the last slot is followed by the first. A quarter of the slots or more are empty.
#pragma once

#include <utility>

#include "impl/support/loop.hpp"

namespace claimcheck::indexed {

using support::around;
using support::greater;
using support::upwards;

// The slot with the tag, or the empty one where it would be. There are slots.
template <class Table, class Tag>
auto slot_of(const Table& table, const Tag& tag) {
  const auto hash = table.hash_of(tag);
  for (const auto place : around("find", table, table.home(hash))) {
    if (table.is_empty(place)) return place;
    if (table.hash(place) == hash && table.has(place, tag)) return place;
  }
  support::never();
}

template <class Table, class Tag>
auto find(const Table& table, const Tag& tag) {
  if (table.slots() == 0) return table.nobody();
  return table.group(slot_of(table, tag));
}

// Of a tag that is not there yet. There is room.
template <class Table, class Slot>
auto put(Table& table, Slot slot) {
  const auto place = slot_of(table, slot.tag());
  table.set(place, std::move(slot));
  table.count++;
  return place;
}

// For one more.
template <class Table>
void make_room(Table& table) {
  if (4 * (table.count + 1) <= 3 * table.slots()) return;
  auto larger = table.of_slots(greater(4, 2 * table.slots()));
  for (const auto place : upwards("grow", table.slots(), table, larger)) {
    if (!table.is_empty(place)) put(larger, table.take(place));
  }
  table = std::move(larger);
}

template <class Table, class Slot>
auto insert(Table& table, Slot slot) {
  make_room(table);
  return put(table, std::move(slot));
}

// Of a tag that is there.
template <class Table, class Tag>
void erase(Table& table, const Tag& tag) {
  auto gap = slot_of(table, tag);
  table.take(gap);
  table.count--;
  // What stood behind moves up where the gap would hide it.
  for (const auto place : around("close", table, table.after(gap), gap)) {
    if (table.is_empty(place)) return;
    const auto home = table.home(table.hash(place));
    if (table.distance(gap, place) <= table.distance(home, place)) {
      table.set(gap, table.take(place));
      gap = place;
    }
  }
}

}  // namespace claimcheck::indexed
