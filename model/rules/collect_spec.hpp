// SPDX-License-Identifier: MIT
#pragma once

// The specification of how a claim finds its members: the free extents of one tag in a region. It
// has two interpretations, as the claim's: see claim_spec.hpp for what each() and ensures() say.
//
// What D provides: the region's extents by index, in arrival order (extents, extent; is_listed:
// among the first k; comes_before), whether one is wanted, and is_below() for a place.

namespace claimcheck::model {

// What is collected, and nothing else is written.
template <class D>
struct Collected {
  typename D::Index count;
  typename D::Members member;  // by place
  typename D::Places place;    // by extent that is collected: said, and never read by the code

  template <class Visit>
  void each(Visit visit) {
    visit("collected", count);
    visit("collected_member", member);
    visit("collected_place", place);
  }
};

template <class D>
typename D::Bool is_collected(D& d, Collected<D>& now, typename D::Extent e) {
  const typename D::Index place = now.place[e];
  return d.is_below(place, now.count) && now.member[place] == e;
}

// Of the first k extents all that are wanted, no other, each once, in arrival order.
template <class D>
typename D::Bool collected(D& d, Collected<D>& now, typename D::Index k) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return d.forall(0, now.count, [&](Index p) -> Bool {
    const Extent e = now.member[p];
    return d.is_wanted(e) && d.is_listed(e, k) && now.place[e] == p &&
           (p + 1 == now.count || d.comes_before(e, now.member[p + 1]));
  }) && d.forall(0, k, [&](Index i) -> Bool {
    return !d.is_wanted(d.extent(i)) || is_collected(d, now, d.extent(i));
  });
}

template <class D>
void collect_free(D& d, Collected<D>& now) {
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  d.modifies(now);
  d.require("nothing is collected yet", [&] { return now.count == 0; });
  auto collected_to = [&](Index k) {
    return k <= d.extents() && now.count <= k && collected(d, now, k);
  };
  for (Index i : d.each("collect", d.extents(), collected_to)) {
    const Extent e = d.extent(i);
    if (d.branch(d.is_wanted(e))) {
      now.member[now.count] = e;
      now.place[e] = now.count;
      now.count = now.count + 1;
    }
  }
  d.ensures("collected: all free extents of the tag, each once, in arrival order",
            [&] { return collected(d, now, d.extents()); });
}

}  // namespace claimcheck::model
