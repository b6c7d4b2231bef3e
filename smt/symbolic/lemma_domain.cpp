// SPDX-License-Identifier: MIT
#include "smt/symbolic/lemma_domain.hpp"

#include "smt/specifications/sum_spec.hpp"

namespace claimcheck::smt {

LemmaDomain::LemmaDomain(Walk& walk, Meanings meanings) : Symbolic(walk, Words::endless) {
  give(Given::type, "members", 0 <= members(), "there is a number of members");
  if (meanings != Meanings::none) give_sums();
  if (meanings == Meanings::lengths || meanings == Meanings::cover) give_lengths();
  if (meanings == Meanings::cover) give_cover();
}

void LemmaDomain::give_sums() {
  for (const auto& sum : {lengths(), lengths_then(), lengths_both()}) {
    give(Given::axiom, "sum", spec::is_sum(*this, members(), sum),
         "what a sum of no values is, and of one value more");
  }
}

void LemmaDomain::give_lengths() {
  give(Given::type, "lengths",
       forall(0, members(), [&](Index i) -> Bool { return 0 <= length(i); }),
       "lengths are not negative");
}

void LemmaDomain::give_cover() {
  const auto covers = [&](Index i, Index x) { return start(i) <= x && x < start(i) + length(i); };
  const auto part = [&](Index i, Index x) {
    const Index covered = x - start(i);
    return either_of(covered < 0, Index(0), either_of(length(i) < covered, length(i), covered));
  };
  // For the places of interest: a byte, the one after it, the ends.
  const auto count_at = [&](Index x) {
    return forall(0, members(), [&](Index i) -> Bool {
      return hits(i + 1, x) == hits(i, x) + one_if(covers(i, x)) &&
             below(i + 1, x) == below(i, x) + part(i, x);
    });
  };
  const auto none_at = [&](Index x) { return hits(0, x) == 0 && below(0, x) == 0; };
  give(Given::axiom, "covered_by_none",
       none_at(spot()) && none_at(spot() + 1) && none_at(0) && none_at(region_size()),
       "what no extents cover");
  give(Given::axiom, "covered_by_more_here", count_at(spot()), "what one extent more covers");
  give(Given::axiom, "covered_by_more_next", count_at(spot() + 1), "what one extent more covers");
  give(Given::axiom, "covered_by_more_first", count_at(0), "what one extent more covers");
  give(Given::axiom, "covered_by_more_last", count_at(region_size()),
       "what one extent more covers");
}

}  // namespace claimcheck::smt
