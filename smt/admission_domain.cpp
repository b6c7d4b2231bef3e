// SPDX-License-Identifier: MIT
#include "smt/admission_domain.hpp"

namespace claimcheck::smt {

AdmissionDomain::AdmissionDomain(Walk& walk) : Symbolic(walk) {
  const auto fact = [&](Given given, const char* name, auto statement, const char* reason) {
    walk.give(given, name, state(statement), reason);
  };
  fact(
      Given::type, "words",
      [&] {
        return Bool(is_word(members().term)) && Bool(is_word(extents().term)) &&
               Bool(is_word(region_base().term)) && Bool(is_word(region_size().term)) &&
               (seq_base() == 0 || seq_base() == 1);
      },
      "numbers of extents, and the region's base and size, are 64-bit words; the contract's base "
      "is 0 or 1");
  fact(
      Given::type, "extent_words",
      [&] {
        return every([&](Extent e) -> Bool {
          return Bool(is_word(start(e).term)) && Bool(is_word(length(e).term));
        });
      },
      "an extent's start and length are 64-bit words");
  fact(
      Given::axiom, "members_differ",
      [&] {
        return forall(0, members(),
                      [&](Index i) -> Bool { return apply<Index>("place", member(i)) == i; });
      },
      "each member of an offer is an extent of its own");
  fact(
      Given::axiom, "members_come_here",
      [&] {
        return forall(0, members(), [&](Index i) -> Bool {
          return is_here(member(i)) && tag(member(i)) == the_tag();
        });
      },
      "what is offered is offered to this region, by this tag");
  fact(
      Given::axiom, "extents_differ",
      [&] {
        return forall(0, extents(),
                      [&](Index i) -> Bool { return apply<Index>("listed_at", extent(i)) == i; });
      },
      "the extents of a region are listed once each");
  fact(
      Given::axiom, "order_permutes",
      [&] {
        return forall(0, members(),
                      [&](Index v) -> Bool {
                        return is_offered(in_order(v), members()) && rank(in_order(v)) == v;
                      }) &&
               forall(0, members(), [&](Index i) -> Bool {
                 const Extent e = member(i);
                 return 0 <= rank(e) && rank(e) < members() && in_order(rank(e)) == e;
               });
      },
      "sorting permutes");
  fact(
      Given::axiom, "order_of_arrival",
      [&] {
        return shared() ||
               forall(0, members(), [&](Index v) -> Bool { return in_order(v) == member(v); });
      },
      "an offer that is not shared is not sorted");
  fact(
      Given::axiom, "meant",
      [&] {
        return every([&](Extent e) -> Bool {
          const Bool by_start = is_null(tag(e)) && start(e) == word("the_start");
          return meant(e) == either_of(apply<Bool>("by_tag"), Bool(tag(e) == the_tag()), by_start);
        });
      },
      "a release means a tag, or the untagged extent at a start");
}

}  // namespace claimcheck::smt
