// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

// What the plain domains of all texts have in common: the texts read with machine integers and the
// model's own state, so that they run. With checks, every loop invariant, every promise at an exit
// and every + and - of a word is tested on the values at hand; without, they cost nothing.

namespace claimcheck::model {

enum class Checks : bool { off, on };

// Thrown where a statement of the text is false: a bug of the model, never of an engine.
class StatementFailed : public std::logic_error {
 public:
  explicit StatementFailed(const std::string& name)
      : std::logic_error("a statement of the text is false: " + name) {}
};

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

// Apart, so that a copy of the text in another namespace calls its own functions: a call looks in
// the namespaces of its arguments too.
namespace reading {

// Follows a run through the text: what it may write, which steps fail, which way it branches, and
// which statements it passes.
struct Unwatched {
  template <class Index, class... States>
  void begins(const Index&, const States&...) {}
  void asked(const char*, bool) {}  // whether the step of that name fails
  void decided(bool) {}
  void stated(const char*) {}  // a statement, which held
  void at_loop(const char*) {}
};

template <Checks checks, class Watch>
class ConcreteInterpretation {
 public:
  static constexpr bool checked = checks == Checks::on;
  using Bool = bool;
  using Word = std::conditional_t<checked, CheckedWord, std::uint64_t>;
  using Index = std::uint64_t;
  using Extent = std::uint32_t;  // place in Region::extents

  bool yes(bool condition) {
    watch_.decided(condition);
    return condition;
  }
  template <class... States>
  void begin(Index& counter, States&... states) {
    watch_.begins(counter, states...);
  }

  template <class Premise>
  void require(const char* name, Premise premise) {
    state(name, premise);
  }
  template <class Invariant>
  void loop(const char* name, Invariant invariant) {
    state(name, invariant);
    watch_.at_loop(name);
  }
  template <class Exit, class Promise>
  Exit leave(Exit exit, const char* name, Promise promise) {
    conclude(name, promise);
    return exit;
  }
  template <class Promise>
  void conclude(const char* name, Promise promise) {
    state(name, promise);
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

  Watch& watch() { return watch_; }

 private:
  template <class Statement>
  void state(const char* name, Statement statement) const {
    if constexpr (checked) {
      if (!statement()) throw StatementFailed(name);
    }
  }

  [[no_unique_address]] Watch watch_;
};

}  // namespace reading

}  // namespace claimcheck::model
