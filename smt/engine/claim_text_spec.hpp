// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <stdexcept>
#include <string>

#include "impl/indexed/claim_text.hpp"
#include "smt/engine/group_spec.hpp"
#include "smt/engine/holding_domain.hpp"
#include "smt/engine/holding_spec.hpp"
#include "smt/specifications/effect_spec.hpp"

// The indexed engine's text of a claim and of the way back, exit by exit: each does what the
// contract's claim does, and keeps how the two stand to each other.

namespace claimcheck::smt::spec {

// ---- The contract's members, by the places of the group.

// Of a group's members, which are the contract's: by what they are, and how many such are before
// each place.
template <class D>
struct Listed {
  std::function<typename D::Bool(typename D::Extent)> is_such;
  std::function<typename D::Index(typename D::Index)> before;
};

template <class D>
Listed<D> free_ones(D& d) {
  return {[&d](typename D::Extent e) { return d.is_free(e); },
          [&d](typename D::Index j) { return d.free_before(j); }};
}

template <class D>
Listed<D> held_ones(D& d) {
  return {[&d](typename D::Extent e) { return d.is_held(e); },
          [&d](typename D::Index j) { return d.held_before(j); }};
}

template <class D>
Summed<typename D::Index> counted(D& d, engine::ClaimState& s, const Listed<D>& listed) {
  using Index = typename D::Index;
  return {[&d, &s, listed](Index j) { return d.one_if(listed.is_such(s.group.at[j])); },
          listed.before};
}

template <class D>
typename D::Bool are_members(D& d, engine::ClaimState& s, const Listed<D>& listed) {
  return are_those(d, s.group, listed.is_such, listed.before);
}

// One of them is the member whose number is how many are before its place.
template <class D>
typename D::Bool have_their_numbers(D& d, engine::ClaimState& s, const Listed<D>& listed) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return d.forall(0, d.live_in(s), [&](Index j) -> Bool {
    const typename D::Extent e = s.group.at[j];
    const Index number = listed.before(j);
    return !listed.is_such(e) || (0 <= number && number < d.members() && d.place_of(e) == number &&
                                  d.member(number) == e);
  });
}

template <class D>
typename D::Bool members_are_such(D& d, const Listed<D>& listed) {
  return d.forall(0, d.members(), [&](typename D::Index i) { return listed.is_such(d.member(i)); });
}

template <class D>
void count_rises(D& d, engine::ClaimState& s, const Listed<D>& listed) {
  using Index = typename D::Index;
  const Index live = d.live_in(s);
  const auto sum = counted(d, s, listed);
  d.apply_lemma(
      "lemma.sums_rise",
      [&] {
        return d.forall(0, live, [&](Index j) -> typename D::Bool { return 0 <= sum.value(j); });
      },
      [&] { return never_falls(d, live, sum); });
}

template <class D>
void numbers(D& d, engine::ClaimState& s, const char* before, const Listed<D>& listed) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index live = d.live_in(s);
  d.mean(before, [&] { return is_sum(d, live, counted(d, s, listed)); });
  d.require("the contract's members are these", [&] { return are_members(d, s, listed); });
  count_rises(d, s, listed);
  d.ensures("rise: there are as many members as are before the last place, or more", [&] {
    return d.forall(0, live, [&](Index j) -> Bool {
      return 0 <= listed.before(j) && listed.before(j + 1) <= d.members();
    });
  });
  d.ensures("numbers: each has the number of those before it",
            [&] { return have_their_numbers(d, s, listed); });
  d.ensures("such: each of the contract's members is such",
            [&] { return members_are_such(d, listed); });
}

template <class D>
void use_numbers(D& d, engine::ClaimState& s, const char* lemma, const Listed<D>& listed) {
  d.apply_lemma(
      lemma,
      [&] { return are_members(d, s, listed) && is_sum(d, d.live_in(s), counted(d, s, listed)); },
      [&] { return have_their_numbers(d, s, listed) && members_are_such(d, listed); });
}

// ---- Carving, and what undoes it.

// The device holds the first k members, and else all is held as before.
template <class D>
typename D::Bool has_carved(D& d, engine::ClaimState& before, engine::ClaimState& now,
                            typename D::Index k) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  return d.count_in(now) == k && d.forall(0, k, [&](Index q) -> Bool {
    const Extent e = d.member(q);
    return d.start_in(now, q) == d.start(e) && d.length_in(now, q) == d.length(e) &&
           d.page_offset_in(now, q) == d.pages(d.length_before(q));
  }) && d.every([&](Extent e) -> Bool {
    return d.holder_in(now, e) ==
           d.either_of(d.is_among(e, k), d.the_holder(), d.holder_in(before, e));
  });
}

