// SPDX-License-Identifier: MIT
#include "smt/engine/group_domain.hpp"

namespace claimcheck::smt::engine {

Member::Member(GroupDomain& of, const Thing<ExtentName>& member)
    : extent(member),
      domain(&of),
      seq(of.seq(member).term, &of.walk()),
      offered(of.offered(member).term, &of.walk()) {}

Condition Member::is_free(SourcePlace place) const {
  return fact("is_free", domain->is_free(extent), &domain->walk(), place);
}

Condition is_aligned(const Member& member, const Unsigned<64>&, SourcePlace place) {
  auto& d = *member.domain;
  return fact("is_aligned", d.aligned(member.extent), &d.walk(), place);
}

Slot::Slot(GroupDomain& of, Group& in, const Word& here)
    : Member(of, in.at.old(here)), group(&in), place(here) {}

void swap(Slot a, Slot b) {
  a.group->at[a.place] = b.extent;
  a.group->at[b.place] = a.extent;
}

Slot Members::operator[](const Word& at) const {
  return {*domain, *group, at};
}

void Group::append(const Member& member) {
  at[live.number()] = member.extent;
  live++;
}

GroupDomain::GroupDomain(Walk& walk) : ClaimDomain(walk) {
  walk.give(
      Given::type, "seq_bits", state([&] {
        return every([&](Extent e) -> Bool { return Unsigned<16>::is_in_range(seq(e).term); });
      }),
      "the engine keeps a seq in 16 bits");
}

Group GroupDomain::any_group() {
  Group group(*this);
  renew_all(group, "");
  group.offered_of = {word("offered_as").term, &walk()};
  return group;
}

}  // namespace claimcheck::smt::engine
