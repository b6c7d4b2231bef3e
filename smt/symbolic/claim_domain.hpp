// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/symbolic.hpp"

// The symbolic interpretation of the claim: the members of a group are a function from indices to
// extents, and what is known of extents are functions of them.

namespace claimcheck::smt {

struct ExtentName {
  static constexpr const char* sort = "Extent";
};

class ClaimDomain : public Symbolic {
 public:
  using Extent = Thing<ExtentName>;
  using RangeExtents = Map<Extent, Word>;
  using RangeOffsets = Map<Word, Word>;
  using UseCounts = Map<Word, Extent>;
  using Mappings = Map<Bool, Extent>;

  // Gives the walk what the functions mean.
  explicit ClaimDomain(Walk& walk);

  Index members() { return word("members"); }
  Extent member(const Index& i) { return apply<Extent>("member", i); }
  Word seq_base() { return word("seq_base"); }
  Word region_size() { return word("region_size"); }
  Word seq(const Extent& e) { return apply<Word>("seq", e); }
  Word length(const Extent& e, int line = __builtin_LINE()) {
    return {Term::symbol("length", int_sort, {e.term}), &walk(), line};
  }
  Word offered_of(const Extent& e) { return apply<Word>("offered_of", e); }
  Bool aligned(const Extent& e) { return apply<Bool>("aligned", e); }

  Word length_before(const Index& k) { return apply<Word>("length_before", k); }
  // By the index of a member, so that nothing has to be searched for.
  Bool is_among(const Extent& e, const Index& k) {
    const Index place = apply<Index>("place", e);
    return 0 <= place && place < k && member(place) == e;
  }
  template <class Predicate>
  Bool every(Predicate predicate, SourcePlace place = SourcePlace::current()) {
    return all<Extent>(predicate, place);
  }

  template <class Holding>
  Holding remember(const Holding& now) const {
    return now;
  }
  template <class Holding>
  Holding emptied(const Holding&) {
    Holding empty;
    renew_all(empty, "_emptied");
    return empty;
  }
  // Any state at all: where a specification starts.
  template <class Holding>
  Holding any_holding() {
    Holding holding;
    renew_all(holding, "_0");
    return holding;
  }
};

}  // namespace claimcheck::smt
