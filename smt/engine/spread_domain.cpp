// SPDX-License-Identifier: MIT
#include "smt/engine/spread_domain.hpp"

#include "smt/engine/spread_spec.hpp"

namespace claimcheck::smt::engine {

SlotSeen SlotsRead::operator[](const Word& place) const {
  domain->others_come();
  Walk* const walk = &domain->walk();
  const Slots& now = domain->now();
  return {{now.begun.old(place), walk}, now.value.old(place), {now.ended.old(place), walk}};
}

Notes::Note::operator CountInText() const {
  return {notes.numbers.old(place), &notes.domain->walk()};
}

void CountAddedTo::operator++() {
  domain->step(field, 1);
}

void ValueAddedTo::operator+=(const Word& amount) {
  domain->step(&Slots::value, amount);
}

void SpreadDomain::start() {
  now_ = any_slots("");
  at_start_.clear();
  acts_.clear();
  under_way_ = 0;
  added_ = 0;
}

void SpreadDomain::begins(const std::string& loop) {
  at_start_[loop] = now_;
  if (const auto act = acts_.find(loop); act != acts_.end()) act->second();
}

Slots SpreadDomain::any_slots(const std::string& name) {
  Slots slots;
  renew_all(slots, name);
  return slots;
}

Notes SpreadDomain::any_notes() {
  Notes notes{this, {}};
  renew_all(notes, "");
  return notes;
}

SlotAddedTo SpreadDomain::slot_added_to() {
  return {{this, &Slots::begun}, {this}, {this, &Slots::ended}};
}

void SpreadDomain::others_come() {
  const Slots before = now_;
  renew_all(now_, "_" + walk().fresh("others"));
  const auto follows = [&] {
    return !spec::have_begun(*this, before) || spec::may_follow(*this, before, now_);
  };
  mean("others", follows, "each step of others is one (spread.add), and so is any number of steps");
}

void SpreadDomain::step(Map<Word, Word> Slots::*field, const Word& amount) {
  others_come();
  const Index place = own_slot();
  if (under_way_ > 0) {
    mean(
        "under_way",
        [&] { return now_.ended.old(place) + Word(under_way_) <= now_.begun.old(place); },
        "a thread that has begun and not ended is one of those that begun - ended counts");
  }
  const Slots before = now_;
  (now_.*field)[place] = (before.*field).old(place) + amount;
  show_parts("step: what others read stays so where a count says that it does",
             [&] { return spec::may_follow(*this, before, now_); });
  if (field == &Slots::begun) under_way_++;
  if (field == &Slots::ended) under_way_--;
  if (field == &Slots::value) added_ = added_ + amount;
}

}  // namespace claimcheck::smt::engine
