// SPDX-License-Identifier: MIT
#pragma once

#include "model/rules/claim_spec.hpp"
#include "model/rules/collect_spec.hpp"
#include "smt/specifications/lemma_spec.hpp"
#include "smt/specifications/space_spec.hpp"
#include "smt/specifications/sum_spec.hpp"
#include "smt/specifications/transition_spec.hpp"

// Where claims are called: that what they require holds there, and that what they do to a device
// and its members is, with all that they cannot write, the transition of which the invariants are
// proved. `s` is the state before and `t` the one after.

namespace claimcheck::smt::spec {

// The members are what was collected, in some order.
template <class D>
typename D::Bool are_sorted(D& d, model::Collected<D>& found) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return d.members() == found.count && d.forall(0, d.members(), [&](Index i) -> Bool {
    return is_collected(d, found, d.member(i));
  }) && d.every([&](Extent e) -> Bool {
    return !is_collected(d, found, e) || d.is_among(e, d.members());
  });
}

template <class D>
void find_members(D& d, typename D::World& s) {
  auto found = d.found();
  d.use_lemma("collect", [&] { return collected(d, found, d.extents()); });
  d.mean("sorting_permutes", [&] { return are_sorted(d, found); });
  d.ensures("members: the members are all free extents of the tag in the device's region, no other",
            [&] { return members_are_free_of_tag(d, s, d.the_region(), d.the_tag()); });
}

// What the caller has no other way to change than through the holding that it hands over.
template <class D>
typename D::Bool keeps_the_rest(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  return s.there(d.the_device()) == t.there(d.the_device()) &&
         other_devices_same(d, s, t, d.the_device()) && numbers_same(d, s, t) &&
         d.every([&](Extent e) -> Bool { return s.alive(e) == t.alive(e); });
}

// What is said for the proof alone, in the words of the state before: `wanted` is the group as it
// stands, and whoever takes one of it, in the given place, owns it.
template <class D, class Wanted, class Slot>
typename D::Bool remembers(D& d, typename D::World& s, typename D::World& t, Wanted wanted,
                           Slot slot) {
  using Bool = typename D::Bool;
  using Device = typename D::Device;
  using Extent = typename D::Extent;
  const auto v = d.the_device();
  return d.every([&](Extent e) -> Bool {
    return t.stood(v, e) == wanted(e) &&
           t.owner(e) == d.either_of(wanted(e), v, Device(s.owner(e))) &&
           t.slot(e) == d.either_of(wanted(e), slot(e), typename D::Word(s.slot(e)));
  });
}

template <class D>
void meet_premises(D& d, typename D::World& s) {
  using Index = typename D::Index;
  const auto n = d.members();
  const auto r = d.the_region();
  auto before = d.holding(s);
  d.use_lemma("calls.collect", [&] { return members_are_free_of_tag(d, s, r, d.the_tag()); });
  d.require("the device is there", [&] { return s.there(d.the_device()); });
  const Placed<Index> placed{n, d.region_size(),
                             [&](Index i) { return d.start(d.member(i)) - d.start_of(r); },
                             [&](Index i) { return d.length(d.member(i)); }};
  const Summed<Index> lengths{placed.length, [&](Index k) { return d.length_before(k); }};
  d.apply_lemma(
      "lemma.fit_region",
      [&] { return is_sum(d, n, lengths) && 0 <= placed.size && apart(d, placed); },
      [&] { return lengths.before(n) <= placed.size; });
  d.ensures("free: nobody holds a member", [&] { return members_are_free(d, before); });
  d.ensures("fit: the members of a device without ranges fit in the region",
            [&] { return members_fit(d, before); });
  d.ensures("empty: without ranges the device has no bytes",
            [&] { return empty_has_no_bytes(before); });
}

