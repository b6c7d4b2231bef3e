// SPDX-License-Identifier: MIT
#pragma once

#include "impl/indexed/claim_text.hpp"
#include "smt/engine/holding_spec.hpp"
#include "smt/engine/untagged_domain.hpp"
#include "smt/engine/untagged_spec.hpp"

// The indexed engine's text of a claim of one extent without a tag, and of the way back, exit by
// exit: each does what the contract's claim does, and keeps how the two stand to each other.
//
// The text goes over a list of one. Who holds that one is said behind its loops: before them it
// would leave no way past it, and what is proved of such a way would mean nothing.

namespace claimcheck::smt::spec {

// This is the holder of the one, and of no other another is than before.
template <class D>
typename D::Bool only_changed(D& d, engine::UntaggedState& before, engine::UntaggedState& now,
                              typename D::Extent one, typename D::Holder holder) {
  return d.holder_in(now, one) == holder && all_but_one_are_held_as(d, before, now, one);
}

// Behind place j of a list of this one: the device has it where it was free, and else nothing.
template <class D>
typename D::Bool has_carved_one(D& d, engine::UntaggedState& before, engine::UntaggedState& now,
                                typename D::Index j, typename D::Extent one) {
  using Word = typename D::Word;
  const typename D::Bool has = 0 < j && d.is_free(one);
  return d.count_in(now) == d.one_if(has) &&
         (!has || (d.start_in(now, 0) == d.start(one) && d.length_in(now, 0) == d.length(one) &&
                   d.page_offset_in(now, 0) == d.pages(Word(0)))) &&
         only_changed(d, before, now, one,
                      d.either_of(has, d.the_holder(), d.holder_in(before, one)));
}

// It was free, and before what undoes a claim has come to it the device may have it.
template <class D>
typename D::Bool has_let_one_go(D& d, engine::UntaggedState& before, engine::UntaggedState& now,
                                typename D::Index j, typename D::Extent one) {
  const auto holder = d.holder_in(now, one);
  return d.is_free(one) &&
         (holder == d.holder_in(before, one) || (j < 1 && holder == d.the_holder())) &&
         all_but_one_are_held_as(d, before, now, one);
}

template <class D, class H>
void require_unclaimed(D& d, engine::UntaggedState& s, H& holding) {
  model::claim_preconditions(d, holding);
  d.require("the device is unclaimed, as W6 asks before", [&] { return holding.count == 0; });
  d.require("the device's ranges are the contract's", [&] { return ranges_are(d, s, holding); });
  d.require("the index has the contract's members",
            [&] { return index_has(d, s, [&](auto e) { return d.is_among(e, d.members()); }); });
  d.require("the contract's members are in the order in which they came",
            [&] { return members_are_by_arrival(d); });
  d.ensures("some: where there are members, the one that came first is one",
            [&]() ->
            typename D::Bool { return d.members() == 0 || d.is_among(d.member(0), d.members()); });
}

template <class D>
void extent_claim(D& d, engine::UntaggedState& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  auto before = now;
  auto holding = d.template any_holding<model::Holding<D>>();
  require_unclaimed(d, now, holding);
  const Extent first = d.first();
  const auto is_member = [&](Extent e) { return d.is_among(e, d.members()); };
  d.at_loop("carve", [&](const Index& j, const auto& own) {
    return 0 <= j && j <= 1 &&
           own[0] == d.either_of(0 < j && d.is_free(first), d.length(first), Index(0)) &&
           has_carved_one(d, before, now, j, first);
  });
  d.at_loop("let-go", [&](const Index& j, const auto&) {
    return 0 <= j && j <= 1 && has_let_one_go(d, before, now, j, first);
  });
  const int error = indexed::claim_extent(d.env(), now.region, now.device);
  d.require("of each extent the engine knows the contract's holder",
            [&] { return holders_are(d, before, holding); });
  auto refused = [&] {
    return is_unchanged(d, before, now) && holds_as(d, now, holding) &&
           index_has(d, now, is_member);
  };
  if (error == -ENOENT) {
    d.ensures("none: U2: none is free, and nothing has changed",
              [&] { return d.members() == 0 && refused(); });
  } else if (error == -EINVAL) {
    d.ensures("refused: U2: of those that are free none is aligned, and nothing has changed",
              [&] { return d.members() != 0 && none_is_aligned(d, d.members()) && refused(); });
  } else if (error == engine::Env::error) {
    d.ensures("failed: a step failed of a claim that would be granted, and all is as before",
              [&] { return !none_is_aligned(d, d.members()) && refused(); });
  } else {
    auto claimed = with_one(d, holding, first);
    const Extent taken = now.device.untagged.extent;  // what the device has of the index
    d.ensures("claimed: 0, where the contract's claim makes this of its device and its members",
              [&] { return Bool(error == 0) && takes_one(d, holding, claimed, first); });
    d.ensures("first: it is the first member that is aligned", [&] {
      return is_member(first) && d.aligned(first) && none_is_aligned(d, d.place_of(first));
    });
    d.ensures("ranges: it is the only range, from the device's first page on",
              [&] { return ranges_are(d, now, claimed); });
    d.ensures("holders: the device holds what it took from the index and nothing else", [&] {
      return holds_only(d, now, claimed, taken) && all_but_one_are_held_as(d, before, now, taken);
    });
    d.ensures("index: the index has all the other members", [&] {
      return index_has(d, now, [&](Extent e) { return is_member(e) && e != taken; });
    });
    d.ensures("bytes: what is available is less by the device's size", [&] {
      return bytes_are_kept(d, before, now) &&
             d.available_in(now) + d.length(first) == d.available_in(before);
    });
  }
}

template <class D>
void extent_unclaim(D& d, engine::UntaggedState& now) {
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  auto before = now;
  auto holding = d.template any_holding<model::Holding<D>>();
  auto emptied = d.emptied(holding);
  const Extent held = d.held();
  const auto is_member = [&](Extent e) { return d.is_among(e, d.members()); };
  d.require("the device holds this one and nothing else", [&] {
    return emptied.size == 0 && takes_one(d, emptied, holding, held) &&
           emptied.use_count[held] == 0 && !emptied.mapped[held];
  });
  d.require("the device's ranges are the contract's", [&] { return ranges_are(d, now, holding); });
  d.require("the index has the contract's members, which it is none of",
            [&] { return index_has(d, now, is_member) && !is_member(held); });
  d.require("it was aligned when it was claimed", [&] { return d.aligned(held); });
  d.at_loop("let-go", [&](const Index& j, const auto&) {
    return 0 <= j && j <= 1 &&
           only_changed(
               d, before, now, held,
               d.either_of(0 < j && d.is_held(held), d.nobody(), d.holder_in(before, held)));
  });
  indexed::unclaim_extent(d.env(), now.region, now.device);
  d.require("of each extent the engine knows the contract's holder",
            [&] { return holds_only(d, before, holding, held); });
  d.ensures("given-back: what the contract's way back makes of its device and its extents", [&] {
    return holds_as(d, now, emptied) && all_but_one_are_held_as(d, before, now, held);
  });
  d.ensures("index: the index has it again, beside the others",
            [&] { return index_has(d, now, [&](Extent e) { return is_member(e) || e == held; }); });
  d.ensures("bytes: what is available is more by what the device had", [&] {
    return bytes_are_kept(d, before, now) &&
           d.available_in(now) == d.available_in(before) + d.length(held);
  });
}

}  // namespace claimcheck::smt::spec
