// SPDX-License-Identifier: MIT
#pragma once

// Lemmas about sequences and sums, each induction written as the loop that it is. As the claim
// text they have two readings: run, they check themselves on the values at hand; walked, they are
// proved for all. Every function is given by the domain: n members with their seq, start and
// length in some order, and the sums that the domain says how to build.

namespace claimcheck::smt::text {

// Sums of lengths rise: to any number of members, called spot.
template <class D>
void sums_rise(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  Index i = 0;
  d.begin(i);
  d.require("the spot is a number of members",
            [&] { return 0 <= d.spot() && d.spot() <= d.members(); });
  auto top = [&](Index k) {
    return d.forall(0, k + 1,
                    [&](Index a) -> Bool { return d.length_before(a) <= d.length_before(k); });
  };
  for (i = 0;
       d.loop("rise", [&] { return 0 <= i && i <= d.spot() && top(i); }), d.yes(i < d.spot());
       i = i + 1) {
  }
  d.conclude("risen: no sum of fewer lengths is greater", [&] { return top(d.spot()); });
}

// What the slot check lets pass has every number once.
template <class D>
void dense_is_sound(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  d.require("place i carries base + i", [&] { return d.dense(n); });
  d.conclude("sound: every number of base .. base+n-1 occurs, and once", [&] {
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
  Index i = 0;
  d.begin(i);
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
  for (i = 0;
       d.loop("fill", [&] { return 0 <= i && i <= n && in_place(i) && next(i); }), d.yes(i < n);
       i = i + 1) {
  }
  d.conclude("complete: the slot check passes", [&] { return d.dense(n); });
}

// A check in constant time, over an index, is the slot check: no seq like the one before, the
// right ends, and pigeons do the rest. `repeats(k)` counts the places below k that repeat the seq
// of the one before.
template <class D>
void index_decides(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  Index i = 0;
  d.begin(i);
  d.require("there are members, in seq order", [&] { return 0 < n && d.sorted(n); });
  auto none_repeated = [&](Index k) {
    return d.forall(1, k, [&](Index a) -> Bool { return !d.repeated(a); });
  };
  auto passes = [&]() -> Bool {
    return d.repeats(n) == 0 && d.seq(0) == d.seq_base() && d.seq(n - 1) == d.seq_base() + n - 1;
  };
  for (i = 1; d.loop("count",
                     [&] {
                       return 1 <= i && i <= n && 0 <= d.repeats(i) &&
                              (d.repeats(i) == 0) == none_repeated(i);
                     }),
      d.yes(i < n);
       i = i + 1) {
  }
  auto counted = [&] { return 0 < n && (d.repeats(n) == 0) == none_repeated(n); };
  for (i = 1; d.loop("low",
                     [&] {
                       return counted() && 1 <= i && i <= n &&
                              (!passes() || d.forall(0, i, [&](Index a) -> Bool {
                                return d.seq_base() + a <= d.seq(a);
                              }));
                     }),
      d.yes(i < n);
       i = i + 1) {
  }
  auto low = [&] {
    return counted() && (!passes() || d.forall(0, n, [&](Index a) -> Bool {
             return d.seq_base() + a <= d.seq(a);
           }));
  };
  for (i = n - 1; d.loop("high",
                         [&] {
                           return low() && 0 <= i && i < n &&
                                  (!passes() || d.forall(i, n, [&](Index a) -> Bool {
                                    return d.seq(a) <= d.seq_base() + a;
                                  }));
                         }),
      d.yes(0 < i);
       i = i - 1) {
  }
  d.conclude("decides: the index check passes exactly when the slot check does",
             [&] { return passes() == d.dense(n); });
}

// Adding a member to the index: at `spot`, after all whose seq is not greater. The count of
// repeats is kept by looking at one neighbour. With the new member the seqs are `seq_then`.
template <class D>
void index_adds(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  const Index spot = d.spot();
  Index i = 0;
  d.begin(i);
  d.require("the members are in seq order", [&] { return d.sorted(n); });
  d.require("the spot is after all that are not greater", [&] {
    return 0 <= spot && spot <= n &&
           d.forall(0, n, [&](Index k) -> Bool { return (d.seq(k) <= d.new_seq()) == (k < spot); });
  });
  auto repeats_at_spot = [&] { return d.one_if(0 < spot && d.seq(spot - 1) == d.new_seq()); };
  for (i = 0;
       d.loop("shift",
              [&] {
                return 0 <= i && i <= n + 1 &&
                       (!(i <= spot) || d.repeats_then(i) == d.repeats(i)) &&
                       (i <= spot || d.repeats_then(i) == d.repeats(i - 1) + repeats_at_spot());
              }),
      d.yes(i < n + 1);
       i = i + 1) {
  }
  d.conclude("added: one look at the neighbour keeps the count of repeats",
             [&] { return d.repeats_then(n + 1) == d.repeats(n) + repeats_at_spot(); });
}

// The law of finite sums that the theorem about sizes rests on: where two functions differ at one
// place only, so do their sums.
template <class D>
void one_point(D& d) {
  using Index = typename D::Index;
  using Bool = typename D::Bool;
  const Index n = d.members();
  Index i = 0;
  d.begin(i);
  d.require("the functions differ at one place at most", [&] {
    return 0 <= d.spot() && d.spot() < n && d.forall(0, n, [&](Index k) -> Bool {
      return k == d.spot() || d.length(k) == d.length_then(k);
    });
  });
  auto differ = [&](Index k) {
    return d.length_before_then(k) + d.either_of(d.spot() < k, d.length(d.spot()), Index(0)) ==
           d.length_before(k) + d.either_of(d.spot() < k, d.length_then(d.spot()), Index(0));
  };
  for (i = 0; d.loop("sum", [&] { return 0 <= i && i <= n && differ(i); }), d.yes(i < n);
       i = i + 1) {
  }
  d.conclude("differ: the sums differ by what the functions differ there", [&] {
    return d.length_before_then(n) + d.length(d.spot()) ==
           d.length_before(n) + d.length_then(d.spot());
  });
}

}  // namespace claimcheck::smt::text
