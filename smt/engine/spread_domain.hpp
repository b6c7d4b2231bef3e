// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>

#include "smt/engine/text_loop.hpp"
#include "smt/engine/values.hpp"

// The symbolic interpretation of the text about a number that is spread over slots: a thread that
// adds or reads, and others that add meanwhile, as often as they like before each of its steps.
//
// Numbers have no end here. The engine's are those modulo 2^64, and + of these is + of those; and
// nobody begins 2^64 additions.

namespace claimcheck::smt::engine {

class SpreadDomain;

// What the slots have, by their places.
struct Slots {
  template <class Visit>
  void each(Visit visit) {
    visit("begun", begun);
    visit("value", value);
    visit("ended", ended);
  }

  Map<Word, Word> begun, value, ended;
};

// A count in the text, where whoever compares it takes a branch.
struct CountInText {
  friend Condition operator!=(const Operand<CountInText>& a, const Operand<CountInText>& b) {
    const Bool differ = a.value.number != Operand<Word>(b.value.number, b.place);
    return {differ.term, a.value.walk, b.place};
  }

  Word number;
  Walk* walk;
};

// A slot as who reads it sees it: at one time, of which the text takes one of the three.
struct SlotSeen {
  CountInText begun;
  Word value;
  CountInText ended;
};

struct SlotCount {
  SpreadDomain* domain;
};

// The slots, as who reads them has them: others come before each look.
struct SlotsRead {
  SlotSeen operator[](const Word& place) const;
  SlotCount size() const { return {domain}; }

  SpreadDomain* domain;
};

// What is noted of each slot.
struct Notes {
  struct Note {
    void operator=(const CountInText& count) { notes.numbers[place] = count.number; }
    operator CountInText() const;

    Notes& notes;
    Word place;
  };
  Note operator[](const Word& place) { return {*this, place}; }

  template <class Visit>
  void each(Visit visit) {
    visit("noted", numbers);
  }

  SpreadDomain* domain;
  Map<Word, Word> numbers;
};

// A sum that the text adds to.
struct Sum : Word {
  using Word::Word;
  Sum& operator+=(const Word& more) {
    Word::operator=(*this + more);
    return *this;
  }
};

// What the slot has that the thread adds to: others come before each write.
struct CountAddedTo {
  void operator++();

  SpreadDomain* domain;
  Map<Word, Word> Slots::*field;
};
struct ValueAddedTo {
  void operator+=(const Word& amount);

  SpreadDomain* domain;
};

struct SlotAddedTo {
  CountAddedTo begun;
  ValueAddedTo value;
  CountAddedTo ended;
};

class SpreadDomain : public Symbolic, public LoopFacts {
 public:
  explicit SpreadDomain(Walk& walk) : Symbolic(walk, Words::endless) {}

  // Of each path, at its start.
  void start();
  Index slots() { return word("slots"); }
  // Where the thread adds, and what.
  Index own_slot() { return word("own_slot"); }
  Index amount() { return {word("amount").term, nullptr}; }
  Slots& now() { return now_; }
  // As they were when this loop began.
  const Slots& at_start_of(const std::string& loop) const { return at_start_.at(loop); }
  void begins(const std::string& loop);
  // What to do when it begins.
  void at_start(const std::string& loop, std::function<void()> act) { acts_[loop] = act; }
  Slots any_slots(const std::string& name);

  // The sum of the values of the first k slots when the loop "sum" began.
  Index value_before(const Index& k) { return apply<Index>("value_before", k); }

  SlotsRead read() { return {this}; }
  Notes any_notes();
  SlotAddedTo slot_added_to();

  // Any number of steps of others.
  void others_come();
  // A step of this thread: that those who read may count on it is proved.
  void step(Map<Word, Word> Slots::*field, const Word& amount);
  // What came of this thread's own steps.
  Word added() const { return added_; }
  Bool is_at_rest() const { return under_way_ == 0; }

 private:
  Slots now_;
  std::map<std::string, Slots> at_start_;
  std::map<std::string, std::function<void()>> acts_;
  int under_way_ = 0;  // how many changes the thread has begun and not ended
  Word added_{0};
};

template <class... Parts>
auto upwards(Named named, const SlotCount& end, Parts&... written) {
  auto& d = *end.domain;
  d.begins(named.name);
  const auto item = [](const Word& place) -> Word { return {place.term, nullptr}; };
  return TextLoop<SpreadDomain, decltype(item), Slots, Parts...>(d, named, {0, d.slots(), true},
                                                                 item, d.now(), written...);
}

}  // namespace claimcheck::smt::engine
