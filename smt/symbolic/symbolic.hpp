// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "smt/symbolic/loop.hpp"

// The symbolic interpretation: values that are terms, and what specifications do with them. A
// state is made of functions, and a write to one is an if-then-else on its argument: solvers do
// better with that than with arrays.

namespace claimcheck::smt {

inline constexpr const char* two_to_64 = "18446744073709551616";

inline Term is_word(const Term& term) {
  return both(at_most(Term::number("0"), term), less(term, Term::number(two_to_64)));
}

// No `if` takes one: a specification that forgets branch() does not compile.
class Bool {
 public:
  static const std::string& sort() { return bool_sort; }
  Bool(bool value) : term(Term::boolean(value)) {}
  Bool(Term formula) : term(std::move(formula)) {}

  friend Bool operator&&(const Bool& a, const Bool& b) { return both(a.term, b.term); }
  friend Bool operator||(const Bool& a, const Bool& b) { return either(a.term, b.term); }
  friend Bool operator==(const Bool& a, const Bool& b) { return equal(a.term, b.term); }
  Bool operator!() const { return negate(term); }

  Term term;
};

// A machine word of 64 bits. In code each + and - is an obligation that it does not wrap; in
// statements words are numbers without end.
class Word {
 public:
  static const std::string& sort() { return int_sort; }
  // The line is that of the specification where the number stands.
  Word(int value = 0, int line = __builtin_LINE())
      : term(Term::number(std::to_string(value))), line_(line) {}
  Word(Term number, Walk* walk, int line = 0) : term(std::move(number)), walk_(walk), line_(line) {}

  friend Word operator+(const Word& a, const Word& b) {
    const Term sum = plus(a.term, b.term);
    Walk* walk = a.walk_ ? a.walk_ : b.walk_;
    if (walk) walk->prove_word("no overflow", less(sum, Term::number(two_to_64)), b.line_);
    return {sum, walk};
  }
  friend Word operator-(const Word& a, const Word& b) {
    const Term difference = minus(a.term, b.term);
    Walk* walk = a.walk_ ? a.walk_ : b.walk_;
    if (walk) walk->prove_word("no underflow", at_most(Term::number("0"), difference), b.line_);
    return {difference, walk};
  }
  friend Bool operator==(const Word& a, const Word& b) { return equal(a.term, b.term); }
  friend Bool operator!=(const Word& a, const Word& b) { return !(a == b); }
  friend Bool operator<(const Word& a, const Word& b) { return less(a.term, b.term); }
  friend Bool operator<=(const Word& a, const Word& b) { return at_most(a.term, b.term); }

  Term term;

 private:
  Walk* walk_ = nullptr;
  int line_ = 0;
};

// Something of which only equality is known. Each kind of thing has a Name with its sort's name.
template <class Name>
class Thing {
 public:
  static const std::string& sort() {
    static const std::string name = Name::sort;
    return name;
  }
  Thing(Term thing, Walk* = nullptr) : term(std::move(thing)) {}

  friend Bool operator==(const Thing& a, const Thing& b) { return equal(a.term, b.term); }
  friend Bool operator!=(const Thing& a, const Thing& b) { return !(a == b); }

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
  }
  return value;
}

template <class V, class... K>
class Map {
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
  void become(std::function<V(const K&...)> read) { read_ = std::move(read); }
  V old(const K&... keys) const { return read_(keys...); }

