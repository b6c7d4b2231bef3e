// SPDX-License-Identifier: MIT
#pragma once

#include "smt/specifications/effect_spec.hpp"

// The operations as relations between the state before and the state after, for any number of
// extents, devices, tags and regions, and the invariants that they keep: theorems I1 to I6.
//
// A state knows of every extent whether it is alive, its use count, whether it is mapped, and
// (for the proof) its owner and its slot there; of every device whether it is there, the count
// and size and the ranges; `stood`, the group as it stood when it was claimed; `numbered`, which
// extent of a tag in a region carries a number. The other functions never change: an extent's tag,
// home, seq, length, whether it came by an offer without loss (whole), and of how many.
//
// Walked, each relation is proved to keep each invariant; and each is evaluated on what step() does
// in small scopes (transition_check.hpp).

namespace claimcheck::smt::spec {

// ---- What stays.

template <class D>
typename D::Bool same_extent(typename D::World& s, typename D::World& t, typename D::Extent e) {
  return s.alive(e) == t.alive(e) && s.use(e) == t.use(e) && s.mapped(e) == t.mapped(e) &&
         s.owner(e) == t.owner(e) && s.slot(e) == t.slot(e);
}

template <class D>
typename D::Bool same_device(D& d, typename D::World& s, typename D::World& t,
                             typename D::Device v) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return s.there(v) == t.there(v) && s.count(v) == t.count(v) && s.size(v) == t.size(v) &&
         d.forall(0, s.count(v),
                  [&](Index q) -> Bool {
                    return s.range(v, q) == t.range(v, q) && s.offset(v, q) == t.offset(v, q);
                  }) &&
         d.every([&](Extent e) -> Bool { return s.stood(v, e) == t.stood(v, e); });
}

template <class D>
typename D::Bool other_devices_same(D& d, typename D::World& s, typename D::World& t,
                                    typename D::Device but) {
  using Bool = typename D::Bool;
  using Device = typename D::Device;
  return d.template all<Device>(
      [&](Device v) -> Bool { return v == but || same_device(d, s, t, v); });
}

template <class D>
typename D::Bool devices_same(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Device = typename D::Device;
  return d.template all<Device>([&](Device v) -> Bool { return same_device(d, s, t, v); });
}

template <class D>
typename D::Bool extents_same(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return d.every([&](Extent e) -> Bool { return same_extent<D>(s, t, e); });
}

// The numbers of the offer that an extent came by.
template <class D>
typename D::Bool same_numbers(D& d, typename D::World& s, typename D::World& t,
                              typename D::Extent e) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(d.base(d.home(e)), d.base(d.home(e)) + d.offered_of(e), [&](Index v) -> Bool {
    return s.numbered(d.tag(e), d.home(e), v) == t.numbered(d.tag(e), d.home(e), v);
  });
}

// The numbers of offers whose extents live, and go on to live.
template <class D>
typename D::Bool numbers_same_but(D& d, typename D::World& s, typename D::World& t,
                                  typename D::Region but) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return d.every([&](Extent e) -> Bool {
    return d.home(e) == but || !(s.alive(e) && d.whole(e)) || same_numbers(d, s, t, e);
  });
}

// The numbers of offers whose extents live.
template <class D>
typename D::Bool numbers_same(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return d.every(
      [&](Extent e) -> Bool { return !(s.alive(e) && d.whole(e)) || same_numbers(d, s, t, e); });
}

// ---- The operations.

// Refused, read, bound or unbound: whatever moves no extent.
template <class D>
typename D::Bool nothing_moves(D& d, typename D::World& s, typename D::World& t) {
  return extents_same(d, s, t) && devices_same(d, s, t) && numbers_same(d, s, t);
}

// Extents `taken` become the device's. How many and in what order is takes_members' business.
template <class D, class Taken, class Slot>
typename D::Bool take_over(D& d, typename D::World& s, typename D::World& t, typename D::Device v,
                           Taken taken, Slot slot) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return s.there(v) && t.there(v) && other_devices_same(d, s, t, v) && numbers_same(d, s, t) &&
         d.every([&](Extent e) -> Bool {
           return s.alive(e) == t.alive(e) && t.stood(v, e) == taken(e) &&
                  (taken(e) || (s.owner(e) == t.owner(e) && s.slot(e) == t.slot(e))) &&
                  (!taken(e) || (s.alive(e) && s.use(e) == 0 && d.home(e) == d.region_of(v) &&
                                 t.owner(e) == v && t.slot(e) == slot(e)));
         });
}

// The members are the free extents of the tag in the region: no more, no less (T1, T5).
template <class D>
typename D::Bool members_are_free_of_tag(D& d, typename D::World& s, typename D::Region r,
                                         typename D::Tag a) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return d.every([&](Extent e) -> Bool {
    return d.is_among(e, d.members()) ==
           (s.alive(e) && s.use(e) == 0 && d.tag(e) == a && d.home(e) == r);
  });
}

