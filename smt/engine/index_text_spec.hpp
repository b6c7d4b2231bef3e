// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include "impl/indexed/index_text.hpp"
#include "smt/engine/index_domain.hpp"
#include "smt/engine/index_spec.hpp"
#include "smt/specifications/lemma_spec.hpp"

// The indexed engine's text about its index of groups: what each function requires and promises.

namespace claimcheck::smt::spec {

template <class D>
void use_room(D& d, const engine::Table& table) {
  d.apply_lemma(
      "index.room", [&] { return is_counted(d, table); },
      [&] { return some_slot_is_empty(d, table); });
}

template <class D>
void count_rises(D& d, const engine::Table& table) {
  using Index = typename D::Index;
  const Index slots = d.slots_of(table);
  d.apply_lemma(
      "lemma.sums_rise",
      [&] {
        return d.forall(0, slots, [&](Index place) -> typename D::Bool {
          return 0 <= full_slots(d, table).value(place);
        });
      },
      [&] { return never_falls(d, slots, full_slots(d, table)); });
}

template <class D>
void room(D& d, engine::Table& table) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index slots = d.slots_of(table);
  d.require("the table counts its groups", [&] { return is_counted(d, table); });
  d.induction("count", {slots.term, &d.walk()}, [&](Index k) -> Bool {
    const Index count = d.full_before_of(table, k);
    return 0 <= k && k <= slots && 0 <= count && (!is_all_full(d, table, k) || count == k) &&
           d.forall(0, k,
                    [&](Index place) -> Bool { return !is_full(d, table, place) || 1 <= count; });
  });
  d.show_parts("room: some slot is empty, and where one is full the table counts it",
               [&] { return some_slot_is_empty(d, table); });
}

template <class D>
void slot_of(D& d, engine::Table& table) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const auto tag = d.template apply<typename D::Tag>("tag");
  const Index home = home_of(d, table, tag);
  d.require("the table is laid out, and some slot is empty",
            [&] { return can_be_searched(d, table); });
  d.at_loop("find", [&](const Index& turn, const auto&) {
    return 0 <= turn && turn < d.slots_of(table) &&
           d.forall(0, d.slots_of(table), [&](Index place) -> Bool {
             return !(d.gap_of(table, home, place) < turn) ||
                    (is_full(d, table, place) && tag_at(d, table, place) != tag);
           });
  });
  const Index found = indexed::slot_of(std::as_const(table), tag);
  d.ensures("far: the slot is as far behind its home as the turns that were taken",
            [&] { return d.gap_of(table, home, found) == d.turn(); });
  d.ensures("hidden: nothing of the tag is behind an empty slot", [&] {
    return is_full(d, table, found) || for_each_full(d, table, [&](Index place) -> Bool {
             return tag_at(d, table, place) != tag || !is_before(d, table, home, found, place);
           });
  });
  d.show_parts(
      "found: the slot with the tag, or the empty one where it would be, if no slot has it",
      [&] { return is_where(d, table, tag, found); });
}

template <class D>
void find(D& d, engine::Table& table) {
  using Bool = typename D::Bool;
  using Entry = typename D::Entry;
  const auto tag = d.template apply<typename D::Tag>("tag");
  d.require("the table is sound", [&] { return is_sound(d, table); });
  use_room(d, table);
  const Entry found = indexed::find(std::as_const(table), tag);
  d.show_parts("found: the group with the tag, and nobody only where there is none", [&] {
    return (found == d.nobody() || (is_in(d, table, found) && d.tag_of(found) == tag)) &&
           d.every_entry([&](Entry entry) -> Bool {
             return !is_in(d, table, entry) || d.tag_of(entry) != tag || entry == found;
           });
  });
}

template <class D>
void put(D& d, engine::Table& table) {
  const auto entry = d.template apply<typename D::Entry>("arriving");
  const auto before = table;
  d.require("a group comes with a tag that is not there, and there is room",
            [&] { return may_come(d, table, entry); });
  use_room(d, table);
  const auto place = indexed::put(table, d.slot_for(entry));
  d.ensures("empty: the slot had no group", [&] { return !is_full(d, before, place); });
  d.show_parts("came: the table is sound, and has this group and those that it had", [&] {
    return has_come(d, before, table, entry, place) && d.slots_of(table) == d.slots_of(before);
  });
}

template <class D>
void make_room(D& d, engine::Table& table) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  using Entry = typename D::Entry;
  const auto before = table;
  const Index slots = d.slots_of(before);
  d.require("the table is sound", [&] { return is_sound(d, table); });
  d.require("a slot takes up four bytes or more of memory", [&] { return fits_memory(d, table); });
  count_rises(d, before);
  d.at_loop("grow", [&](const Index& place, const auto&) {
    auto& larger = d.larger();
    const Index more = d.count_of(before) + 1;
    return 0 <= place && place <= slots && d.slots_of(table) == slots &&
           d.forall(place, slots,
                    [&](Index later) -> Bool {
                      return d.entry_at(table, later) == d.entry_at(before, later) &&
                             d.hash_at(table, later) == d.hash_at(before, later);
                    }) &&
           is_sound(d, larger) && d.count_of(larger) == d.full_before_of(before, place) &&
           more + more + more + more <=
               d.slots_of(larger) + d.slots_of(larger) + d.slots_of(larger) &&
           has_exactly(d, larger, [&](Entry entry) -> Bool {
             return is_in(d, before, entry) && d.place_in(before, d.tag_of(entry)) < place;
           });
  });
  indexed::make_room(table);
  d.show_parts("room: the table is sound, has room for one more, and the groups that it had",
               [&] { return has_made_room(d, before, table); });
}