 private:
  void write(const std::tuple<K...>& at, const V& value) {
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

class Symbolic {
 public:
  using Bool = smt::Bool;
  using Word = smt::Word;
  using Index = smt::Word;

  // Words are of 64 bits, each + and - an obligation, or numbers without end.
  enum class Words : bool { endless, machine };
  explicit Symbolic(Walk& walk, Words words = Words::machine)
      : walk_(walk), machine_(words == Words::machine ? &walk : nullptr) {}

  bool branch(const Bool& condition, int line = __builtin_LINE(),
              const char* file = __builtin_FILE()) {
    walk_.stand_at(Place::here(file, line));
    return walk_.decide(condition.term);
  }
  Bool fails(const char* site) {
    return Term::symbol(walk_.fresh("fails_" + plain_name(site)), bool_sort);
  }

  // All that the loops may write: states that name their fields.
  template <class... States>
  void modifies(States&... states) {
    walk_.set_havoc(
        [this, &states...](const std::string& loop) { (renew_all(states, "@" + loop), ...); });
    walk_.set_observe([this, &states...] {
      std::vector<Observed> all;
      [[maybe_unused]] const auto note = [&](const std::vector<Observed>& some) {
        all.insert(all.end(), some.begin(), some.end());
      };
      (note(observe(states)), ...);
      if (loops_.counter()) all.push_back({"i", {}, *loops_.counter()});
      return all;
    });
  }

  template <class Premise>
  void require(const char* name, Premise premise, int line = __builtin_LINE(),
               const char* file = __builtin_FILE()) {
    walk_.stand_at(Place::here(file, line));
    walk_.assume(Given::premise, name, state(premise), name);
  }
  // The range of a loop that counts from 0 to `to`.
  template <class Invariant>
  Loop<Symbolic, Invariant> each(const char* name, const Index& to, Invariant invariant,
                                 int line = __builtin_LINE(), const char* file = __builtin_FILE()) {
    return {*this, name, LoopBounds<Index>{0, to, true}, invariant, Place::here(file, line)};
  }
  // Of one that counts from `from` down to 1.
  template <class Invariant>
  Loop<Symbolic, Invariant> each_down(const char* name, const Index& from, Invariant invariant,
                                      int line = __builtin_LINE(),
                                      const char* file = __builtin_FILE()) {
    return {*this, name, LoopBounds<Index>{from, 0, false}, invariant, Place::here(file, line)};
  }
  // A loop that does nothing: its invariant is proved for every number up to `to`.
  template <class Invariant>
  void induction(const char* name, const Index& to, Invariant invariant,
                 int line = __builtin_LINE(), const char* file = __builtin_FILE()) {
    for ([[maybe_unused]] const Index& i : each(name, to, invariant, line, file)) {
    }
  }

  template <class Exit, class Postcondition>
  Exit ensures(Exit exit, const char* name, Postcondition postcondition,
               int line = __builtin_LINE(), const char* file = __builtin_FILE()) {
    ensures(name, postcondition, line, file);
    return exit;
  }
  // "name: what it says"
  template <class Postcondition>
  void ensures(const char* name, Postcondition postcondition, int line = __builtin_LINE(),
               const char* file = __builtin_FILE()) {
    walk_.stand_at(Place::here(file, line));
    const std::string sentence = name;
    const Term goal = state(postcondition);
    walk_.prove(sentence.substr(0, sentence.find(':')), sentence, goal);
    // For what is proved of the caller.
    walk_.assume(Given::lemma, "promise", goal, "proved where the specification returns");
  }

  template <class Predicate>
  Bool forall(const Index& from, const Index& to, Predicate predicate) {
    const Bound bound = walk_.bind(int_sort);
    const Index index(Term::variable(bound), &walk_);
    const Bool inside = from <= index && index < to;
    const Term body = state([&] { return Bool(predicate(index)); });
    walk_.unbind();
    return for_all({bound}, implies(inside.term, body));
  }
  // For all things of the predicate's arguments' kinds.
  template <class... Things, class Predicate>
  Bool all(Predicate predicate) {
    std::vector<Bound> bound;
    (bound.push_back(walk_.bind(Things::sort())), ...);
    const Term body = [&]<std::size_t... place>(std::index_sequence<place...>) {
      return state([&] {
        return Bool(predicate(make_value<Things>(Term::variable(bound[place]), &walk_)...));
      });
    }
    (std::index_sequence_for<Things...>());
    for (std::size_t i = 0; i < sizeof...(Things); ++i) walk_.unbind();
    return for_all(bound, body);
  }

  Word one_if(const Bool& condition) {
    return {choose(condition.term, Term::number("1"), Term::number("0")), &walk_};
  }
  template <class V>
  V either_of(const Bool& condition, const V& a, const V& b) {
    return make_value<V>(choose(condition.term, a.term, b.term), &walk_);
  }

  // A function of the problem, applied.
  template <class V, class... K>
  V apply(const std::string& function, const K&... arguments) {
    return make_value<V>(Term::symbol(function, V::sort(), {arguments.term...}), &walk_);
  }
  Word word(const std::string& name) { return apply<Word>(name); }

  void give(Given given, const std::string& name, const Bool& fact, std::string reason) {
    walk_.give(given, name, fact.term, std::move(reason));
  }

  template <class State>
  void renew_all(State& state, const std::string& suffix) {
    state.each([&](const char* name, auto& field) { renew(field, name + suffix); });
  }

  // Every field at any argument.
  template <class State>
  static std::vector<Observed> observe(State& state) {
    std::vector<Observed> all;
    state.each([&](const char* name, auto& field) { all.push_back(observe_field(name, field)); });
    return all;
  }

  template <class Field>
  void renew(Field& field, const std::string& name) {
    if constexpr (IsMap<Field>::value) {
      field = Field(name, machine_);
    } else {
      field = make_value<Field>(Term::symbol(name, Field::sort()), machine_);
      read_value(field, machine_);
    }
  }

  void assume_word(const Term& number) { read_value(Word(number, machine_), machine_); }

  template <class Statement>
  Term state(Statement statement) {
    return walk_.state([&] { return Bool(statement()).term; });
  }
  Walk& walk() { return walk_; }
  LoopStack& loops() { return loops_; }

 private:
  template <class Field>
  static Observed observe_field(const char* name, const Field& field) {
    return {name, {}, field.term};
  }
  template <class V, class... K>
  static Observed observe_field(const char* name, const Map<V, K...>& field) {
    std::vector<Bound> keys;
    (keys.push_back({"key" + std::to_string(keys.size()), K::sort()}), ...);
    const Term value = [&]<std::size_t... place>(std::index_sequence<place...>) {
      return field.old(make_value<K>(Term::variable(keys[place]), nullptr)...).term;
    }
    (std::index_sequence_for<K...>());
    return {name, std::move(keys), value};
  }

  Walk& walk_;
  Walk* machine_;
  LoopStack loops_;
};

}  // namespace claimcheck::smt
