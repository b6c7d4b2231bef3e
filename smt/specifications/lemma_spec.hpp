// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/sequences.hpp"

// Lemmas about sequences and sums, each induction written as the loop that it is. Every function is
// given by the domain: n members with their seq, start and length in some order, and the sums that
// the domain says how to build.

namespace claimcheck::smt::spec {

// Sums of lengths rise.
template <class D>
typename D::Bool never_falls(D& d, typename D::Index n, const Summed<typename D::Index>& f) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  return d.forall(0, n + 1, [&](Index i) -> Bool {
    return d.forall(0, n + 1,
                    [&](Index j) -> Bool { return !(i <= j) || f.before(i) <= f.before(j); });
  });
}

template <class D>
void sums_rise(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  const Summed<Index> f = d.lengths();
  auto highest = [&](Index i) {
    return d.forall(0, i + 1, [&](Index a) -> Bool { return f.before(a) <= f.before(i); });
  };
  d.induction("rise", n,
              [&](Index i) { return 0 <= i && i <= n && highest(i) && never_falls(d, i, f); });
  d.ensures("risen: no sum of fewer lengths is greater", [&] { return never_falls(d, n, f); });
}

template <class D>
typename D::Bool is_in_seq_order(D& d, const Numbering<typename D::Index>& group) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  return d.forall(0, group.n, [&](Index i) -> Bool {
    return d.forall(0, group.n,
                    [&](Index j) -> Bool { return !(i <= j) || group.seq(i) <= group.seq(j); });
  });
}

// Every number has a place, and every place a number, that point at each other.
template <class D>
typename D::Bool is_one_to_one(D& d, const Numbering<typename D::Index>& group) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index end = group.base + group.of;
  return d.forall(group.base, end, [&](Index v) -> Bool {
    const Index place = group.holder(v);
    return 0 <= place && place < group.n && group.seq(place) == v;
  }) && d.forall(0, group.n, [&](Index k) -> Bool {
    const Index v = group.seq(k);
    return group.base <= v && v < end && group.holder(v) == k;
  });
}

template <class D>
typename D::Bool is_dense(D& d, const Numbering<typename D::Index>& group, typename D::Index k) {
  using Index = typename D::Index;
  return d.forall(0, k,
                  [&](Index i) -> typename D::Bool { return group.seq(i) == group.base + i; });
}

// What the slot check lets pass has every number once.
template <class D>
void dense_is_sound(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Numbering<Index> group = d.numbering();
  const Index n = group.n;
  d.require("place i carries base + i", [&] { return is_dense(d, group, n); });
  d.ensures("sound: every number of base .. base+n-1 occurs, and once", [&] {
    return d.forall(0, n, [&](Index v) -> Bool {
      return group.seq(v) == group.base + v && d.forall(0, n, [&](Index i) -> Bool {
        return !(group.seq(i) == group.base + v) || i == v;
      });
    });
  });
}

// Sorted, and every number once.
template <class D>
typename D::Bool is_complete(D& d, const Numbering<typename D::Index>& group) {
  return 0 <= group.n && 0 <= group.of && is_in_seq_order(d, group) && is_one_to_one(d, group);
}

template <class D>
typename D::Bool is_dense_and_full(D& d, const Numbering<typename D::Index>& group) {
  return is_dense(d, group, group.n) && group.n == group.of;
}

// A sorted group that has every number once passes the slot check, and has as many members as there
// are numbers.
template <class D>
void dense_is_complete(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Numbering<Index> group = d.numbering();
  const Index n = group.n, base = group.base, of = group.of;
  d.require("the members are in seq order, and have every number once",
            [&] { return is_complete(d, group); });
  auto in_place = [&](Index k) {
    return is_dense(d, group, k) &&
           d.forall(base, base + k, [&](Index v) -> Bool { return group.holder(v) == v - base; });
  };
  // True by what was required, and a hint which number and which member to look at.
  auto next = [&](Index k) {
    return (k == n || base <= group.seq(k)) && (!(k < of) || group.holder(base + k) < n);
  };
  d.induction("fill", n,
              [&](Index i) { return 0 <= i && i <= n && i <= of && in_place(i) && next(i); });
  d.ensures("complete: the slot check passes, and there are as many as numbers",
            [&] { return is_dense_and_full(d, group); });
}

}  // namespace claimcheck::smt::spec
