// SPDX-License-Identifier: MIT
// What the proofs say of the index of groups, on tables of the engine's own.
#include "smt/engine/index_spec.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "impl/indexed/group_table.hpp"
#include "impl/indexed/index_text.hpp"

namespace claimcheck::smt {
namespace {

using indexed::Group;
using indexed::GroupTable;
using indexed::Uuid;

// A table as it was at some instant.
struct Seen {
  explicit Seen(const GroupTable& table) : count(static_cast<std::int64_t>(table.count)) {
    for (std::size_t place = 0; place < table.slots(); place++) {
      entries.push_back(table.group(place));
      hashes.push_back(table.hash(place));
    }
  }

  std::vector<const Group*> entries;
  std::vector<std::uint32_t> hashes;
  std::int64_t count;
};

// The interpretation of index_spec.hpp by what tables are.
struct TableRun {
  using Bool = bool;
  using Index = std::int64_t;
  using Tag = Uuid;
  using Hash = std::uint32_t;
  using Entry = const Group*;

  Entry nobody() const { return nullptr; }
  Tag tag_of(Entry entry) const { return entry ? entry->tag : Tag{}; }
  Hash hash_of(const Tag& tag) const { return GroupTable::hash_of(tag); }
  Index home(Hash hash, Index slots) const { return hash & (slots - 1); }

  Index slots_of(const Seen& table) const { return static_cast<Index>(table.entries.size()); }
  Index count_of(const Seen& table) const { return table.count; }
  Entry entry_at(const Seen& table, Index place) const {
    return table.entries[static_cast<std::size_t>(place)];
  }
  Hash hash_at(const Seen& table, Index place) const {
    return table.hashes[static_cast<std::size_t>(place)];
  }
  Index full_before_of(const Seen& table, Index k) const {
    return k - std::count(table.entries.begin(), table.entries.begin() + k, nullptr);
  }
  Index place_in(const Seen& table, const Tag& tag) const {
    for (Index place = 0; place < slots_of(table); place++) {
      if (const Entry entry = entry_at(table, place); entry && entry->tag == tag) return place;
    }
    return -1;
  }
  Index gap_of(const Seen& table, Index from, Index to) const {
    return from <= to ? to - from : to - from + slots_of(table);
  }

  bool is_word(Index number) const { return number >= 0; }
  template <class Predicate>
  bool forall(Index from, Index to, Predicate predicate) const {
    for (Index i = from; i < to; i++) {
      if (!predicate(i)) return false;
    }
    return true;
  }
  template <class Predicate>
  bool every_entry(Predicate predicate) const {
    return predicate(nobody()) && std::ranges::all_of(entries, predicate);
  }
  template <class Predicate>
  bool every_hash(Predicate predicate) const {
    return forall(0, 64, [&](Index hash) { return predicate(static_cast<Hash>(hash)); });
  }
  Index one_if(bool condition) const { return condition ? 1 : 0; }