template <class D>
void insert(D& d, engine::Table& table) {
  const auto entry = d.template apply<typename D::Entry>("arriving");
  const auto before = table;
  d.require("a group comes with a tag that is not there",
            [&] { return is_sound(d, table) && is_new(d, table, entry); });
  d.require("a slot takes up four bytes or more of memory", [&] { return fits_memory(d, table); });
  const auto place = indexed::insert(table, d.slot_for(entry));
  d.show_parts("came: the table is sound, and has this group and those that it had",
               [&] { return has_come(d, before, table, entry, place); });
}

// A loop that closes the gap: where it has come to, from the slot that became empty first on, and
// that it will come to an empty one.
template <class D>
struct Closing {
  using Bool = typename D::Bool;
  using Index = typename D::Index;

  // How far behind that slot.
  Index behind(Index place) const { return d.gap_of(now, first, place); }
  Index far() const { return turn + 1; }
  Bool comes_to_an_end() const {
    return 0 <= turn && far() < slots && d.slots_of(now) == slots && is_place(d, now, gap) &&
           !is_full(d, now, gap) && behind(gap) < far() &&
           !d.forall(0, slots, [&](Index place) -> Bool {
             return behind(place) < far() || is_full(d, now, place);
           });
  }
  // None of those passed since the gap is hidden by it.
  Bool hides_none() const {
    return d.forall(0, slots, [&](Index place) -> Bool {
      return !(behind(gap) < behind(place) && behind(place) < far()) ||
             (is_full(d, now, place) &&
              !is_before(d, now, home_of(d, now, tag_at(d, now, place)), gap, place));
    });
  }

  D& d;
  const engine::Table& now;
  Index first, slots, turn, gap;
};

// What is where.
template <class D>
void erase(D& d, engine::Table& now) {
  const auto entry = d.template apply<typename D::Entry>("leaving");
  const auto before = now;
  d.require("the table is laid out, and the group is in it; some slot is empty, and it counts",
            [&] { return may_leave(d, now, entry); });
  d.at_loop("close", [&](const auto& turn, const auto& own) {
    const Closing<D> closing{d,    now,   d.place_in(before, d.tag_of(entry)), d.slots_of(before),
                             turn, own[0]};
    return closing.comes_to_an_end() && closing.hides_none() &&
           has_all_but(d, before, now, entry) && is_laid_out_but(d, now, own[0]);
  });
  indexed::erase(now, d.tag_of(entry));
  d.show_parts("left: the table is laid out, and has all groups that it had but this one",
               [&] { return stays_laid_out(d, before, now, entry); });
}

// And how many there are.
template <class D>
void erase_counts(D& d, engine::Table& now) {
  const auto entry = d.template apply<typename D::Entry>("leaving");
  const auto before = now;
  d.require("the table is sound, and the group is in it",
            [&] { return is_sound(d, now) && is_in(d, now, entry); });
  use_room(d, now);
  d.at_loop("close", [&](const auto& turn, const auto& own) {
    return 0 <= turn && d.slots_of(now) == d.slots_of(before) && is_place(d, now, own[0]) &&
           !is_full(d, now, own[0]) && counts_one_less(d, before, now);
  });
  indexed::erase(now, d.tag_of(entry));
  d.show_parts("left: the table counts one group less",
               [&] { return stays_counted(d, before, now); });
}

// Both: it meets again what it is required to meet.
template <class D>
void erase_sound(D& d, engine::Table& now) {
  const auto entry = d.template apply<typename D::Entry>("leaving");
  const auto before = now;
  d.require("the table is sound, and the group is in it",
            [&] { return is_sound(d, now) && is_in(d, now, entry); });
  use_room(d, before);
  d.renew_table(now, "erase");
  d.apply_lemma(
      "index.erase", [&] { return may_leave(d, before, entry); },
      [&] { return stays_laid_out(d, before, now, entry); });
  d.apply_lemma(
      "index.erase_counts", [&] { return is_sound(d, before) && is_in(d, before, entry); },
      [&] { return stays_counted(d, before, now); });
  d.show_parts("left: the table is sound, and has all groups that it had but this one",
               [&] { return is_sound(d, now) && has_all_but(d, before, now, entry); });
}

}  // namespace claimcheck::smt::spec

// Where the text calls a function of its own: by what is proved of it above.
namespace claimcheck::smt::engine {

inline Word slot_of(const Table& table, const Tag& tag) {
  auto& d = table.domain();
  const Word found = d.any_place("found");
  d.apply_lemma(
      "index.slot_of", [&] { return spec::can_be_searched(d, table); },
      [&] { return spec::is_where(d, table, tag, found); });
  return found;
}

inline Word put(Table& table, const TableSlot& slot) {
  auto& d = table.domain();
  const Table before = table;
  const Word place = d.any_place("put_at");
  d.renew_table(table, "put");
  d.apply_lemma(
      "index.put",
      [&] {
        return spec::may_come(d, before, slot.entry) &&
               slot.hash == d.hash_of(d.tag_of(slot.entry));
      },
      [&] {
        return spec::has_come(d, before, table, slot.entry, place) &&
               d.slots_of(table) == d.slots_of(before);
      });
  return place;
}

inline void make_room(Table& table) {
  auto& d = table.domain();
  const Table before = table;
  d.renew_table(table, "room");
  d.apply_lemma(
      "index.make_room", [&] { return spec::is_sound(d, before) && spec::fits_memory(d, before); },
      [&] { return spec::has_made_room(d, before, table); });
}

}  // namespace claimcheck::smt::engine
