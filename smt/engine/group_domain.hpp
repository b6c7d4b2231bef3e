// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

#include "smt/engine/text_loop.hpp"
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
};

// A group as the engine keeps it. Who holds a member is said by its use count.
struct Group {
  explicit Group(GroupDomain& of) : domain(&of) {}

  Members members() { return {domain, this}; }
  Members members() const { return {domain, const_cast<Group*>(this)}; }
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

class GroupDomain : public ClaimDomain, public LoopFacts {
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
};

// The loops of the text over members: each gives a member, or its place.
template <class Item, class... Written>
auto member_loop(const Named& named, const Members& members, const LoopBounds<Word>& bounds,
                 Written&... written) {
  const auto item = [=](const Word& at) -> Item {
    if constexpr (std::is_same_v<Item, Member>) {
      return members[at];
    } else {
      return at;
    }
  };
  return TextLoop<GroupDomain, decltype(item), Written...>(*members.domain, named, bounds, item,
                                                           written...);
}

template <class... Own>
auto loop(Named named, const Members& members, Own&... own) {
  const Word live(members.group->live.term, &members.domain->walk());
  return member_loop<Member>(named, members, {0, live, true}, own...);
}

inline auto downwards(Named named, const Members& members) {
  const Word live(members.group->live.term, &members.domain->walk());
  return member_loop<Word>(named, members, {live - 1, 0, false}, *members.group);
}

}  // namespace claimcheck::smt::engine
