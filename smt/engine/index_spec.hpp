// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/sum_spec.hpp"

// What is said of a table of slots that index_text.hpp keeps, of any kind: `d` tells what a table
// has in its slots.

namespace claimcheck::smt::spec {

template <class D, class Table>
typename D::Bool is_full(D& d, const Table& table, typename D::Index place) {
  return d.entry_at(table, place) != d.nobody();
}

template <class D, class Table>
typename D::Tag tag_at(D& d, const Table& table, typename D::Index place) {
  return d.tag_of(d.entry_at(table, place));
}

template <class D, class Table>
typename D::Index home_of(D& d, const Table& table, typename D::Tag tag) {
  return d.home(d.hash_of(tag), d.slots_of(table));
}

template <class D, class Table>
typename D::Bool is_place(D& d, const Table& table, typename D::Index place) {
  return 0 <= place && place < d.slots_of(table);
}

// Whoever goes from a slot on to another comes to this one before.
template <class D, class Table>
typename D::Bool is_before(D& d, const Table& table, typename D::Index from,
                           typename D::Index place, typename D::Index to) {
  return d.gap_of(table, from, place) < d.gap_of(table, from, to);
}

template <class D, class Table>
Summed<typename D::Index> full_slots(D& d, const Table& table) {
  using Index = typename D::Index;
  return {[&](Index place) { return d.one_if(is_full(d, table, place)); },
          [&](Index k) { return d.full_before_of(table, k); }};
}

template <class D, class Table, class Predicate>
typename D::Bool for_each_full(D& d, const Table& table, Predicate predicate) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(0, d.slots_of(table), [&](Index place) -> Bool {
    return !is_full(d, table, place) || predicate(place);
  });
}

// ---- What is so of every table.

template <class D, class Table>
typename D::Bool counts_its_groups(D& d, const Table& table) {
  using Index = typename D::Index;
  const Index slots = d.slots_of(table), count = d.count_of(table);
  return 0 <= slots && is_sum(d, slots, full_slots(d, table)) &&
         count == d.full_before_of(table, slots);
}

// A quarter of the slots or more are empty.
template <class D, class Table>
typename D::Bool has_room(D& d, const Table& table, typename D::Index more) {
  const auto slots = d.slots_of(table);
  const auto count = d.count_of(table) + more;
  return count + count + count + count <= slots + slots + slots;
}

template <class D, class Table>
typename D::Bool hashes_are_of_tags(D& d, const Table& table) {
  using Index = typename D::Index;
  return for_each_full(d, table, [&](Index place) {
    return d.hash_at(table, place) == d.hash_of(tag_at(d, table, place));
  });
}

template <class D, class Table>
typename D::Bool tags_are_there_once(D& d, const Table& table) {
  using Index = typename D::Index;
  return for_each_full(
      d, table, [&](Index place) { return d.place_in(table, tag_at(d, table, place)) == place; });
}

// All slots from a group's home to it are full, but for this one.
template <class D, class Table>
typename D::Bool has_no_hole_but(D& d, const Table& table, typename D::Index gap) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return for_each_full(d, table, [&](Index place) {
    const Index home = home_of(d, table, tag_at(d, table, place));
    return d.forall(0, d.slots_of(table), [&](Index between) -> Bool {
      return !is_before(d, table, home, between, place) || is_full(d, table, between) ||
             between == gap;
    });
  });
}

// Hashes say where in a table of so many slots.
template <class D>
typename D::Bool homes_are_places(D& d, typename D::Index slots) {
  using Bool = typename D::Bool;
  return d.every_hash([&](typename D::Hash hash) -> Bool {
    return !(0 < slots) || (0 <= d.home(hash, slots) && d.home(hash, slots) < slots);
  });
}

// But for a slot that has just become empty.
template <class D, class Table>
typename D::Bool is_laid_out_but(D& d, const Table& table, typename D::Index gap) {
  return homes_are_places(d, d.slots_of(table)) && hashes_are_of_tags(d, table) &&
         tags_are_there_once(d, table) && has_no_hole_but(d, table, gap);
}

template <class D, class Table>
typename D::Bool is_laid_out(D& d, const Table& table) {
  return is_laid_out_but(d, table, d.slots_of(table));
}

template <class D, class Table>
typename D::Bool is_sound(D& d, const Table& table) {
  return is_laid_out(d, table) && counts_its_groups(d, table) && has_room(d, table, 0);
}

template <class D, class Table>
typename D::Bool is_in(D& d, const Table& table, typename D::Entry entry) {
  const auto place = d.place_in(table, d.tag_of(entry));
  return entry != d.nobody() && is_place(d, table, place) && d.entry_at(table, place) == entry;
}