// Of those that the device had carved, the ones before place j are let go.
template <class D>
typename D::Bool has_let_go(D& d, engine::ClaimState& before, engine::ClaimState& now,
                            typename D::Index j) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  const Index taken = d.count_in(now);
  return 0 <= taken && taken <= d.members() && d.every([&](typename D::Extent e) -> Bool {
    const Bool is_held = d.is_among(e, taken) && d.free_before(j) <= d.place_of(e);
    return d.holder_in(now, e) == d.either_of(is_held, d.the_holder(), d.holder_in(before, e));
  });
}

// That the contract's members are these, and how many: before what is forgotten, as what is known
// already is not assumed once more.
template <class D>
void require_members(D& d, engine::ClaimState& s, const char* count, const char* members,
                     const char* lemma, const Listed<D>& listed) {
  d.require(count, [&] { return d.members() == listed.before(d.live_in(s)); });
  d.require(members, [&] { return are_members(d, s, listed); });
  use_numbers(d, s, lemma, listed);
  d.needs_no_loop(members);
}

template <class D, class H>
void require_unclaimed(D& d, engine::ClaimState& s, H& holding) {
  d.mean("free_before", [&] { return is_sum(d, d.live_in(s), counted(d, s, free_ones(d))); });
  require_members(d, s, "there are as many members as free ones",
                  "the contract's members are the free ones of the group, in its order",
                  "engine.free_ones", free_ones(d));
  d.require("the group counts its free members", [&] { return counts_the_free_ones(d, s.group); });
  d.require("the group knows what it was offered as", [&] { return knows_its_offer(d, s.group); });
  model::claim_preconditions(d, holding);
  d.require("the device is unclaimed, as W6 asks before", [&] { return holding.count == 0; });
  d.require("the engine holds what the contract does", [&] { return holds_as(d, s, holding); });
}

template <class D>
void group_claim(D& d, engine::ClaimState& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  auto before = now;
  const Index live = d.live_in(now);
  auto holding = d.template any_holding<model::Holding<D>>();
  require_unclaimed(d, now, holding);
  d.at_loop("carve", [&](const Index& j, const auto& own) {
    const Index k = d.free_before(j);
    return 0 <= j && j <= live && own[0] == d.length_before(k) && has_carved(d, before, now, k);
  });
  d.at_loop("let-go", [&](const Index& j, const auto&) {
    return 0 <= j && j <= live && has_let_go(d, before, now, j);
  });
  const int error = indexed::claim_group(d.env(), now.region, now.device, now.group);
  auto refused = [&] { return is_unchanged(d, before, now) && holds_as(d, now, holding); };
  if (error == -ENOENT) {
    d.ensures("none: T1: no member is free, and nothing has changed",
              [&] { return d.members() == 0 && refused(); });
  } else if (error == -EINVAL) {
    d.ensures("refused: T2, T3 and T4 let some member not pass, and nothing has changed",
              [&] { return d.members() != 0 && !model::claimable(d) && refused(); });
  } else if (error == engine::Env::error) {
    d.ensures("failed: a step failed of a claim that would be granted, and all is as before",
              [&] { return d.members() != 0 && model::claimable(d) && refused(); });
  } else {
    auto claimed = with_members(d, holding);
    d.ensures("claimed: 0, where the contract's claim makes this of its device and its members",
              [&] {
                return Bool(error == 0) && d.members() != 0 && model::claimable(d) &&
                       takes_members(d, holding, claimed);
              });
    d.ensures("ranges: the members in seq order, page offsets being the sums of what is before",
              [&] { return ranges_are(d, now, claimed); });
    d.ensures("holders: the device holds each of its ranges and nothing else",
              [&] { return holders_are(d, now, claimed) && others_are_held_as(d, before, now); });
    d.ensures("counted: no member is free, and the group counts none",
              [&] { return counts_its_free(d, now, [](const Index&) { return Index(0); }); });
    d.ensures(
        "bytes: what is available is less by the device's size, and the tag is the group's", [&] {
          return bytes_are_kept(d, before, now) &&
                 d.available_in(now) + d.length_before(d.members()) == d.available_in(before) &&
                 d.tag_in(now) == d.tag_of_group(now);
        });
  }
}

// ---- The way back.

// Nobody is the holder of free ones, so that none of the members counts twice.
template <class D>
void free_and_held(D& d, engine::ClaimState& s) {
  using Index = typename D::Index;
  const Index live = d.live_in(s);
  d.mean("free_before", [&] { return is_sum(d, live, counted(d, s, free_ones(d))); });
  d.mean("held_before", [&] { return is_sum(d, live, counted(d, s, held_ones(d))); });
  d.induction("count", {live.term, &d.walk()}, [&](Index j) {
    return 0 <= j && j <= live && d.free_before(j) + d.held_before(j) <= j;
  });
  d.ensures("fit: the free members and those that the device holds are no more than all",
            [&] { return d.free_before(live) + d.held_before(live) <= live; });
}

