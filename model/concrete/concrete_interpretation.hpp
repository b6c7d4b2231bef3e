// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "model/checks.hpp"

// What the concrete interpretations of all specifications have in common: the specifications over
// machine integers and the model's own state, so that they run. With checks, every loop invariant
// (of loops of more than 128 turns a sample), every postcondition and every + and - of a word is
// tested on the values at hand; without, they cost nothing.

namespace claimcheck::model {

// 64 bits whose + and - must not wrap.
class CheckedWord {
 public:
  CheckedWord(std::uint64_t value = 0) : value_(value) {}
  operator std::uint64_t() const { return value_; }

  friend CheckedWord operator+(CheckedWord a, CheckedWord b) {
    CheckedWord sum;
    if (__builtin_add_overflow(a.value_, b.value_, &sum.value_))
      throw StatementFailed("no overflow");
    return sum;
  }
  friend CheckedWord operator+(CheckedWord a, int b) { return a + CheckedWord(word(b)); }
  friend CheckedWord operator+(CheckedWord a, std::uint64_t b) { return a + CheckedWord(b); }
  friend CheckedWord operator-(CheckedWord a, CheckedWord b) {
    if (a.value_ < b.value_) throw StatementFailed("no underflow");
    return a.value_ - b.value_;
  }
  friend CheckedWord operator-(CheckedWord a, int b) { return a - CheckedWord(word(b)); }
  friend CheckedWord operator-(CheckedWord a, std::uint64_t b) { return a - CheckedWord(b); }

 private:
  static std::uint64_t word(int value) { return static_cast<std::uint64_t>(value); }
  std::uint64_t value_;
};

// A word of the state that is written through the same checks.
class CheckedReference : public CheckedWord {
 public:
  CheckedReference(std::uint64_t& target) : CheckedWord(target), target_(target) {}
  void operator=(CheckedWord value) { target_ = value; }

 private:
  std::uint64_t& target_;
};

// Apart, so that a copy of a specification in another namespace calls its own functions: a call
// looks in the namespaces of its arguments too.
namespace interpretation {

// Follows a run through the specification: what it may write, which steps fail, which way it
// branches, and which statements it passes.
struct Unwatched {
  template <class... States>
  void begins(const States&...) {}
  void asked(const char*, bool) {}  // whether the step of that name fails
  void decided(bool) {}
  void stated(const char*) {}                  // a statement, which held
  void at_loop(const char*, std::uint64_t) {}  // the counter
};

template <Checks checks, class Watch>
class ConcreteInterpretation {
 public:
  static constexpr bool checked = checks == Checks::on;
  using Bool = bool;
  using Word = std::conditional_t<checked, CheckedWord, std::uint64_t>;
  using Index = std::uint64_t;
  using Extent = std::uint32_t;  // index in Region::extents

  bool branch(bool condition) {
    watch_.decided(condition);
    return condition;
  }
  // All that the loops may write.
  template <class... States>
  void modifies(States&... states) {
    watch_.begins(states...);
  }

  template <class Premise>
  void require(const char* name, Premise premise) {
    state(name, premise);
  }
  // The range of a loop of a specification.
  template <bool up, class Invariant>
  class Loop {
   public:
    Loop(ConcreteInterpretation& d, const char* name, Index from, Index to, Invariant invariant)
        : d_(d),
          name_(name),
          from_(from),
          counter_(from),
          to_(to),
          invariant_(std::move(invariant)) {}

    struct End {};
    struct Iterator {
      Loop& loop;
      Index operator*() const { return loop.counter_; }
      void operator++() { loop.counter_ = up ? loop.counter_ + 1 : loop.counter_ - 1; }
      bool operator!=(End) const { return loop.goes_on(); }
    };
    Iterator begin() { return {*this}; }
    End end() const { return {}; }

   private:
    bool goes_on() {
      if (is_checked_here()) {
        d_.is_inside_loop_ = !is_first_or_last();
        d_.state(name_, [&] { return invariant_(counter_); });
        d_.is_inside_loop_ = false;
      }
      d_.watch_.at_loop(name_, counter_);
      return d_.branch(up ? counter_ < to_ : to_ < counter_);
    }

    bool is_first_or_last() const { return counter_ == from_ || counter_ == to_; }

    // An invariant speaks of all members, so that checking it at each head takes the square of
    // their number. Of a long loop it is checked at the first heads, the last ones, and about 64 in
    // between.
    bool is_checked_here() const {
      constexpr Index short_loop = 128, first = 8, last = 4, between = 64;
      const Index turns = up ? to_ - from_ : from_ - to_;
      if (turns <= short_loop) return true;
      const Index turn = up ? counter_ - from_ : from_ - counter_;
      return turn < first || turns - turn < last || turn % (turns / between) == 0;
    }

    ConcreteInterpretation& d_;
    const char* name_;
    Index from_;
    Index counter_;
    Index to_;
    Invariant invariant_;
  };
  template <class Invariant>
  Loop<true, Invariant> each(const char* name, Index to, Invariant invariant) {
    return each_from(name, 0, to, invariant);
  }
  template <class Invariant>
  Loop<false, Invariant> each_down(const char* name, Index from, Invariant invariant) {
    return {*this, name, from, 0, invariant};
  }

  template <class Exit, class Postcondition>
  Exit ensures(Exit exit, const char* name, Postcondition postcondition) {
    ensures(name, postcondition);
    return exit;
  }
  template <class Postcondition>
  void ensures(const char* name, Postcondition postcondition) {
    state(name, postcondition);
    watch_.stated(name);
  }

  template <class Predicate>
  bool forall(Index from, Index to, Predicate predicate) const {
    for (Index i = from; i < to; ++i) {
      if (!predicate(i)) return false;
    }
    return true;
  }
  Word one_if(bool condition) const { return Word(condition ? 1u : 0u); }
  template <class V>
  V either_of(bool condition, V a, V b) const {
    return condition ? a : b;
  }

 protected:
  explicit ConcreteInterpretation(Watch watch) : watch_(std::move(watch)) {}

  template <class Invariant>
  Loop<true, Invariant> each_from(const char* name, Index from, Index to, Invariant invariant) {
    return {*this, name, from, to, invariant};
  }

  Watch& watch() { return watch_; }

  // Whether the statement at hand is that of a loop head which is neither the first nor the last.
  bool is_inside_loop() const { return is_inside_loop_; }

 private:
  template <class Statement>
  void state(const char* name, Statement statement) const {
    if constexpr (checked) {
      if (!statement()) throw StatementFailed(name);
    }
  }

  [[no_unique_address]] Watch watch_;
  bool is_inside_loop_ = false;
};

}  // namespace interpretation

}  // namespace claimcheck::model
