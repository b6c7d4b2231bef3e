// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "smt/symbolic/values.hpp"

// Values of the engine's text: it is ordinary C++, with `if (a && b)` on what these compare to.

namespace claimcheck::smt::engine {

struct TagName {
  static constexpr const char* sort = "Tag";
};
using Tag = Thing<TagName>;

// Whoever asks it takes a branch of the walk; so && and || are the language's own, and what they
// pass over is not computed.
class Condition {
 public:
  Condition(Term asked, Walk* walk, std::optional<SourcePlace> place = {})
      : term(std::move(asked)), walk_(walk), place_(place) {}
  // NOLINTNEXTLINE: the text returns one as the bool that it is
  operator bool() const {
    if (place_) walk_->stand_at(Place::here(place_->file_name(), static_cast<int>(place_->line())));
    return walk_->decide(term);
  }

  Term term;

 private:
  Walk* walk_;
  std::optional<SourcePlace> place_;  // where it stands
};

// One that may be made true.
inline Condition fact(const char* operation, const Bool& fact, Walk* walk, SourcePlace place) {
  const bool is_true = Weakener::at(operation, place) == Change::is_true;
  return {is_true ? Term::boolean(true) : fact.term, walk, place};
}

// What an unsigned number of so many bits is less than.
inline Term limit_of(unsigned bits, const SourcePlace& place) {
  if (bits == 64) return word_limit(place);
  const Change change = Weakener::at(bits == 32 ? "2^32" : "2^16", place);
  if (bits == 32 && change == Change::wider) return Term::number("8589934592");
  if (bits == 32) return Term::number(change == Change::narrower ? "2147483648" : "4294967296");
  if (change == Change::wider) return Term::number("131072");
  return Term::number(change == Change::narrower ? "32768" : "65536");
}

inline Term quotient(const Term& number, unsigned divisor) {
  return Term::symbol("quotient", int_sort, {number, Term::number(std::to_string(divisor))});
}

// An unsigned number of the machine. Each + and - is an obligation that it does not wrap.
template <unsigned bits>
class Unsigned : public Written {
 public:
  static const std::string& sort() { return int_sort; }
  Unsigned(int value = 0) : term(Term::number(std::to_string(value))) {}
  Unsigned(Term number, Walk* walk) : term(std::move(number)), walk_(walk) {}
  template <unsigned fewer>
  requires(fewer < bits) Unsigned(const Unsigned<fewer>& other)
      : term(other.term), walk_(other.walk()) {}

  static Term is_in_range(const Term& number, SourcePlace place = SourcePlace::current()) {
    return both(at_most(Term::number("0"), number), less(number, limit_of(bits, place)));
  }
  // As statements have it: a number without end.
  Word number() const { return {term, nullptr}; }
  Walk* walk() const { return walk_; }

  Unsigned operator++(int) {
    const Unsigned before = *this;
    *this = plus_of(term, Term::number("1"));
    return before;
  }
  Unsigned operator--(int) {
    const Unsigned before = *this;
    *this = *this - 1;
    return before;
  }
  Unsigned& operator+=(const Unsigned& more) { return *this = plus_of(term, more.term); }
  Unsigned& operator+=(const Condition& counts) {
    return *this = plus_of(term, choose(counts.term, Term::number("1"), Term::number("0")));
  }
  friend Unsigned operator+(const Unsigned& a, const Unsigned& b) {
    return a.plus_of(a.term, b.term);
  }
  friend Unsigned operator*(int times, const Unsigned& a) {
    if (times < 2) throw std::logic_error("an engine's text multiplies by less than 2");
    Term product = a.term;
    for (int i = 2; i < times; ++i) product = plus(product, a.term);
    return a.plus_of(product, a.term);
  }
  friend Unsigned greater(int a, const Unsigned& b) {
    const Unsigned number(a);
    return {choose(less(number.term, b.term), b.term, number.term), b.walk_};
  }
  // Of a division nothing is known but by what it is.
  friend Unsigned operator/(const Unsigned& a, unsigned divisor) {
    return {quotient(a.term, divisor), a.walk_};
  }
  friend Unsigned operator-(const Unsigned& a, const Operand<Unsigned>& b) {
    const Term difference = minus(a.term, b.value.term);
    a.walk_->prove_word("no underflow", at_most(Term::number("0"), difference),
                        static_cast<int>(b.place.line()), bits);
    return {difference, a.walk_};
  }

  friend Condition operator==(const Operand<Unsigned>& a, const Operand<Unsigned>& b) {
    return condition("==", equal(a.value.term, b.value.term), a.value, b);
  }
  friend Condition operator!=(const Unsigned& a, const Operand<Unsigned>& b) {
    return condition("!=", negate(equal(a.term, b.value.term)), a, b);
  }
  friend Condition operator<=(const Unsigned& a, const Operand<Unsigned>& b) {
    return condition("<=", at_most(a.term, b.value.term), a, b);
  }

  Term term;

 private:
  static Condition condition(const char* operation, Term comparison, const Unsigned& a,
                             const Operand<Unsigned>& b) {
    Walk* const walk = a.walk_ ? a.walk_ : b.value.walk_;
    return {compared(operation, b.place, std::move(comparison), a.term, b.value.term), walk,
            b.place};
  }
  Unsigned plus_of(const Term& a, const Term& b) const {
    const Term sum = plus(a, b);
    walk_->prove_word("no overflow", less(sum, limit_of(bits, SourcePlace::current())), 0, bits);
    return {sum, walk_};
  }

  Walk* walk_ = nullptr;
};

}  // namespace claimcheck::smt::engine
