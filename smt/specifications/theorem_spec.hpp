// SPDX-License-Identifier: MIT
#pragma once

#include "model/rules/claim_spec.hpp"
#include "smt/specifications/invariant_spec.hpp"
#include "smt/specifications/lemma_spec.hpp"
#include "smt/specifications/sum_spec.hpp"

// I5 and I6 of any state where the invariants hold. I1 to I3 need no text of their own
// (invariant_spec.hpp), and I4 is in account_spec.hpp.

namespace claimcheck::smt::spec {

// The group that a claim of the tag on a device of the region is about: its members by their place
// in seq order, and the numbers that were offered.
template <class D>
Numbering<typename D::Index> offered_group(D& d, typename D::World& s) {
  using Index = typename D::Index;
  return {d.members(), d.base(d.the_region()), d.offered_of(d.member(0)),
          [&](Index i) { return d.seq(d.member(i)); },
          [&](Index v) { return d.place(s.numbered(d.the_tag(), d.the_region(), v)); }};
}

template <class D>
void whole_offers_pass(D& d, typename D::World& s) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  const auto n = d.members();
  d.use_lemma("calls.collect",
              [&] { return members_are_free_of_tag(d, s, d.the_region(), d.the_tag()); });
  d.mean("sorting", [&] {
    return d.seq_base() == d.base(d.the_region()) && is_in_seq_order(d, offered_group(d, s));
  });
  d.require("each came by an offer without loss", [&] {
    return d.every([&](Extent e) -> Bool { return !d.is_among(e, n) || d.whole(e); });
  });
  const auto group = offered_group(d, s);
  d.apply_lemma(
      "lemma.dense_is_complete", [&] { return n == 0 || is_complete(d, group); },
      [&] { return n == 0 || is_dense_and_full(d, group); });
  d.ensures("I5: what came by an offer without loss is never refused by T2 or T3",
            [&] { return model::dense(d, n) && model::complete(d, n); });
}

template <class D>
void offsets_are_sums(D& d, typename D::World& s) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const auto v = d.the_device();
  const Index count = s.count(v);
  const Summed<Index> bytes{[&](Index q) { return d.length(s.range(v, q)); },
                            [&](Index q) { return d.bytes_before(q); }};
  auto is_sum_at = [&](Index q) {
    return d.either_of(q == count, Index(s.size(v)), Index(s.offset(v, q))) == bytes.before(q);
  };
  auto are_sums_below = [&](Index q) {
    return d.forall(0, q, [&](Index p) -> Bool { return s.offset(v, p) == bytes.before(p); });
  };
  d.require("the device is there", [&] { return s.there(v); });
  d.mean("bytes_before", [&] { return is_sum(d, count, bytes); });
  d.induction("ranges", count,
              [&](Index q) { return 0 <= q && q <= count && are_sums_below(q) && is_sum_at(q); });
  d.ensures("I6: ranges are in dense seq order, and page offsets are their prefix sums", [&] {
    return s.size(v) == bytes.before(count) && are_sums_below(count) &&
           d.forall(0, count, [&](Index q) -> Bool {
             const auto e = s.range(v, q);
             return d.is_null(d.tag(e)) || d.seq(e) == d.base(d.region_of(v)) + q;
           });
  });
}

}  // namespace claimcheck::smt::spec
