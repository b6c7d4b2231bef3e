// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "smt/symbolic/walk.hpp"
#include "smt/symbolic/weakener.hpp"

// Values that are terms. A state is made of functions, and a write to one is an if-then-else on its
// argument: solvers do better with that than with arrays.

namespace claimcheck::smt {

inline constexpr const char* two_to_64 = "18446744073709551616";

// What a word is less than.
inline Term word_limit(const SourcePlace& place) {
  const Change change = Weakener::at("2^64", place);
  if (change == Change::wider) return Term::number("36893488147419103232");
  if (change == Change::narrower) return Term::number("9223372036854775808");
  return Term::number(two_to_64);
}

inline Term greatest_word(const SourcePlace& place) {
  const Term limit = word_limit(place);
  return limit == Term::number(two_to_64) ? Term::number("18446744073709551615")
                                          : minus(limit, Term::number("1"));
}

inline Term is_word(const Term& term, const SourcePlace& place = SourcePlace::current()) {
  return both(at_most(Term::number("0"), term), less(term, word_limit(place)));
}

// A value tells the walk where it is given another.
class Written {
 public:
  Written() = default;
  Written(const Written&) = default;
  Written& operator=(const Written&) {
    Walk::wrote(this);
    return *this;
  }
};

// The right operand of an operator, and where the operator stands.
template <class V>
struct Operand {
  // NOLINTNEXTLINE: an operand becomes one by itself
  Operand(const V& operand, SourcePlace at = SourcePlace::current()) : value(operand), place(at) {}
  template <class Constant>
  requires(!std::is_base_of_v<V, Constant> && std::is_convertible_v<Constant, V>)
      Operand(const Constant& operand, SourcePlace at = SourcePlace::current())
      : value(operand), place(at) {}

  V value;
  SourcePlace place;
};

inline Term compared(const char* operation, const SourcePlace& place, Term comparison,
                     const Term& a, const Term& b) {
  const Change change = Weakener::at(operation, place);
  if (change == Change::is_true) return Term::boolean(true);
  return change == Change::or_equal ? at_most(a, b) : std::move(comparison);
}

// No `if` takes one: a specification that forgets branch() does not compile.
class Bool : public Written {
 public:
  static const std::string& sort() { return bool_sort; }
  Bool(bool value) : term(Term::boolean(value)) {}
  Bool(Term formula) : term(std::move(formula)) {}

  friend Bool operator&&(const Bool& a, const Operand<Bool>& b) {
    // Of a && b && c the first drops a or b, and the second c.
    const Change change = Weakener::at(a.is_conjunction_ ? "and &&" : "&&", b.place);
    Bool together = change == Change::left_only    ? a
                    : change == Change::right_only ? b.value
                                                   : Bool(both(a.term, b.value.term));
    together.is_conjunction_ = true;
    return together;
  }
  friend Bool operator||(const Bool& a, const Bool& b) { return either(a.term, b.term); }
  friend Bool operator==(const Operand<Bool>& a, const Operand<Bool>& b) {
    return compared("==", b.place, equal(a.value.term, b.value.term), a.value.term, b.value.term);
  }
  Bool operator!() const { return negate(term); }

  Term term;

 private:
  bool is_conjunction_ = false;  // made by &&
};

// A machine word of 64 bits. In code each + and - is an obligation that it does not wrap; in
// statements words are numbers without end.
class Word : public Written {
 public:
  static const std::string& sort() { return int_sort; }
  // The line is that of the specification where the number stands.
  Word(int value = 0, int line = __builtin_LINE())
      : term(Term::number(std::to_string(value))), line_(line) {}
  Word(Term number, Walk* walk, int line = 0) : term(std::move(number)), walk_(walk), line_(line) {}

