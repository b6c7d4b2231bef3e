// SPDX-License-Identifier: MIT
#pragma once

// Lemmas about sequences and sums, each induction written as the loop that it is. Every function is
// given by the domain: n members with their seq, start and length in some order, and the sums that
// the domain says how to build.

namespace claimcheck::smt::spec {

// Sums of lengths rise: to any number of members, called spot.
template <class D>
void sums_rise(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  d.require("the spot is a number of members",
            [&] { return 0 <= d.spot() && d.spot() <= d.members(); });
  auto top = [&](Index k) {
    return d.forall(0, k + 1,
                    [&](Index a) -> Bool { return d.length_before(a) <= d.length_before(k); });
  };
  d.induction("rise", d.spot(), [&](Index i) { return 0 <= i && i <= d.spot() && top(i); });
  d.ensures("risen: no sum of fewer lengths is greater", [&] { return top(d.spot()); });
}

// What the slot check lets pass has every number once.
template <class D>
void dense_is_sound(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  d.require("place i carries base + i", [&] { return d.dense(n); });
  d.ensures("sound: every number of base .. base+n-1 occurs, and once", [&] {
    return d.forall(0, n, [&](Index v) -> Bool {
      return d.seq(v) == d.seq_base() + v && d.forall(0, n, [&](Index i) -> Bool {
        return !(d.seq(i) == d.seq_base() + v) || i == v;
      });
    });
  });
}

// A sorted group that has every number once passes the slot check. That it has every number once
// is told by `holder`: which member carries a number.
template <class D>
void dense_is_complete(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  d.require("the members are in seq order", [&] { return d.sorted(n); });
  const Index base = d.seq_base();
  d.require("every number of base .. base+n-1 has one holder", [&] {
    return d.forall(base, base + n, [&](Index v) -> Bool {
      return 0 <= d.holder(v) && d.holder(v) < n && d.seq(d.holder(v)) == v;
    }) && d.forall(0, n, [&](Index k) -> Bool {
      return base <= d.seq(k) && d.seq(k) < base + n && d.holder(d.seq(k)) == k;
    });
  });
  auto in_place = [&](Index k) {
    return d.dense(k) &&
           d.forall(base, base + k, [&](Index v) -> Bool { return d.holder(v) == v - base; });
  };
  // True by what was required, and a hint which number and which member to look at.
  auto next = [&](Index k) { return k == n || (d.holder(base + k) < n && base <= d.seq(k)); };
  d.induction("fill", n, [&](Index i) { return 0 <= i && i <= n && in_place(i) && next(i); });
  d.ensures("complete: the slot check passes", [&] { return d.dense(n); });
}

// The law of finite sums that the theorem about sizes rests on: where two functions differ at one
// place only, so do their sums.
template <class D>
void one_point(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  d.require("the functions differ at one place at most", [&] {
    return 0 <= d.spot() && d.spot() < n && d.forall(0, n, [&](Index k) -> Bool {
      return k == d.spot() || d.length(k) == d.length_then(k);
    });
  });
  auto differ = [&](Index k) {
    return d.length_before_then(k) + d.either_of(d.spot() < k, d.length(d.spot()), Index(0)) ==
           d.length_before(k) + d.either_of(d.spot() < k, d.length_then(d.spot()), Index(0));
  };
  d.induction("sum", n, [&](Index i) { return 0 <= i && i <= n && differ(i); });
  d.ensures("differ: the sums differ by what the functions differ there", [&] {
    return d.length_before_then(n) + d.length(d.spot()) ==
           d.length_before(n) + d.length_then(d.spot());
  });
}

}  // namespace claimcheck::smt::spec
