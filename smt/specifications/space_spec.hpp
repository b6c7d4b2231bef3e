// SPDX-License-Identifier: MIT
#pragma once

// Extents that do not overlap and lie in a region have no more bytes than the region, in
// whatever order they are listed: so no sum of their lengths leaves 64 bits. Counted byte by
// byte: hits(k, x) of the first k extents cover byte x, and below(k, x) bytes of theirs lie
// before it.

namespace claimcheck::smt::text {

template <class D>
typename D::Bool apart(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  return d.forall(0, d.members(), [&](Index i) -> Bool {
    return 0 <= d.start(i) && 0 <= d.length(i) && d.start(i) + d.length(i) <= d.region_size() &&
           d.forall(0, d.members(), [&](Index j) -> Bool {
             return i == j || d.start(i) + d.length(i) <= d.start(j) ||
                    d.start(j) + d.length(j) <= d.start(i);
           });
  });
}

template <class D>
typename D::Bool covers(D& d, typename D::Index i, typename D::Index x) {
  return d.start(i) <= x && x < d.start(i) + d.length(i);
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
void bytes_are_covered_once(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  const Index x = d.spot();
  Index i = 0;
  Cover<D> cover{0};
  d.begin(i, cover);
  d.require("the extents lie apart in the region", [&] { return apart(d); });
  for (i = 0; d.loop("look",
                     [&] {
                       return 0 <= i && i <= n && 0 <= d.hits(i, x) && d.hits(i, x) <= 1 &&
                              (d.hits(i, x) == 0 ||
                               (0 <= cover.by && cover.by < i && covers(d, cover.by, x))) &&
                              d.forall(0, i, [&](Index k) -> Bool {
                                return !covers(d, k, x) || d.hits(i, x) == 1;
                              });
                     }),
      d.yes(i < n);
       i = i + 1) {
    if (d.yes(covers(d, i, x))) cover.by = i;
  }
  d.conclude("once: no byte is covered twice", [&] { return d.hits(n, x) <= 1; });
}

template <class D>
void byte_by_byte(D& d) {
  using Index = typename D::Index;
  const Index n = d.members();
  const Index x = d.spot();
  Index i = 0;
  d.begin(i);
  d.require("the extents lie apart in the region", [&] { return apart(d); });
  for (i = 0; d.loop("next",
                     [&] {
                       return 0 <= i && i <= n && d.below(i, x + 1) == d.below(i, x) + d.hits(i, x);
                     }),
      d.yes(i < n);
       i = i + 1) {
  }
  d.conclude("next-byte: before the next byte lie as many more as cover this one",
             [&] { return d.below(n, x + 1) == d.below(n, x) + d.hits(n, x); });
}

template <class D>
void lengths_fit_region(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  const Index size = d.region_size();
  Index i = 0;
  d.begin(i);
  d.require("the extents lie apart in the region", [&] { return 0 <= size && apart(d); });
  d.require("each byte adds what covers it, one extent at most", [&] {
    return d.forall(0, size, [&](Index x) -> Bool {
      return d.below(n, x + 1) == d.below(n, x) + d.hits(n, x) && d.hits(n, x) <= 1;
    });
  });
  for (i = 0; d.loop("none", [&] { return 0 <= i && i <= n && d.below(i, 0) == 0; }), d.yes(i < n);
       i = i + 1) {
  }
  for (i = 0;
       d.loop("fill", [&] { return 0 <= i && i <= size && d.below(n, i) <= i; }), d.yes(i < size);
       i = i + 1) {
  }
  for (i = 0; d.loop("all",
                     [&] {
                       return 0 <= i && i <= n && d.below(n, size) <= size &&
                              d.below(i, size) == d.length_before(i);
                     }),
      d.yes(i < n);
       i = i + 1) {
  }
  d.conclude("fit: the lengths together are no more than the region",
             [&] { return d.length_before(n) <= size; });
}

}  // namespace claimcheck::smt::text