  std::vector<Entry> entries;  // all that there are
};

// Tags, of which many have one home in a small table.
std::vector<Uuid> crowded_tags() {
  std::vector<Uuid> tags;
  for (std::uint8_t i = 0; tags.size() < 20; i++) {
    const Uuid tag{i, 1};
    const auto home = GroupTable::hash_of(tag) & 7;
    if (home == 6 || home == 7 || home == 1) tags.push_back(tag);
  }
  return tags;
}

class Table {
 public:
  void insert(const Uuid& tag) {
    auto group = Group::make(tag, 0);
    run_.entries.push_back(group.get());
    const Group* const entry = group.get();
    const Seen before(table_);
    RC_ASSERT(spec::is_new(run_, before, entry));
    RC_ASSERT(spec::fits_memory(run_, before));
    GroupTable::Slot slot = GroupTable::slot_for(std::move(group));
    indexed::make_room(table_);
    const Seen roomy(table_);
    RC_ASSERT(spec::has_made_room(run_, before, roomy));
    RC_ASSERT(spec::some_slot_is_empty(run_, roomy));
    const auto place = indexed::put(table_, std::move(slot));
    const Seen now(table_);
    RC_ASSERT(spec::has_come(run_, roomy, now, entry, static_cast<TableRun::Index>(place)));
  }
  void erase(const Uuid& tag) {
    const Seen before(table_);
    const Group* const entry = indexed::find(table_, tag);
    RC_ASSERT(spec::is_in(run_, before, entry));
    // Kept, as statements about the table that was speak of it.
    kept_.push_back(Group::make(tag, 0));
    const Group* const stand_in = kept_.back().get();
    Seen renamed = before;
    std::ranges::replace(renamed.entries, entry, stand_in);
    std::ranges::replace(run_.entries, entry, stand_in);
    RC_ASSERT(spec::may_leave(run_, renamed, stand_in));
    indexed::erase(table_, tag);
    const Seen now(table_);
    RC_ASSERT(spec::is_sound(run_, now));
    RC_ASSERT(spec::stays_laid_out(run_, renamed, now, stand_in));
    RC_ASSERT(spec::stays_counted(run_, renamed, now));
  }
  bool look_for(const Uuid& tag) {
    const Seen seen(table_);
    RC_ASSERT(spec::is_sound(run_, seen));
    const Group* const found = indexed::find(table_, tag);
    RC_ASSERT((found != nullptr) == (run_.place_in(seen, tag) >= 0));
    RC_ASSERT((!found || found->tag == tag));
    if (table_.slots() > 0) {
      RC_ASSERT(spec::can_be_searched(run_, seen));
      const auto place = static_cast<TableRun::Index>(indexed::slot_of(table_, tag));
      RC_ASSERT(spec::is_where(run_, seen, tag, place));
    }
    return found != nullptr;
  }
  // Of two places, what is in them.
  void exchange(std::size_t a, std::size_t b) { std::swap(table_[a], table_[b]); }
  bool is_laid_out() { return spec::is_laid_out(run_, Seen(table_)); }
  bool finds_all() const {
    for (std::size_t place = 0; place < table_.slots(); place++) {
      const Group* const group = table_.group(place);
      if (group && indexed::find(table_, group->tag) != group) return false;
    }
    return true;
  }
  std::size_t slots() const { return table_.slots(); }

 private:
  GroupTable table_;
  TableRun run_;
  std::vector<Group::Owner> kept_;
};

RC_GTEST_PROP(IndexSpec, HoldsOfEveryTableThatTheEngineMakes,
              (const std::vector<std::uint8_t>& commands)) {
  static const auto tags = crowded_tags();
  Table table;
  for (const std::uint8_t command : commands) {
    const Uuid& tag = tags[command % tags.size()];
    if (table.look_for(tag)) {
      table.erase(tag);
    } else {
      table.insert(tag);
    }
    for (const Uuid& other : tags) table.look_for(other);
  }
}

// So the proofs ask for no less than it takes, and for no more.
RC_GTEST_PROP(IndexSpec, HoldsOfATableWhereGroupsMovedExactlyIfAllAreFound,
              (std::vector<std::uint8_t> commands)) {
  static const auto tags = crowded_tags();
  Table table;
  const auto few = *rc::gen::inRange<std::size_t>(1, 12);
  for (std::size_t i = 0; i < few; i++) table.insert(tags[i]);
  for (const std::uint8_t command : commands) {
    table.exchange(command % table.slots(), command / 16 % table.slots());
    RC_ASSERT(table.is_laid_out() == table.finds_all());
  }
}

// A table's slots are a power of two, so that its lowest bits make any number a place.
TEST(IndexSpec, CountsPlacesRoundAsTheEngineDoes) {
  for (std::size_t slots = 1; slots <= 64; slots *= 2) {
    const auto table = GroupTable::of_slots(slots);
    const Seen seen(table);
    for (std::size_t from = 0; from < slots; from++) {
      EXPECT_EQ(table.after(from), from + 1 == slots ? 0 : from + 1);
      EXPECT_LT(table.home(0x9e3779b9u * from), slots);
      for (std::size_t to = 0; to < slots; to++) {
        EXPECT_EQ(table.distance(from, to),
                  TableRun().gap_of(seen, static_cast<TableRun::Index>(from),
                                    static_cast<TableRun::Index>(to)));
      }
    }
  }
}

// What is assumed of the place at a turn: so many slots on, and the first follows the last.
TEST(IndexSpec, GoesAroundATableASlotATurn) {
  for (std::size_t slots = 1; slots <= 64; slots *= 2) {
    const auto table = GroupTable::of_slots(slots);
    for (std::size_t from = 0; from < slots; from++) {
      std::size_t turn = 0;
      for (const auto place : support::around("any", table, from)) {
        const auto far = from + turn;
        EXPECT_EQ(place, far < slots ? far : far - slots);
        if (++turn == slots) break;
      }
    }
  }
}

}  // namespace
}  // namespace claimcheck::smt
