// SPDX-License-Identifier: MIT
#pragma once

// What admission writes, and the words of its statements. Of these the algorithms themselves use
// last() only.

namespace claimcheck::model {

// All that admission may write, by extent.
template <class D>
struct Admitted {
  typename D::Lives alive;
  typename D::Seqs seq;
  typename D::Sizes offered_of;  // members that its offer had (T3)
  typename D::Origins whole;     // its offer lost none (I5)

  // Every field, for a domain that has to name them.
  template <class Visit>
  void each(Visit visit) {
    visit("alive", alive);
    visit("seq", seq);
    visit("offered_of", offered_of);
    visit("whole", whole);
  }
};

template <class D>
typename D::Bool facts_kept(Admitted<D>& before, Admitted<D>& now, typename D::Extent e) {
  return now.seq[e] == before.seq[e] && now.offered_of[e] == before.offered_of[e] &&
         now.whole[e] == before.whole[e];
}

template <class D>
typename D::Bool unchanged(D& d, Admitted<D>& before, Admitted<D>& now) {
  return d.every([&](typename D::Extent e) -> typename D::Bool {
    return now.alive[e] == before.alive[e] && facts_kept<D>(before, now, e);
  });
}

// The last byte: the one after it may be 2^64.
template <class D>
typename D::Word last(D& d, typename D::Extent e) {
  return d.start(e) + (d.length(e) - 1);
}

template <class D>
typename D::Bool apart(D& d, typename D::Extent a, typename D::Extent b) {
  return last(d, a) < d.start(b) || last(d, b) < d.start(a);
}

template <class D>
typename D::Bool is_inside(D& d, typename D::Extent e) {
  return d.length(e) != 0 && d.region_base() <= d.start(e) && d.length(e) <= d.region_size() &&
         d.start(e) - d.region_base() <= d.region_size() - d.length(e);
}

// Of an offer, an inject and a release.
template <class D>
void admission_preconditions(D& d, Admitted<D>& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  d.require("the extents of the region are those that live in it", [&] {
    return d.every([&](Extent e) -> Bool {
      return (now.alive[e] && d.is_here(e)) == d.is_listed(e, d.extents());
    });
  });
  d.require("they lie in the region, which ends at 2^64 or before", [&] {
    return d.region_size() != 0 && d.region_size() - 1 <= d.highest() - d.region_base() &&
           d.forall(0, d.extents(), [&](Index i) -> Bool { return is_inside(d, d.extent(i)); });
  });
  d.require("who arrives is new", [&] {
    return d.forall(0, d.members(), [&](Index i) -> Bool {
      const Extent e = d.member(i);
      return !now.alive[e] && d.use_count(e) == 0 && now.offered_of[e] == 0 && !now.whole[e];
    });
  });
}

template <class D>
typename D::Bool none_lost(D& d, typename D::Index k) {
  return d.forall(0, k,
                  [&](typename D::Index i) -> typename D::Bool { return !d.lost(d.member(i)); });
}

// The first k numbers of a shared offer are base, base + 1, ...
template <class D>
typename D::Bool given_dense(D& d, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index i) -> typename D::Bool {
    return d.given_seq(d.in_order(i)) == d.seq_base() + i;
  });
}

template <class D>
typename D::Bool fit(D& d, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index i) -> typename D::Bool {
    return is_inside(d, d.member(i)) && d.aligned(d.member(i));
  });
}

template <class D>
typename D::Bool clear_of_extents(D& d, typename D::Index i, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index j) -> typename D::Bool {
    return apart(d, d.member(i), d.extent(j));
  });
}

template <class D>
typename D::Bool clear_of_members(D& d, typename D::Index i, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index j) -> typename D::Bool {
    return apart(d, d.member(i), d.member(j));
  });
}

// The first k members lie over no extent, and over no member before them.
template <class D>
typename D::Bool clear(D& d, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index i) -> typename D::Bool {
    return clear_of_extents(d, i, d.extents()) && clear_of_members(d, i, i);
  });
}

template <class D>
typename D::Word number_of(D& d, typename D::Index i) {
  using Word = typename D::Word;
  return d.either_of(
      d.tagged(), d.either_of(d.shared(), Word(d.given_seq(d.member(i))), Word(d.seq_base() + i)),
      Word(0));
}

// `now` is `before` and those of the first k members that were not lost.
template <class D>
typename D::Bool added(D& d, Admitted<D>& before, Admitted<D>& now, typename D::Index k,
                       typename D::Bool lossy) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return d.every([&](Extent e) -> Bool {
    const Bool arrived = d.is_offered(e, k) && !d.lost(e);
    return now.alive[e] == (before.alive[e] || arrived) &&
           (arrived || facts_kept<D>(before, now, e));
  }) && d.forall(0, k, [&](Index i) -> Bool {
    const Extent e = d.member(i);
    return d.lost(e) || (now.seq[e] == number_of(d, i) && now.whole[e] == !lossy &&
                         now.offered_of[e] == d.either_of(d.tagged(), d.members(), Index(0)));
  });
}

// Every number of base .. base+n-1 is one member's, and one's only.
template <class D>
typename D::Bool numbered_once(D& d, Admitted<D>& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(0, d.members(), [&](Index v) -> Bool {
    return now.seq[d.in_order(v)] == d.seq_base() + v &&
           d.forall(0, d.members(), [&](Index i) -> Bool {
             return now.seq[d.member(i)] != d.seq_base() + v || d.member(i) == d.in_order(v);
           });
  });
}

}  // namespace claimcheck::model
