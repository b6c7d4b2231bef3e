// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smt/engine/text_loop.hpp"
#include "smt/engine/values.hpp"

// The symbolic interpretation of the indexed engine's text about its index of groups: a table of
// slots, of which it is known which group each has, by its place.
//
// In the engine a hash is brought into the table by its lowest bits, as the number of slots is a
// power of two. Here a home is any place of the table, one for each hash and number of slots; the
// place after the last is the first, and distances are counted so.

namespace claimcheck::smt::engine {

struct HashName {
  static constexpr const char* sort = "Hash";
};
struct EntryName {
  static constexpr const char* sort = "Entry";
};
using Entry = Thing<EntryName>;  // a group, as the table sees it

class IndexDomain;

// A hash in the text, where whoever compares it takes a branch.
struct HashInText {
  friend Condition operator==(const Operand<HashInText>& a, const Operand<HashInText>& b) {
    const Bool same = a.value.hash == Operand<Thing<HashName>>(b.value.hash, b.place);
    return {same.term, a.value.walk, b.place};
  }

  Thing<HashName> hash;
  Walk* walk;
};

// What a slot has.
struct TableSlot {
  Tag tag() const;

  IndexDomain* domain;
  Entry entry;
  Thing<HashName> hash;
};

class Table {
 public:
  Table(IndexDomain& domain, std::string name);
  // Without any group.
  Table of_slots(const Unsigned<64>& number) const;

  Unsigned<64> slots() const { return slots_; }
  HashInText hash_of(const Tag& tag) const;
  Word home(const HashInText& hash) const;
  Word after(const Word& place) const;
  Unsigned<64> distance(const Word& from, const Word& to) const;

  Condition is_empty(const Word& place, SourcePlace at = SourcePlace::current()) const;
  Condition has(const Word& place, const Tag& tag, SourcePlace at = SourcePlace::current()) const;
  HashInText hash(const Word& place) const;
  Entry group(const Word& place) const { return groups.old(place); }
  Entry nobody() const;

  void set(const Word& place, const TableSlot& slot);
  TableSlot take(const Word& place);

  template <class Visit>
  void each(Visit visit) {
    visit((name_ + "slots").c_str(), slots_);
    visit((name_ + "count").c_str(), count);
    visit((name_ + "group").c_str(), groups);
    visit((name_ + "hash").c_str(), hashes);
    visit((name_ + "place").c_str(), places);
    visit((name_ + "full_before").c_str(), full_before);
  }
  IndexDomain& domain() const { return *domain_; }

  Unsigned<64> count;
  Map<Entry, Word> groups;  // nobody: the slot is empty
  Map<Thing<HashName>, Word> hashes;
  // For statements: where a tag was put last, and how many of the first k slots have a group.
  Map<Word, Tag> places;
  Map<Word, Word> full_before;

 private:
  void write(const Word& place, const Entry& entry);

  IndexDomain* domain_;
  std::string name_;
  Unsigned<64> slots_;
};

class IndexDomain : public Symbolic, public LoopFacts {
 public:
  using Tag = engine::Tag;
  using Entry = engine::Entry;
  using Hash = Thing<HashName>;

  explicit IndexDomain(Walk& walk) : Symbolic(walk) {}

  Tag tag_of(const Entry& entry) { return apply<Tag>("tag_of", entry); }
  Hash hash_of(const Tag& tag) { return apply<Hash>("hash_of", tag); }
  Entry nobody() { return apply<Entry>("nobody"); }
  Index home(const Hash& hash, const Index& slots) {
    return {apply<Index>("home", hash, slots).term, nullptr};
  }
  TableSlot slot_for(const Entry& entry) { return {this, entry, hash_of(tag_of(entry))}; }
  Bool is_word(const Index& number, SourcePlace at = SourcePlace::current()) {
    return Unsigned<64>::is_in_range(number.term, at);
  }
  template <class Predicate>
  Bool every_entry(Predicate predicate, SourcePlace place = SourcePlace::current()) {
    return all<Entry>(predicate, place);
  }
  template <class Predicate>
  Bool every_hash(Predicate predicate, SourcePlace place = SourcePlace::current()) {
    return all<Hash>(predicate, place);
  }

  // What a table has, for statements.
  Index slots_of(const Table& table) { return table.slots().number(); }
  Index count_of(const Table& table) { return table.count.number(); }
  Index full_before_of(const Table& table, const Index& k) { return table.full_before.old(k); }
  Entry entry_at(const Table& table, const Index& place) { return table.groups.old(place); }
  Hash hash_at(const Table& table, const Index& place) { return table.hashes.old(place); }
  // Where the tag was put last.
  Index place_in(const Table& table, const Tag& tag) { return table.places.old(tag); }
  Index gap_of(const Table& table, const Index& from, const Index& to) {
    return table.distance(from, to).number();
  }

  // Whatever is in it.
  Table any_table();
  // As it is after something of which only this name is known.
  void renew_table(Table& table, const std::string& after) {
    renew_all(table, "_" + walk().fresh(after));
  }
  // Where whoever starts at `from` is at that turn: in the table, and before it comes to `from`
  // again at what follows from counting.
  Index place_at(const std::string& loop, const Index& from, const Index& turn,
                 const Index& slots) {
    const Index place = any_place("place@" + loop);
    const Index far = from + Index(turn.term, nullptr);
    const auto goes_round = [&] {
      return 0 <= place && place < slots && (slots <= turn || slots <= far || place == far) &&
             (slots <= turn || far < slots || place == far - slots);
    };
    mean("place", goes_round, "turn t of a loop around a table is t slots on");
    return place;
  }
  Index any_place(const std::string& name) {
    return {Term::symbol(walk().fresh(name), int_sort), nullptr};
  }
  // Of the text that makes one, where it does.
  Table& larger() { return *larger_; }
  void set_larger(Table& table) { larger_ = &table; }

 private:
  Table* larger_ = nullptr;
};

// The loops of the text over places. What they write they are given as it may be written.
template <class Written, class... Parts>
auto turns_around(const Named& named, Written& table, const Word& from, Parts&... written) {
  const auto item = [&table, from, name = named.name](const Word& turn) {
    return table.domain().place_at(name, from, turn, table.slots().number());
  };
  return TextLoop<IndexDomain, decltype(item), Parts...>(table.domain(), named, {0, 0, true, false},
                                                         item, written...);
}

inline auto around(Named named, const Table& table, const Word& from) {
  return turns_around(named, table, from);
}
template <class... Parts>
auto around(Named named, Table& table, const Word& from, Parts&... written) {
  return turns_around(named, table, from, table, written...);
}

inline auto upwards(Named named, const Unsigned<64>& end, Table& table, Table& larger) {
  table.domain().set_larger(larger);
  const auto item = [](const Word& place) -> Word { return {place.term, nullptr}; };
  const Word slots(end.term, &table.domain().walk());
  return TextLoop<IndexDomain, decltype(item), Table, Table>(table.domain(), named,
                                                             {0, slots, true}, item, table, larger);
}

}  // namespace claimcheck::smt::engine
