// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/world_domain.hpp"

// The symbolic interpretation of admission: the extents of one region, and those that arrive in
// it, are functions from indices to extents.

namespace claimcheck::smt {

class AdmissionDomain : public Symbolic {
 public:
  using Extent = Thing<ExtentName>;
  using Tag = Thing<TagName>;
  using Region = Thing<RegionName>;
  using Lives = Map<Bool, Extent>;
  using Seqs = Map<Word, Extent>;
  using Sizes = Map<Word, Extent>;
  using Origins = Map<Bool, Extent>;

  // Gives the walk what the functions mean.
  explicit AdmissionDomain(Walk& walk);

  Region the_region() { return apply<Region>("the_region"); }
  Tag the_tag() { return apply<Tag>("the_tag"); }
  Region home(const Extent& e) { return apply<Region>("home", e); }
  Tag tag(const Extent& e) { return apply<Tag>("tag", e); }
  Bool is_null(const Tag& a) { return apply<Bool>("is_null", a); }
  Word base(const Region& r) { return apply<Word>("base", r); }
  Word start_of(const Region& r) { return apply<Word>("start_of", r); }
  Word size_of(const Region& r) { return apply<Word>("size_of", r); }

  Index extents() { return word("extents"); }
  Extent extent(const Index& i) { return apply<Extent>("extent", i); }
  Index members() { return word("members"); }
  Extent member(const Index& i) { return apply<Extent>("member", i); }
  // By the index of an extent, so that nothing has to be searched for.
  Bool is_listed(const Extent& e, const Index& k) {
    const Index place = apply<Index>("listed_at", e);
    return 0 <= place && place < k && extent(place) == e;
  }
  Bool is_offered(const Extent& e, const Index& k) {
    const Index place = apply<Index>("place", e);
    return 0 <= place && place < k && member(place) == e;
  }
  Bool is_here(const Extent& e) { return home(e) == the_region(); }
  Extent in_order(const Index& v) { return apply<Extent>("in_order", v); }
  // Which number, from 0, a member gets.
  Index rank(const Extent& e) { return apply<Index>("rank", e); }

  // The line is that of the specification where the number stands.
  Word start(const Extent& e, int line = __builtin_LINE()) { return of("start", e, line); }
  Word length(const Extent& e, int line = __builtin_LINE()) { return of("length", e, line); }
  Word use_count(const Extent& e) { return apply<Word>("use_count", e); }
  Word given_seq(const Extent& e) { return apply<Word>("given_seq", e); }
  Bool aligned(const Extent& e) { return apply<Bool>("aligned", e); }
  Bool lost(const Extent& e) { return apply<Bool>("lost", e); }
  Bool meant(const Extent& e) { return apply<Bool>("meant", e); }

  Bool tagged() { return !is_null(the_tag()); }
  Bool shared() { return apply<Bool>("shared"); }
  Word seq_base() { return base(the_region()); }
  Word region_base(int line = __builtin_LINE()) {
    return {start_of(the_region()).term, &walk(), line};
  }
  Word region_size(int line = __builtin_LINE()) {
    return {size_of(the_region()).term, &walk(), line};
  }
  Word highest() { return {greatest_word(SourcePlace::current()), nullptr}; }

  template <class Admitted>
  Bool tag_lives(Admitted& now) {
    return !every([&](Extent e) -> Bool { return !(now.alive[e] && tag(e) == the_tag()); });
  }
  template <class Admitted>
  Admitted remember(const Admitted& now) const {
    return now;
  }
  template <class Predicate>
  Bool every(Predicate predicate, SourcePlace place = SourcePlace::current()) {
    return all<Extent>(predicate, place);
  }
  template <class Fact>
  Bool around(Fact fact) {
    return fact();
  }

  // Any state at all: where a specification starts.
  template <class Admitted>
  Admitted any_admitted() {
    Admitted admitted;
    renew_all(admitted, "_0");
    return admitted;
  }
  // What the transitions see of it: nothing here writes a use count.
  template <class Admitted>
  ExtentsView view(const Admitted& admitted) {
    ExtentsView view{admitted.alive, admitted.seq, admitted.offered_of, admitted.whole, {}};
    view.use_count.become([this](const Extent& e) { return use_count(e); });
    return view;
  }

 private:
  Word of(const char* function, const Extent& e, int line) {
    return {Term::symbol(function, int_sort, {e.term}), &walk(), line};
  }
};

}  // namespace claimcheck::smt