template <class D, class H>
void require_claimed(D& d, engine::ClaimState& s, H& emptied, H& holding) {
  using Index = typename D::Index;
  const Index live = d.live_in(s);
  d.mean("free_before", [&] { return is_sum(d, live, counted(d, s, free_ones(d))); });
  d.mean("held_before", [&] { return is_sum(d, live, counted(d, s, held_ones(d))); });
  require_members(d, s, "there are as many members as those",
                  "the contract's members are those of the group that the device holds",
                  "engine.held_ones", held_ones(d));
  d.apply_lemma(
      "engine.free_and_held",
      [&] {
        return is_sum(d, live, counted(d, s, free_ones(d))) &&
               is_sum(d, live, counted(d, s, held_ones(d)));
      },
      [&] { return d.free_before(live) + d.held_before(live) <= live; });
  d.require("the group counts its free members", [&] { return counts_the_free_ones(d, s.group); });
  d.require("the device holds its members and nothing else", [&] {
    return emptied.count == 0 && emptied.size == 0 && model::members_are_free(d, emptied) &&
           model::carved(d, emptied, holding, d.members());
  });
  d.require("the engine holds what the contract does", [&] { return holds_as(d, s, holding); });
}

template <class D>
void group_unclaim(D& d, engine::ClaimState& now) {
  using Index = typename D::Index;
  using Extent = typename D::Extent;
  auto before = now;
  const Index live = d.live_in(now);
  auto holding = d.template any_holding<model::Holding<D>>();
  auto emptied = d.emptied(holding);
  require_claimed(d, now, emptied, holding);
  d.at_loop("let-go", [&](const Index& j, const auto&) {
    return 0 <= j && j <= live && d.every([&](Extent e) {
      return d.holder_in(now, e) ==
             d.either_of(d.is_among(e, d.held_before(j)), d.nobody(), d.holder_in(before, e));
    });
  });
  indexed::unclaim_group(d.env(), now.region, now.device, now.group);
  auto given_back = without_members(d, holding);
  d.ensures("given-back: what the contract's way back makes of its device and its members", [&] {
    return frees_members(d, holding, given_back) && holds_as(d, now, given_back) &&
           others_are_held_as(d, before, now);
  });
  d.ensures("counted: the group counts its free members, those that came back among them", [&] {
    return counts_its_free(d, now,
                           [&](const Index& j) { return d.free_before(j) + d.held_before(j); });
  });
  d.ensures("bytes: what is available is more by what the device had, and it has no tag", [&] {
    return bytes_are_kept(d, before, now) &&
           d.available_in(now) == d.available_in(before) + d.length_before(d.members()) &&
           d.tag_in(now) == d.null_tag();
  });
}

}  // namespace claimcheck::smt::spec

// Where the text asks of a group what T2 to T4 ask: what is proved of that text.
namespace claimcheck::smt::engine {

template <class Premise, class Asked>
Condition answer_of(HeldGroup& group, const std::string& check, Premise premise, Asked asked,
                    SourcePlace place) {
  auto& d = *group.holding;
  // That is about the members that were free at first.
  const auto any = d.apply<Thing<ExtentName>>("any_extent");
  if (!(group.holders.of.old(any).term == d.apply<Holder>("holder_0", any).term)) {
    throw std::logic_error("an engine's text asks of a group when it has written its holders");
  }
  const Bool answer = d.apply<Bool>(check);
  d.apply_lemma("engine." + check, premise, [&] { return answer == asked(); });
  return fact(check.c_str(), answer, &d.walk(), place);
}

inline Condition is_dense(HeldGroup& group, const Unsigned<32>& base,
                          SourcePlace place = SourcePlace::current()) {
  auto& d = *group.holding;
  const Word live = group.live.number();
  return answer_of(
      group, "is_dense",
      [&] {
        return base.number() == d.seq_base() && spec::are_the_free_ones(d, group) &&
               spec::is_sum(d, live, spec::free_members(d, group));
      },
      [&] { return model::dense(d, d.members()); }, place);
}

inline Condition is_complete(HeldGroup& group, SourcePlace place = SourcePlace::current()) {
  auto& d = *group.holding;
  const Word live = group.live.number();
  return answer_of(
      group, "is_complete",
      [&] {
        return spec::are_the_free_ones(d, group) &&
               spec::is_sum(d, live, spec::free_members(d, group)) &&
               spec::counts_the_free_ones(d, group) && spec::knows_its_offer(d, group);
      },
      [&] { return model::complete(d, d.members()); }, place);
}

inline Condition is_aligned(HeldGroup& group, const Unsigned<64>& align,
                            SourcePlace place = SourcePlace::current()) {
  auto& d = *group.holding;
  const Word live = group.live.number();
  return answer_of(
      group, "is_aligned",
      [&] {
        return align.number() == Word(d.align().term, nullptr) &&
               spec::are_the_free_ones(d, group) &&
               spec::is_sum(d, live, spec::free_members(d, group));
      },
      [&] { return model::aligned(d, d.members()); }, place);
}

}  // namespace claimcheck::smt::engine
