// SPDX-License-Identifier: MIT
#include "smt/symbolic/claim_domain.hpp"

#include "smt/specifications/lemma_spec.hpp"
#include "smt/specifications/sum_spec.hpp"

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
  const Summed<Index> lengths{[&](Index i) { return length(member(i)); },
                              [&](Index k) { return length_before(k); }};
  fact(
      Given::axiom, "sum", [&] { return spec::is_sum(*this, members(), lengths); },
      "what a sum of no lengths is, and of one length more");
  fact(
      Given::lemma, "sums_rise", [&] { return spec::never_falls(*this, members(), lengths); },
      "proved as lemma.sums_rise");
}

}  // namespace claimcheck::smt
