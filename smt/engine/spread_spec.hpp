// SPDX-License-Identifier: MIT
#pragma once

#include "impl/support/spread_text.hpp"
#include "smt/engine/spread_domain.hpp"
#include "smt/specifications/sum_spec.hpp"

// A number that is spread over slots (V5, I4): that what is read of it was there at one instant,
// however many threads add meanwhile. Each step of an addition is one that those who read count on
// (rely-guarantee: Jones, Tentative Steps Toward a Development Method for Interfering Programs,
// TOPLAS 1983).

namespace claimcheck::smt::spec {

// Who has ended has begun.
template <class D>
typename D::Bool have_begun(D& d, const engine::Slots& slots) {
  using Index = typename D::Index;
  return d.forall(0, d.slots(), [&](Index i) -> typename D::Bool {
    return slots.ended.old(i) <= slots.begun.old(i);
  });
}

// What others leave as it is: the counts rise, and where by now no more have begun than had ended,
// the value is the same.
template <class D>
typename D::Bool may_follow(D& d, const engine::Slots& before, const engine::Slots& now) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  return have_begun(d, now) && d.forall(0, d.slots(), [&](Index i) -> Bool {
    return before.begun.old(i) <= now.begun.old(i) && before.ended.old(i) <= now.ended.old(i) &&
           (now.begun.old(i) != before.ended.old(i) || now.value.old(i) == before.value.old(i));
  });
}

// Of no steps, and of some after others: so of any number.
template <class D>
void spread_steps(D& d) {
  const auto first = d.any_slots("_first"), next = d.any_slots("_next"),
             last = d.any_slots("_last");
  d.require("who has ended has begun", [&] { return have_begun(d, first); });
  d.show_parts("none: so it is where nobody comes", [&] { return may_follow(d, first, first); });
  d.require("some come, and then others",
            [&] { return may_follow(d, first, next) && may_follow(d, next, last); });
  d.show_parts("more: so it is where some come after others",
               [&] { return may_follow(d, first, last); });
}

// Of a text that adds as support::add_to() does.
template <class D, class Text>
void spread_add_of(D& d, Text text) {
  d.require("who has ended has begun", [&] { return have_begun(d, d.now()); });
  auto slot = d.slot_added_to();
  text(slot, d.amount());
  d.ensures("added: the value is changed by the amount, and what was begun has ended",
            [&] { return d.is_at_rest() && d.added() == d.amount(); });
}

template <class D>
void spread_add(D& d) {
  spread_add_of(d, support::add_to<engine::SlotAddedTo, typename D::Index>);
}

// What the loops of a read have come to.
template <class D>
struct SpreadRead {
  using Bool = typename D::Bool;
  using Index = typename D::Index;

  Summed<Index> values_at_start() const {
    return {[this](Index i) { return d.at_start_of("sum").value.old(i); },
            [this](Index k) { return d.value_before(k); }};
  }
  // For the first k.
  template <class Fact>
  Bool first(Index k, Fact fact) const {
    return d.forall(0, k, fact);
  }
  Bool is_noted(const engine::Slots& slots, Index i) const {
    return slots.begun.old(i) == notes.numbers.old(i);
  }
  // Where as many have begun as had ended, the slot is as it was when the sum began.
  Bool is_still_or_has_begun() const {
    return have_begun(d, d.now()) && first(d.slots(), [&](Index i) -> Bool {
             return notes.numbers.old(i) <= d.now().ended.old(i) &&
                    (!is_noted(d.now(), i) ||
                     d.now().value.old(i) == d.at_start_of("sum").value.old(i));
           });
  }
  // The sum of the first k is that of when it began, or a change of them has begun.
  Bool sums_up(const engine::Slots& slots, Index k, Index sum) const {
    return sum == d.value_before(k) ||
           !first(k, [&](Index i) -> Bool { return is_noted(slots, i); });
  }

  D& d;
  const engine::Notes& notes;
};

// Of a text that reads as support::sum_if_still() does.
template <class D, class Text>
void spread_read_of(D& d, Text text) {
  using Bool = typename D::Bool;
  using Index = typename D::Index;
  auto notes = d.any_notes();
  engine::Sum sum(0);
  const SpreadRead<D> read{d, notes};
  const Index slots = d.slots();
  d.require("there are slots, and who has ended has begun",
            [&] { return 0 <= slots && have_begun(d, d.now()); });
  d.at_loop("note", [&](const Index& k, const auto&) {
    return 0 <= k && k <= slots && have_begun(d, d.now()) && read.first(k, [&](Index i) -> Bool {
      return notes.numbers.old(i) <= d.now().ended.old(i);
    });
  });
  d.at_start("sum", [&] {
    d.mean("value_before", [&] { return is_sum(d, slots, read.values_at_start()); });
  });
  d.at_loop("sum", [&](const Index& k, const auto& own) {
    return 0 <= k && k <= slots && is_sum(d, slots, read.values_at_start()) &&
           read.is_still_or_has_begun() && read.sums_up(d.now(), k, own[0]);
  });
  d.at_loop("still", [&](const Index& k, const auto&) {
    const auto& then = d.at_start_of("still");
    return 0 <= k && k <= slots && have_begun(d, d.now()) &&
           read.first(slots,
                      [&](Index i) -> Bool {
                        return notes.numbers.old(i) <= then.begun.old(i) &&
                               then.begun.old(i) <= d.now().begun.old(i);
                      }) &&
           read.first(k, [&](Index i) -> Bool { return read.is_noted(then, i); }) &&
           read.sums_up(then, slots, Index(sum.term, nullptr));
  });
  if (text(d.read(), notes, sum)) {
    d.ensures("instant: the sum is that of the values at one instant of the call",
              [&] { return Index(sum.term, nullptr) == d.value_before(slots); });
  } else {
    d.ensures("moved: in some slot more have begun than had ended", [&] {
      return !read.first(slots, [&](Index i) -> Bool { return read.is_noted(d.now(), i); });
    });
  }
}

template <class D>
void spread_read(D& d) {
  spread_read_of(d, support::sum_if_still<engine::SlotsRead, engine::Notes, engine::Sum>);
}

}  // namespace claimcheck::smt::spec