template <class D>
void claim_of_group(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Extent = typename D::Extent;
  const auto v = d.the_device();
  auto before = d.holding(s);
  auto now = d.holding(t);
  d.require("the device is there, and the tag is one",
            [&] { return s.there(v) && !d.is_null(d.the_tag()); });
  d.use_lemma("calls.collect",
              [&] { return members_are_free_of_tag(d, s, d.the_region(), d.the_tag()); });
  d.use_lemma("claim_group", [&] {
    return takes_members(d, before, now) && model::claimable(d) && 0 < d.members();
  });
  d.mean("rest_is_kept", [&] { return keeps_the_rest(d, s, t); });
  d.mean("history", [&] {
    return remembers(
        d, s, t,
        [&](Extent e) -> Bool {
          return s.alive(e) && s.use(e) == 0 && d.tag(e) == d.the_tag() &&
                 d.home(e) == d.the_region();
        },
        [&](Extent e) { return d.place(e); });
  });
  d.show_parts("becomes: a claim of a group is the transition, the group being whole as it stood",
               [&] { return claims_group(d, s, t, v, d.the_tag()); });
}

template <class D>
void claim_of_untagged(D& d, typename D::World& s, typename D::World& t) {
  using Extent = typename D::Extent;
  const auto v = d.the_device();
  const Extent taken = d.member(d.taken_at());
  auto before = d.holding(s);
  auto now = d.holding(t);
  d.require("the device is there, and the tag is none",
            [&] { return s.there(v) && d.is_null(d.the_tag()); });
  d.use_lemma("calls.collect",
              [&] { return members_are_free_of_tag(d, s, d.the_region(), d.the_tag()); });
  d.use_lemma("claim_untagged", [&] {
    return takes_one(d, before, now, taken) && d.is_below(d.taken_at(), d.members());
  });
  d.mean("rest_is_kept", [&] { return keeps_the_rest(d, s, t); });
  d.mean("history", [&] {
    return remembers(
        d, s, t, [&](Extent e) { return e == taken; }, [](Extent) { return typename D::Word(0); });
  });
  d.show_parts("becomes: a claim of the untagged is the transition",
               [&] { return claims_untagged(d, s, t, v, taken); });
}

// A1 of a claim.
template <class D>
void claim_refused(D& d, typename D::World& s, typename D::World& t) {
  using Extent = typename D::Extent;
  using Bool = typename D::Bool;
  auto before = d.holding(s);
  auto now = d.holding(t);
  d.use_lemma("claim_group", [&] { return changes_nothing(d, before, now); });
  d.mean("rest_is_kept", [&] { return keeps_the_rest(d, s, t); });
  d.mean("history", [&] {
    return d.every([&](Extent e) -> Bool {
      return t.stood(d.the_device(), e) == s.stood(d.the_device(), e) && t.owner(e) == s.owner(e) &&
             t.slot(e) == s.slot(e);
    });
  });
  d.ensures("A1: a claim that is refused, or fails at any step, leaves all as it was",
            [&] { return nothing_moves(d, s, t); });
}

// T5 of the state after.
template <class D>
void claim_makes_ranges(D& d, typename D::World& s, typename D::World& t) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  const auto v = d.the_device();
  const auto a = d.the_tag();
  d.use_lemma("calls.claim-group", [&] { return claims_group(d, s, t, v, a); });
  auto is_of_group = [&](Extent e) -> Bool {
    return s.alive(e) && s.use(e) == 0 && d.tag(e) == a && d.home(e) == d.region_of(v);
  };
  d.ensures("T5: the group becomes the device's ranges, in seq order, each used and mapped once",
            [&] {
              return t.size(v) == d.length_before(t.count(v)) &&
                     d.forall(0, t.count(v),
                              [&](Index q) -> Bool {
                                const Extent e = t.range(v, q);
                                return is_of_group(e) && t.use(e) == 1 && t.mapped(e) &&
                                       d.seq(e) == d.base(d.region_of(v)) + q &&
                                       t.offset(v, q) == d.length_before(q);
                              }) &&
                     d.every([&](Extent e) -> Bool {
                       return !is_of_group(e) ||
                              (d.is_below(t.slot(e), t.count(v)) && t.range(v, t.slot(e)) == e);
                     });
            });
}

}  // namespace claimcheck::smt::spec
