// SPDX-License-Identifier: MIT
#include "smt/engine/spread_spec.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "smt/ledger/ledger.hpp"

namespace claimcheck::smt {
namespace {

using D = engine::SpreadDomain;

// The first obligation of the specification that Z3 does not prove; empty where it proves all.
std::string not_proved(void (*specification)(D&)) {
  Walk walk({"spread", "h", "", {}, {}, true});
  D d(walk);
  walk.explore([&] {
    d.start();
    specification(d);
  });
  ProveOptions options;
  options.with_cvc5 = false;
  for (const auto& entry : prove(walk.take_obligations(), options)) {
    if (entry.z3.status != solve::Status::proved) return entry.obligation.id;
  }
  return "";
}

template <void (*text)(engine::SlotAddedTo&, const Word&)>
void adding(D& d) {
  spec::spread_add_of(d, text);
}

TEST(SpreadText, IsProvedAsItIs) {
  EXPECT_EQ(not_proved(spec::spread_steps<D>), "");
  EXPECT_EQ(not_proved(spec::spread_add<D>), "");
  EXPECT_EQ(not_proved(spec::spread_read<D>), "");
}

void change_first(engine::SlotAddedTo& slot, const Word& amount) {
  slot.value += amount;
  ++slot.begun;
  ++slot.ended;
}
void end_first(engine::SlotAddedTo& slot, const Word& amount) {
  ++slot.begun;
  ++slot.ended;
  slot.value += amount;
}
void end_without_beginning(engine::SlotAddedTo& slot, const Word& amount) {
  slot.value += amount;
  ++slot.ended;
}

void add_nothing(engine::SlotAddedTo&, const Word&) {}
void add_twice(engine::SlotAddedTo& slot, const Word& amount) {
  support::add_to(slot, amount);
  support::add_to(slot, amount);
}
void never_end(engine::SlotAddedTo& slot, const Word& amount) {
  ++slot.begun;
  slot.value += amount;
}

TEST(SpreadText, IsNotProvedWhereItDoesNotAddTheAmountOnceAndEnd) {
  EXPECT_NE(not_proved(adding<add_nothing>), "");
  EXPECT_NE(not_proved(adding<add_twice>), "");
  EXPECT_NE(not_proved(adding<never_end>), "");
}

TEST(SpreadText, IsNotProvedWhereAValueChangesOutsideOfItsTwoCounts) {
  EXPECT_EQ(not_proved(adding<support::add_to<engine::SlotAddedTo, Word>>), "");
  EXPECT_NE(not_proved(adding<change_first>), "");
  EXPECT_NE(not_proved(adding<end_first>), "");
  EXPECT_NE(not_proved(adding<end_without_beginning>), "");
}

// What a read notes first, and what it compares that with.
enum class Count { begun, ended };

template <Count noted, Count compared>
bool sum_of(const engine::SlotsRead& slots, engine::Notes& notes, engine::Sum& sum) {
  for (const auto i : upwards("note", slots.size(), notes))
    notes[i] = noted == Count::begun ? slots[i].begun : slots[i].ended;
  for (const auto i : upwards("sum", slots.size(), sum)) sum += slots[i].value;
  for (const auto i : upwards("still", slots.size())) {
    if ((compared == Count::begun ? slots[i].begun : slots[i].ended) != notes[i]) return false;
  }
  return true;
}

template <Count noted, Count compared>
void reading(D& d) {
  spec::spread_read_of(d, sum_of<noted, compared>);
}

TEST(SpreadText, IsNotProvedWhereItNotesOrComparesTheOtherCount) {
  EXPECT_EQ(not_proved(reading<Count::ended, Count::begun>), "");
  EXPECT_NE(not_proved(reading<Count::begun, Count::begun>), "");
  EXPECT_NE(not_proved(reading<Count::ended, Count::ended>), "");
  EXPECT_NE(not_proved(reading<Count::begun, Count::ended>), "");
}

}  // namespace
}  // namespace claimcheck::smt