  friend Word operator+(const Word& a, const Word& b) {
    const Term sum = plus(a.term, b.term);
    Walk* walk = a.walk_ ? a.walk_ : b.walk_;
    if (walk)
      walk->prove_word("no overflow", less(sum, word_limit(SourcePlace::current())), b.line_);
    return {sum, walk};
  }
  friend Word operator-(const Word& a, const Word& b) {
    const Term difference = minus(a.term, b.term);
    Walk* walk = a.walk_ ? a.walk_ : b.walk_;
    if (walk) walk->prove_word("no underflow", at_most(Term::number("0"), difference), b.line_);
    return {difference, walk};
  }
  friend Bool operator==(const Operand<Word>& a, const Operand<Word>& b) {
    return compared("==", b.place, equal(a.value.term, b.value.term), a.value.term, b.value.term);
  }
  friend Bool operator!=(const Operand<Word>& a, const Operand<Word>& b) {
    return compared("!=", b.place, negate(equal(a.value.term, b.value.term)), a.value.term,
                    b.value.term);
  }
  friend Bool operator<(const Word& a, const Operand<Word>& b) {
    return compared("<", b.place, less(a.term, b.value.term), a.term, b.value.term);
  }
  friend Bool operator<=(const Word& a, const Operand<Word>& b) {
    return compared("<=", b.place, at_most(a.term, b.value.term), a.term, b.value.term);
  }

  Term term;

 private:
  Walk* walk_ = nullptr;
  int line_ = 0;
};

// Something of which only equality is known. Each kind of thing has a Name with its sort's name.
template <class Name>
class Thing : public Written {
 public:
  static const std::string& sort() {
    static const std::string name = Name::sort;
    return name;
  }
  Thing(Term thing, Walk* = nullptr) : term(std::move(thing)) {}

  friend Bool operator==(const Operand<Thing>& a, const Operand<Thing>& b) {
    return compared("==", b.place, equal(a.value.term, b.value.term), a.value.term, b.value.term);
  }
  friend Bool operator!=(const Operand<Thing>& a, const Operand<Thing>& b) {
    return compared("!=", b.place, negate(equal(a.value.term, b.value.term)), a.value.term,
                    b.value.term);
  }

  Term term;
};

template <class V>
V make_value(const Term& term, Walk* walk) {
  if constexpr (std::is_same_v<V, Bool>) {
    (void)walk;
    return Bool(term);
  } else {
    return V(term, walk);
  }
}

// What a part of the state is read as in code: a value of the machine, so in range.
template <class V>
V read_value(const V& value, Walk* walk) {
  if constexpr (std::is_same_v<V, Word>) {
    if (walk && !walk->in_statement()) {
      walk->assume(Given::type, "word", is_word(value.term), "the state keeps it in 64 bits");
    }
  } else if constexpr (requires { V::is_in_range(value.term); }) {
    if (walk && !walk->in_statement()) {
      walk->assume(Given::type, "word", V::is_in_range(value.term), "its type keeps it in range");
    }
  }
  return value;
}

template <class V, class... K>
class Map : public Written {
 public:
  Map() = default;
  Map(std::string function, Walk* walk) : walk_(walk) {
    read_ = [function = std::move(function), walk](const K&... keys) {
      return make_value<V>(Term::symbol(function, V::sort(), {keys.term...}), walk);
    };
  }

  class Reference : public V {
   public:
    Reference(Map& map, const K&... keys)
        : V(read_value(map.read_(keys...), map.walk_)), map_(map), keys_(keys...) {}
    Reference& operator=(const V& value) {
      map_.write(keys_, value);
      return *this;
    }
    Reference& operator=(const Reference& other) { return *this = static_cast<const V&>(other); }

   private:
    Map& map_;
    std::tuple<K...> keys_;
  };

  Reference operator()(const K&... keys) { return {*this, keys...}; }
  template <class Key>
  Reference operator[](const Key& key) {
    return {*this, key};
  }

  // The whole function at once.
  void become(std::function<V(const K&...)> read) {
    Walk::wrote(this);
    read_ = std::move(read);
  }
  V old(const K&... keys) const { return read_(keys...); }

 private:
  void write(const std::tuple<K...>& at, const V& value) {
    Walk::wrote(this);
    read_ = [before = read_, at, value, walk = walk_](const K&... keys) {
      const Term here = std::apply(
          [&](const K&... written) {
            Term same = Term::boolean(true);
            ((same = both(same, equal(keys.term, written.term))), ...);
            return same;
          },
          at);
      return make_value<V>(choose(here, value.term, before(keys...).term), walk);
    };
  }

  std::function<V(const K&...)> read_;
  Walk* walk_ = nullptr;
};

template <class T>
struct IsMap : std::false_type {};
template <class V, class... K>
struct IsMap<Map<V, K...>> : std::true_type {};

}  // namespace claimcheck::smt
