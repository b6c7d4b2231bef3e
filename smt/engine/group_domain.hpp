// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "smt/engine/values.hpp"
#include "smt/symbolic/claim_domain.hpp"

// The symbolic interpretation of the indexed engine's text about a group: beside the functions that
// the contract's claim speaks of, the group as the engine keeps it.

namespace claimcheck::smt::engine {

class GroupDomain;

// Of the group that the domain speaks of, the member that it is told.
struct Member {
  Member(GroupDomain& domain, const Thing<ExtentName>& extent);

  Condition is_free(SourcePlace place = SourcePlace::current()) const;

  Thing<ExtentName> extent;
  GroupDomain* domain;
  Unsigned<16> seq;
  Condition offered;
};

Condition is_aligned(const Member& member, const Unsigned<64>& align,
                     SourcePlace place = SourcePlace::current());

struct Group;

// A place among the members, for swap().
struct Slot : Member {
  Slot(GroupDomain& domain, Group& in, const Word& at);

  Group* group;
  Word place;
};

void swap(Slot a, Slot b);

// What the text sees of the members, by their places.
struct Members {
  Slot operator[](const Word& at) const;

  GroupDomain* domain;
  Group* group;
  bool are_written;
};

// A group as the engine keeps it. Who holds a member is said by its use count.
struct Group {
  explicit Group(GroupDomain& of) : domain(&of) {}

  Members members() { return {domain, this, true}; }
  Members members() const { return {domain, const_cast<Group*>(this), false}; }
  void append(const Member& member);

  template <class Visit>
  void each(Visit visit) {
    visit("live", live);
    visit("free", free);
    visit("at", at);
  }

  GroupDomain* domain;
  Unsigned<32> live, free, offered_of;
  Map<Thing<ExtentName>, Word> at;  // member by place, in seq order
};

class GroupDomain : public ClaimDomain {
 public:
  // Gives the walk what the functions mean.
  explicit GroupDomain(Walk& walk);

  // The group as it was at first.
  Group any_group();
  Unsigned<32> base() { return {seq_base().term, &walk()}; }
  Unsigned<64> align() { return {word("align").term, &walk()}; }
  Bool offered(const Extent& e) { return apply<Bool>("offered", e); }
  Bool is_free(const Extent& e) { return apply<Word>("use_count", e) == 0; }
  // How many of the first k places, at first and later, have a free member.
  Index free_before(const Index& k) { return apply<Index>("free_before", k); }
  Index free_before_then(const Index& k) { return apply<Index>("free_before_then", k); }
  // Where in the group the contract's member i is.
  Index slot(const Index& i) { return apply<Index>("slot", i); }

  // What holds at each turn of the text's loop of that name, of its counter and of the variables
  // that it writes.
  using Invariant = std::function<Bool(const Index&, const std::vector<Word>&)>;
  void at_loop(const std::string& name, Invariant invariant) {
    invariants_.insert_or_assign(name, std::move(invariant));
  }
  const Invariant& invariant(const std::string& name) const { return invariants_.at(name); }
  // The counter at the head that was passed last.
  Index turn() const { return {turn_->term, nullptr}; }
  void set_turn(const Index& counter) { turn_ = counter; }

 private:
  std::map<std::string, Invariant> invariants_;
  std::optional<Index> turn_;
};

// A function's own variables, for a loop that writes them.
template <class... Own>
struct Locals {
  std::tuple<Own&...> own;

  template <class Visit>
  void each(Visit visit) {
    int number = 0;
    const auto one = [&](auto& variable) {
      visit(("own" + std::to_string(++number)).c_str(), variable);
    };
    std::apply([&](auto&... variable) { (one(variable), ...); }, own);
  }
  std::vector<Word> numbers() const {
    return std::apply(
        [](const auto&... variable) { return std::vector<Word>{variable.number()...}; }, own);
  }
};

// A loop of the text: at each head what at_loop() says of it, and all that it may write is havoc:
// the variables that it names, and its group unless that is const.
template <class Item, class... Own>
class TextLoop {
  using Statement = std::function<Bool(const Word&)>;
  using Heads = Loop<GroupDomain, Statement>;

 public:
  TextLoop(const char* name, const Members& members, LoopBounds<Word> bounds, Place place,
           Own&... own)
      : members_(members),
        locals_{{own...}},
        havoc_(write(members, locals_)),
        heads_(*members.domain, name, std::move(bounds),
               Statement([this, name](const Word& counter) { return holds(name, counter); }),
               std::move(place)) {}
  ~TextLoop() { members_.domain->modifies(); }
  TextLoop(const TextLoop&) = delete;
  TextLoop& operator=(const TextLoop&) = delete;

  struct Iterator {
    TextLoop& loop;
    typename Heads::Iterator counter;

    decltype(auto) operator*() { return loop.item_at(*counter); }
    void operator++() { ++counter; }
    bool operator!=(typename Heads::End end) const { return counter != end; }
  };
  Iterator begin() { return {*this, heads_.begin()}; }
  typename Heads::End end() const { return {}; }

 private:
  // Before the heads are made, as these havoc what is named.
  static bool write(const Members& members, Locals<Own...>& locals) {
    if (members.are_written) {
      members.domain->modifies(*members.group, locals);
    } else {
      members.domain->modifies(locals);
    }
    return true;
  }
  Bool holds(const char* name, const Word& counter) {
    members_.domain->set_turn(counter);
    return members_.domain->invariant(name)(Word(counter.term, nullptr), locals_.numbers());
  }
  auto item_at(const Word& counter) {
    if constexpr (std::is_same_v<Item, Member>) {
      return Item(members_[counter]);
    } else {
      return Item(counter);
    }
  }

  Members members_;
  Locals<Own...> locals_;
  bool havoc_;
  Heads heads_;
};

// A name of a loop, and where it stands.
struct Named {
  // NOLINTNEXTLINE: a name becomes one by itself
  Named(const char* loop, SourcePlace at = SourcePlace::current())
      : name(loop), place(Place::here(at.file_name(), static_cast<int>(at.line()))) {}

  const char* name;
  Place place;
};

template <class... Own>
TextLoop<Member, Own...> loop(Named named, const Members& members, Own&... own) {
  const Word live(members.group->live.term, &members.domain->walk());
  return {named.name, members, {0, live, true}, named.place, own...};
}

inline TextLoop<Word> downwards(Named named, const Members& members) {
  const Word live(members.group->live.term, &members.domain->walk());
  return {named.name, members, {live - 1, 0, false}, named.place};
}

}  // namespace claimcheck::smt::engine
