// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/sequences.hpp"

// Extents that do not overlap and lie in a region have no more bytes than the region, in
// whatever order they are listed: so no sum of their lengths leaves 64 bits. Counted byte by
// byte: hits(k, x) of the first k extents cover byte x, and below(k, x) bytes of theirs lie
// before it.

namespace claimcheck::smt::spec {

template <class D>
typename D::Bool apart(D& d, const Placed<typename D::Index>& all) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  return d.forall(0, all.n, [&](Index i) -> Bool {
    const Index end = all.start(i) + all.length(i);
    return 0 <= all.start(i) && 0 <= all.length(i) && end <= all.size &&
           d.forall(0, all.n, [&](Index j) -> Bool {
             return i == j || end <= all.start(j) || all.start(j) + all.length(j) <= all.start(i);
           });
  });
}

template <class D>
typename D::Bool covers(D& d, typename D::Index i, typename D::Index x) {
  const auto all = d.placed();
  return all.start(i) <= x && x < all.start(i) + all.length(i);
}

// The one extent that was found to cover a byte.
template <class D>
struct Cover {
  typename D::Index by;

  template <class Visit>
  void each(Visit visit) {
    visit("by", by);
  }
};

template <class D>
typename D::Bool is_covered_once(D& d, typename D::Index x) {
  return d.hits(d.members(), x) <= 1;
}

template <class D>
void bytes_are_covered_once(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  const Index x = d.spot();
  Cover<D> cover{0};
  d.modifies(cover);
  d.require("the extents lie apart in the region", [&] { return apart(d, d.placed()); });
  auto hit_once = [&](Index i) {
    return 0 <= i && i <= n && 0 <= d.hits(i, x) && d.hits(i, x) <= 1 &&
           (d.hits(i, x) == 0 || (0 <= cover.by && cover.by < i && covers(d, cover.by, x))) &&
           d.forall(0, i, [&](Index k) -> Bool { return !covers(d, k, x) || d.hits(i, x) == 1; });
  };
  for (Index i : d.each("look", n, hit_once))
    if (d.branch(covers(d, i, x))) cover.by = i;
  d.ensures("once: no byte is covered twice", [&] { return is_covered_once(d, x); });
}

template <class D>
typename D::Bool next_byte_adds(D& d, typename D::Index i, typename D::Index x) {
  return d.below(i, x + 1) == d.below(i, x) + d.hits(i, x);
}

template <class D>
void byte_by_byte(D& d) {
  using Index = typename D::Index;
  const Index n = d.members();
  const Index x = d.spot();
  d.require("the extents lie apart in the region", [&] { return apart(d, d.placed()); });
  d.induction("next", n, [&](Index i) { return 0 <= i && i <= n && next_byte_adds(d, i, x); });
  d.ensures("next-byte: before the next byte lie as many more as cover this one",
            [&] { return next_byte_adds(d, n, x); });
}

template <class D>
void lengths_fit_region(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  const Index size = d.region_size();
  d.require("the extents lie apart in the region",
            [&] { return 0 <= size && apart(d, d.placed()); });
  d.use_lemma("lemma.byte_by_byte", [&] {
    return d.forall(0, size, [&](Index x) -> Bool { return next_byte_adds(d, n, x); });
  });
  d.use_lemma("lemma.covered_once", [&] {
    return d.forall(0, size, [&](Index x) -> Bool { return is_covered_once(d, x); });
  });
  d.induction("none", n, [&](Index i) { return 0 <= i && i <= n && d.below(i, 0) == 0; });
  d.induction("fill", size, [&](Index i) { return 0 <= i && i <= size && d.below(n, i) <= i; });
  d.induction("all", n, [&](Index i) {
    return 0 <= i && i <= n && d.below(n, size) <= size && d.below(i, size) == d.length_before(i);
  });
  d.ensures("fit: the lengths together are no more than the region",
            [&] { return d.length_before(n) <= size; });
}

}  // namespace claimcheck::smt::spec