template <class D, class Table>
typename D::Bool is_all_full(D& d, const Table& table, typename D::Index slots) {
  using Index = typename D::Index;
  return d.forall(0, slots, [&](Index place) { return is_full(d, table, place); });
}

template <class D, class Table>
typename D::Bool can_be_searched(D& d, const Table& table) {
  return is_laid_out(d, table) && 0 < d.slots_of(table) &&
         !is_all_full(d, table, d.slots_of(table));
}

// ---- What the text's functions promise.

template <class D, class Table>
typename D::Bool is_where(D& d, const Table& table, typename D::Tag tag, typename D::Index found) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index home = home_of(d, table, tag);
  return is_place(d, table, found) &&
         (!is_full(d, table, found) || tag_at(d, table, found) == tag) &&
         (is_full(d, table, found) ||
          for_each_full(d, table, [&](Index place) { return tag_at(d, table, place) != tag; })) &&
         d.forall(0, d.slots_of(table), [&](Index place) -> Bool {
           return !is_before(d, table, home, place, found) || is_full(d, table, place);
         });
}

// These groups and no others.
template <class D, class Table, class Has>
typename D::Bool has_exactly(D& d, const Table& table, Has has) {
  using Bool = typename D::Bool;
  return d.every_entry(
      [&](typename D::Entry entry) -> Bool { return is_in(d, table, entry) == has(entry); });
}

// With another tag than all that are there.
template <class D, class Table>
typename D::Bool is_new(D& d, const Table& table, typename D::Entry entry) {
  using Bool = typename D::Bool;
  return entry != d.nobody() && d.every_entry([&](typename D::Entry other) -> Bool {
    return !is_in(d, table, other) || d.tag_of(other) != d.tag_of(entry);
  });
}

template <class D, class Table>
typename D::Bool may_come(D& d, const Table& table, typename D::Entry entry) {
  return is_sound(d, table) && has_room(d, table, 1) && is_new(d, table, entry);
}

template <class D, class Table>
typename D::Bool has_come(D& d, const Table& before, const Table& now, typename D::Entry entry,
                          typename D::Index place) {
  using Bool = typename D::Bool;
  using Entry = typename D::Entry;
  return is_sound(d, now) && d.count_of(now) == d.count_of(before) + 1 && is_place(d, now, place) &&
         d.entry_at(now, place) == entry && has_exactly(d, now, [&](Entry other) -> Bool {
           return is_in(d, before, other) || other == entry;
         });
}

template <class D, class Table>
typename D::Bool has_made_room(D& d, const Table& before, const Table& now) {
  return is_sound(d, now) && has_room(d, now, 1) && d.count_of(now) == d.count_of(before) &&
         has_exactly(d, now, [&](typename D::Entry entry) { return is_in(d, before, entry); });
}

template <class D, class Table>
typename D::Bool is_counted(D& d, const Table& table) {
  return counts_its_groups(d, table) && has_room(d, table, 0);
}

// What counting comes to.
template <class D, class Table>
typename D::Bool some_slot_is_empty(D& d, const Table& table) {
  using Index = typename D::Index;
  return (d.slots_of(table) == 0 || !is_all_full(d, table, d.slots_of(table))) &&
         for_each_full(d, table, [&](Index) { return 1 <= d.count_of(table); });
}

// So no table that is twice as large counts beyond a word.
template <class D, class Table>
typename D::Bool fits_memory(D& d, const Table& table) {
  const auto slots = d.slots_of(table);
  return d.is_word(slots + slots + slots + slots + 4);
}

template <class D, class Table>
typename D::Bool may_leave(D& d, const Table& table, typename D::Entry entry) {
  return is_laid_out(d, table) && is_in(d, table, entry) && some_slot_is_empty(d, table);
}

template <class D, class Table>
typename D::Bool has_all_but(D& d, const Table& before, const Table& now, typename D::Entry entry) {
  using Bool = typename D::Bool;
  return has_exactly(d, now, [&](typename D::Entry other) -> Bool {
    return is_in(d, before, other) && other != entry;
  });
}

template <class D, class Table>
typename D::Bool counts_one_less(D& d, const Table& before, const Table& now) {
  return counts_its_groups(d, now) && d.count_of(now) + 1 == d.count_of(before);
}

template <class D, class Table>
typename D::Bool stays_laid_out(D& d, const Table& before, const Table& now,
                                typename D::Entry left) {
  return is_laid_out(d, now) && has_all_but(d, before, now, left);
}

template <class D, class Table>
typename D::Bool stays_counted(D& d, const Table& before, const Table& now) {
  return counts_one_less(d, before, now) && has_room(d, now, 0) &&
         d.slots_of(now) == d.slots_of(before);
}

}  // namespace claimcheck::smt::spec
