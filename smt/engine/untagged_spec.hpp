// SPDX-License-Identifier: MIT
#pragma once

#include "model/rules/claim_spec.hpp"
#include "smt/specifications/effect_spec.hpp"

// How the index of free extents without a tag stands to the contract's members, which here are
// these extents in the order in which they came (U1); and what a claim of one makes of a holding.
// `s` is a state of the engine, of which `d` tells what is in it.

namespace claimcheck::smt::spec {

// U1: those that a device can be made of are apart from the others.
template <class D, class State, class IsThere>
typename D::Bool index_has(D& d, State& s, IsThere is_there) {
  using Bool = typename D::Bool;
  return d.every([&](typename D::Extent e) -> Bool {
    return d.in_aligned(s, e) == (is_there(e) && d.aligned(e)) &&
           d.in_misaligned(s, e) == (is_there(e) && !d.aligned(e));
  });
}

template <class D>
typename D::Bool members_are_by_arrival(D& d) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(0, d.members(), [&](Index i) -> Bool {
    return d.forall(0, d.members(), [&](Index j) -> Bool {
      return !(i < j) || d.arrival(d.member(i)) < d.arrival(d.member(j));
    });
  });
}

template <class D>
typename D::Bool none_is_aligned(D& d, typename D::Index k) {
  return d.forall(0, k, [&](typename D::Index i) { return !d.aligned(d.member(i)); });
}

// I1, I2: an extent has a holder where its use count is 1 and it is mapped, and the device is that
// of this one alone.
template <class D, class State, class H>
typename D::Bool holds_only(D& d, State& s, H& holding, typename D::Extent held) {
  using Bool = typename D::Bool;
  return d.every([&](typename D::Extent e) -> Bool {
    const auto holder = d.holder_in(s, e);
    return holding.use_count[e] == d.one_if(holder != d.nobody()) &&
           holding.mapped[e] == (holder != d.nobody()) && (holder == d.the_holder()) == (e == held);
  });
}

// Of no other extent another is the holder.
template <class D, class State>
typename D::Bool all_but_one_are_held_as(D& d, State& before, State& now, typename D::Extent one) {
  using Bool = typename D::Bool;
  return d.every([&](typename D::Extent e) -> Bool {
    return e == one || d.holder_in(now, e) == d.holder_in(before, e);
  });
}

// What the contract's claim makes of a holding.
template <class D, class H>
H with_one(D& d, const H& holding, typename D::Extent taken) {
  using Word = typename D::Word;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  H now = holding;
  now.count = 1;
  now.size = d.length(taken);
  now.extent.become([taken](const Index&) { return taken; });
  now.offset.become([](const Index&) { return Word(0); });
  now.use_count.become([&d, taken, before = holding.use_count](const Extent& e) -> Word {
    return before.old(e) + d.one_if(e == taken);
  });
  now.mapped.become(
      [taken, before = holding.mapped](const Extent& e) { return before.old(e) || e == taken; });
  return now;
}

}  // namespace claimcheck::smt::spec
