// SPDX-License-Identifier: MIT
#pragma once

#include "impl/indexed/group_text.hpp"
#include "model/rules/claim_spec.hpp"
#include "smt/engine/group_domain.hpp"
#include "smt/specifications/lemma_spec.hpp"
#include "smt/specifications/sum_spec.hpp"

// The indexed engine's text about a group, and what it comes to in the words of the contract's
// claim: the members of that are the group's free ones, in its order.

namespace claimcheck::smt::spec {

// ---- How the engine's group stands to the contract's members.

template <class D>
Summed<typename D::Index> free_members(D& d, engine::Group& group) {
  using Index = typename D::Index;
  return {[&](Index j) { return d.one_if(d.is_free(group.at[j])); },
          [&](Index j) { return d.free_before(j); }};
}

// The contract's members are those of the group that are such, of which so many are before each
// place, in its order.
template <class D, class Group, class Is, class Before>
typename D::Bool are_those(D& d, Group& group, Is is_such, Before before) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index live = group.live.number();
  return d.members() == before(live) && d.forall(0, live, [&](Index j) -> Bool {
    return !is_such(group.at[j]) || d.member(before(j)) == group.at[j];
  }) && d.forall(0, d.members(), [&](Index i) -> Bool {
    const Index j = d.slot(i);
    return 0 <= j && j < live && d.member(i) == group.at[j] && is_such(group.at[j]) &&
           before(j) == i;
  });
}

// They are the free ones.
template <class D>
typename D::Bool are_the_free_ones(D& d, engine::Group& group) {
  return are_those(
      d, group, [&](typename D::Extent e) { return d.is_free(e); },
      [&](typename D::Index j) { return d.free_before(j); });
}

// I2
template <class D>
typename D::Bool counts_the_free_ones(D& d, engine::Group& group) {
  return group.free.number() == d.free_before(group.live.number());
}

// M3: all that were offered were by one offer, and injected ones by none.
template <class D>
typename D::Bool knows_its_offer(D& d, engine::Group& group) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(0, group.live.number(), [&](Index j) -> Bool {
    const typename D::Extent e = group.at[j];
    return (d.offered(e) || d.offered_of(e) == 0) &&
           (!d.offered(e) ||
            (d.offered_of(e) == group.offered_of.number() && d.offered_of(e) != 0));
  });
}

template <class D>
typename D::Bool is_in_order(D& d, engine::Group& group, typename D::Index live) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(0, live, [&](Index i) -> Bool {
    return d.forall(0, live, [&](Index j) -> Bool {
      return !(i <= j) || d.seq(group.at[i]) <= d.seq(group.at[j]);
    });
  });
}

template <class D>
void require_coupling(D& d, engine::Group& group) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index live = group.live.number();
  d.require("the contract's members are the free ones of the group, in its order",
            [&] { return are_the_free_ones(d, group); });
  d.mean("free_before", [&] { return is_sum(d, live, free_members(d, group)); });
  d.apply_lemma(
      "lemma.sums_rise",
      [&] {
        return d.forall(0, live,
                        [&](Index j) -> Bool { return 0 <= free_members(d, group).value(j); });
      },
      [&] { return never_falls(d, live, free_members(d, group)); });
}

// ---- What is asked of the members.

template <class D>
void slot_check(D& d, engine::Group& group) {
  using Index = typename D::Index;
  const Index live = group.live.number();
  require_coupling(d, group);
  d.at_loop("dense", [&](const Index& j, const auto& own) {
    const Index next = own[0];
    return 0 <= j && j <= live && next == d.seq_base() + d.free_before(j) && next <= 65536 &&
           model::dense(d, d.free_before(j));
  });
  if (indexed::is_dense(group, d.base())) {
    d.ensures("dense: the engine lets pass what T2 does",
              [&] { return model::dense(d, d.members()); });
  } else {
    d.ensures("gap: the engine refuses what T2 does",
              [&] { return !model::dense(d, d.members()); });
  }
}

template <class D>
void offer_check(D& d, engine::Group& group) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  require_coupling(d, group);
  d.require("the group counts its free members", [&] { return counts_the_free_ones(d, group); });
  d.require("the group knows what it was offered as", [&] { return knows_its_offer(d, group); });
  d.at_loop("complete", [&](const Index& j, const auto&) {
    return 0 <= j && j <= group.live.number() && d.forall(0, j, [&](Index i) -> Bool {
      return !d.is_free(group.at[i]) || !d.offered(group.at[i]);
    });
  });
  if (indexed::is_complete(group)) {
    d.ensures("complete: the engine lets pass what T3 does",
              [&] { return model::complete(d, d.members()); });
  } else {
    d.ensures("incomplete: the engine refuses what T3 does",
              [&] { return !model::complete(d, d.members()); });
  }
}

template <class D>
void alignment_check(D& d, engine::Group& group) {
  using Index = typename D::Index;
  require_coupling(d, group);
  d.at_loop("aligned", [&](const Index& j, const auto&) {
    return 0 <= j && j <= group.live.number() && model::aligned(d, d.free_before(j));
  });
  if (indexed::is_aligned(group, d.align())) {
    d.ensures("aligned: the engine lets pass what T4 does",
              [&] { return model::aligned(d, d.members()); });
  } else {
    d.ensures("misaligned: the engine refuses what T4 does",
              [&] { return !model::aligned(d, d.members()); });
  }
}

// ---- How a member comes.

// The arriving member is at this place, and the others are where they were but for making room.
template <class D>
typename D::Bool stands_at(D& d, engine::Group& before, engine::Group& now,
                           typename D::Extent arriving, typename D::Index place) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index live = before.live.number();
  return 0 <= place && place <= live && now.live.number() == live + 1 &&
         now.free.number() == before.free.number() + d.one_if(d.is_free(arriving)) &&
         now.at[place] == arriving &&
         d.forall(0, place, [&](Index i) -> Bool { return now.at[i] == before.at[i]; }) &&
         d.forall(place + 1, live + 1, [&](Index i) -> Bool {
           return now.at[i] == before.at[i - 1] && d.seq(arriving) < d.seq(now.at[i]);
         });
}

template <class D>
void arrival(D& d, engine::Group& now) {
  using Index = typename D::Index;
  auto before = now;
  const Index live = before.live.number();
  const auto arriving = d.template apply<typename D::Extent>("arriving");
  d.require("there is room",
            [&] { return typename D::Bool(engine::Unsigned<32>::is_in_range((live + 1).term)); });
  d.require("the members are in seq order", [&] { return is_in_order(d, before, live); });
  d.mean("free_before", [&] { return is_sum(d, live, free_members(d, before)); });
  d.require("the group counts its free members", [&] { return counts_the_free_ones(d, before); });
  d.induction("count", live, [&](Index j) { return 0 <= j && j <= live && d.free_before(j) <= j; });
  d.at_loop("move",
            [&](const Index& at, const auto&) { return stands_at(d, before, now, arriving, at); });
  indexed::add_member(now, engine::Member(d, arriving));
  const Index place = d.turn();
  d.ensures("behind: the arriving member is behind all of its seq and less, before all of more",
            [&] {
              return stands_at(d, before, now, arriving, place) &&
                     (place == 0 || d.seq(before.at[place - 1]) <= d.seq(arriving));
            });
  d.ensures("order: the members are in seq order",
            [&] { return is_in_order(d, now, now.live.number()); });
}

}  // namespace claimcheck::smt::spec