template <class D>
typename D::Bool claims_group(D& d, typename D::World& s, typename D::World& t,
                              typename D::Device v, typename D::Tag a) {
  using Extent = typename D::Extent;
  auto before = d.view(s, v);
  auto now = d.view(t, v);
  auto member = [&](Extent e) { return d.is_among(e, d.members()); };
  return !d.is_null(a) && 0 < d.members() && d.seq_base() == d.base(d.region_of(v)) &&
         takes_members(d, before, now) &&
         take_over(d, s, t, v, member, [&](Extent e) { return d.place(e); }) &&
         members_are_free_of_tag(d, s, d.region_of(v), a);
}

template <class D>
typename D::Bool claims_untagged(D& d, typename D::World& s, typename D::World& t,
                                 typename D::Device v, typename D::Extent taken) {
  using Extent = typename D::Extent;
  auto before = d.view(s, v);
  auto now = d.view(t, v);
  return d.is_null(d.tag(taken)) && takes_one(d, before, now, taken) &&
         take_over(
             d, s, t, v, [&](Extent e) { return e == taken; },
             [](Extent) { return typename D::Index(0); });
}

template <class D>
typename D::Bool gives_back(D& d, typename D::World& s, typename D::World& t,
                            typename D::Device v) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  auto before = d.view(s, v);
  auto now = d.view(t, v);
  return s.there(v) && t.there(v) && other_devices_same(d, s, t, v) && numbers_same(d, s, t) &&
         frees_members(d, before, now) && d.every([&](Extent e) -> Bool {
           return d.is_among(e, d.members()) == (s.use(e) == 1 && s.owner(e) == v) &&
                  s.alive(e) == t.alive(e) && s.owner(e) == t.owner(e) && s.slot(e) == t.slot(e) &&
                  !t.stood(v, e);
         });
}

// What an offer, an inject or a release leaves as it is.
template <class D>
typename D::Bool only_extents_move(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return devices_same(d, s, t) && d.every([&](Extent e) -> Bool {
    return s.use(e) == t.use(e) && s.mapped(e) == t.mapped(e) && s.owner(e) == t.owner(e) &&
           s.slot(e) == t.slot(e);
  });
}

// An offer, or an injected extent.
template <class D>
typename D::Bool adds(D& d, typename D::World& s, typename D::World& t, typename D::Region r,
                      typename D::Tag a) {
  auto before = d.extents_view(s);
  auto now = d.extents_view(t);
  return only_extents_move(d, s, t) && numbers_same(d, s, t) &&
         adds_members(d, before, now, r, a,
                      [&](typename D::Index v) { return t.numbered(a, r, v); });
}

// A release. The numbers of what stays are as before.
template <class D>
typename D::Bool removes(D& d, typename D::World& s, typename D::World& t, typename D::Region r) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  auto before = d.extents_view(s);
  auto now = d.extents_view(t);
  return only_extents_move(d, s, t) && removes_members(d, before, now, r) &&
         d.every([&](Extent e) -> Bool {
           return !(t.alive(e) && d.whole(e)) || same_numbers(d, s, t, e);
         });
}

// Unbinding a region that drops what it has (R1): every device of the region goes, and every
// extent.
template <class D>
typename D::Bool drops(D& d, typename D::World& s, typename D::World& t, typename D::Region r) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  using Device = typename D::Device;
  return numbers_same_but(d, s, t, r) && d.template all<Device>([&](Device v) -> Bool {
    return (d.region_of(v) == r && !t.there(v)) || (d.region_of(v) != r && same_device(d, s, t, v));
  }) && d.every([&](Extent e) -> Bool {
    return (d.home(e) == r && !t.alive(e) && t.use(e) == 0 && !t.mapped(e)) ||
           (d.home(e) != r && same_extent<D>(s, t, e));
  });
}

template <class D>
typename D::Bool creates(D& d, typename D::World& s, typename D::World& t, typename D::Device v) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return !s.there(v) && t.there(v) && t.count(v) == 0 && t.size(v) == 0 &&
         d.every([&](Extent e) -> Bool { return !t.stood(v, e); }) && extents_same(d, s, t) &&
         other_devices_same(d, s, t, v) && numbers_same(d, s, t);
}

template <class D>
typename D::Bool deletes(D& d, typename D::World& s, typename D::World& t, typename D::Device v) {
  return s.there(v) && s.count(v) == 0 && !t.there(v) && extents_same(d, s, t) &&
         other_devices_same(d, s, t, v) && numbers_same(d, s, t);
}

}  // namespace claimcheck::smt::spec
