// SPDX-License-Identifier: MIT
#pragma once

#include "model/rules/claim_spec.hpp"
#include "smt/specifications/sequences.hpp"

// How what the indexed engine holds stands to what the contract's claim holds: `s` is a state of
// the engine, of which `d` tells what is in it, and `holding` one of the contract.

namespace claimcheck::smt::spec {

// I6: ranges are the contract's, in its order, and their page offsets its offsets in pages.
template <class D, class State, class H>
typename D::Bool ranges_are(D& d, State& s, H& holding) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.count_in(s) == holding.count && d.size_in(s) == holding.size &&
         d.forall(0, holding.count, [&](Index q) -> Bool {
           const typename D::Extent e = holding.extent[q];
           return d.start_in(s, q) == d.start(e) && d.length_in(s, q) == d.length(e) &&
                  d.page_offset_in(s, q) == d.pages(holding.offset[q]);
         });
}

// I1, I2: an extent has a holder where its use count is 1 and it is mapped, and the device is that
// exactly if the extent is one of its ranges.
template <class D, class State, class H>
typename D::Bool holders_are(D& d, State& s, H& holding) {
  using Bool = typename D::Bool;
  return d.every([&](typename D::Extent e) -> Bool {
    const auto holder = d.holder_in(s, e);
    const auto q = d.place_of(e);
    return holding.use_count[e] == d.one_if(holder != d.nobody()) &&
           holding.mapped[e] == (holder != d.nobody()) &&
           (holder == d.the_holder()) == (0 <= q && q < holding.count && holding.extent[q] == e);
  });
}

template <class D, class State, class H>
typename D::Bool holds_as(D& d, State& s, H& holding) {
  return ranges_are(d, s, holding) && holders_are(d, s, holding);
}

// I2: `free` counts the members without a holder, of whom so many are before each place.
template <class D, class State, class Before>
typename D::Bool counts_its_free(D& d, State& s, Before before) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index live = d.live_in(s);
  return before(0) == 0 && d.free_in(s) == before(live) && d.forall(0, live, [&](Index j) -> Bool {
    return before(j + 1) == before(j) + d.one_if(d.holder_in(s, d.at(s, j)) == d.nobody());
  });
}

// Of no extent but the contract's members another is the holder.
template <class D, class State>
typename D::Bool others_are_held_as(D& d, State& before, State& now) {
  using Bool = typename D::Bool;
  return d.every([&](typename D::Extent e) -> Bool {
    return d.is_among(e, d.members()) || d.holder_in(now, e) == d.holder_in(before, e);
  });
}

// I4: what is available and what the device has are as much as they were.
template <class D, class State>
typename D::Bool bytes_are_kept(D& d, State& before, State& now) {
  return d.available_in(now) + d.size_in(now) == d.available_in(before) + d.size_in(before);
}

// A1
template <class D, class State>
typename D::Bool is_unchanged(D& d, State& before, State& now) {
  using Bool = typename D::Bool;
  return d.count_in(now) == d.count_in(before) && d.size_in(now) == d.size_in(before) &&
         d.tag_in(now) == d.tag_in(before) && d.free_in(now) == d.free_in(before) &&
         d.available_in(now) == d.available_in(before) &&
         d.every([&](typename D::Extent e) -> Bool {
           return d.holder_in(now, e) == d.holder_in(before, e);
         });
}

// ---- What the contract's claim and the way back make of a holding.

template <class D, class H>
H with_members(D& d, const H& holding) {
  using Word = typename D::Word;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  H now = holding;
  const Index n = d.members();
  now.count = n;
  now.size = d.length_before(n);
  now.extent.become([&d](const Index& q) { return d.member(q); });
  now.offset.become([&d](const Index& q) { return d.length_before(q); });
  now.use_count.become([&d, n, before = holding.use_count](const Extent& e) -> Word {
    return before.old(e) + d.one_if(d.is_among(e, n));
  });
  now.mapped.become([&d, n, before = holding.mapped](const Extent& e) {
    return before.old(e) || d.is_among(e, n);
  });
  return now;
}

template <class D, class H>
H without_members(D& d, const H& holding) {
  using Word = typename D::Word;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  H now = holding;
  const Index n = d.members();
  now.count = 0;
  now.size = 0;
  now.use_count.become([&d, n, before = holding.use_count](const Extent& e) -> Word {
    return before.old(e) - d.one_if(d.is_among(e, n));
  });
  now.mapped.become([&d, n, before = holding.mapped](const Extent& e) {
    return before.old(e) && !d.is_among(e, n);
  });
  return now;
}

}  // namespace claimcheck::smt::spec
