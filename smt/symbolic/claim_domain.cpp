// SPDX-License-Identifier: MIT
#include "smt/symbolic/claim_domain.hpp"

namespace claimcheck::smt {

ClaimDomain::ClaimDomain(Walk& walk) : Symbolic(walk) {
  const auto fact = [&](Given given, const char* name, auto statement, const char* reason) {
    walk.give(given, name, state(statement), reason);
  };
  fact(
      Given::type, "words",
      [&] {
        return Bool(is_word(members().term)) && Bool(is_word(region_size().term)) &&
               (seq_base() == 0 || seq_base() == 1);
      },
      "the number of members and the region's size are 64-bit words; the contract's base is 0 or "
      "1");
  fact(
      Given::type, "lengths",
      [&] { return every([&](Extent e) -> Bool { return 1 <= length(e); }); },
      "an extent's length is a word and never 0 (M4, M6)");
  fact(
      Given::axiom, "members_differ",
      [&] {
        return forall(0, members(),
                      [&](Index i) -> Bool { return apply<Index>("place", member(i)) == i; });
      },
      "the members are listed once each: collecting them walks the extents once, sorting permutes");
  fact(
      Given::axiom, "sum_of_none", [&] { return length_before(0) == 0; },
      "what a sum of no lengths is");
  fact(
      Given::axiom, "sum_of_more",
      [&] {
        return forall(0, members(), [&](Index i) -> Bool {
          return length_before(i + 1) == length_before(i) + length(member(i));
        });
      },
      "what a sum of one length more is");
  fact(
      Given::lemma, "sums_rise",
      [&] {
        return forall(0, members() + 1, [&](Index i) -> Bool {
          return forall(0, members() + 1, [&](Index j) -> Bool {
            return !(i <= j) || length_before(i) <= length_before(j);
          });
        });
      },
      "proved as lemma sums_rise");
}

}  // namespace claimcheck::smt
