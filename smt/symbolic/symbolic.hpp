// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "smt/symbolic/loop.hpp"
#include "smt/symbolic/values.hpp"

// The symbolic interpretation: what specifications do with values that are terms.

namespace claimcheck::smt {

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
    walk_.set_havoc([this, &states...](const std::string& loop) {
      [[maybe_unused]] const auto renew = [&](auto& state) { this->renew_all(state, "@" + loop); };
      (renew(states), ...);
    });
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
  // Proved, conjunct by conjunct, and not assumed.
  template <class Statement>
  void show_parts(const char* name, Statement statement, int line = __builtin_LINE(),
                  const char* file = __builtin_FILE()) {
    walk_.stand_at(Place::here(file, line));
    const std::string sentence = name;
    prove_parts(sentence.substr(0, sentence.find(':')), sentence, state(statement));
  }
  // What a function of the specification means.
  template <class Statement>
  void mean(const char* function, Statement statement,
            const char* reason = "what this function is") {
    walk_.assume(Given::axiom, function, state(statement), reason);
  }
  // Proved as a specification of this name.
  template <class Statement>
  void use_lemma(const char* name, Statement statement) {
    walk_.assume(Given::lemma, name, state(statement), std::string("proved as ") + name);
  }
  // A lemma about any functions, applied to these: that it speaks of them is proved here.
  template <class Premise, class Conclusion>
  void apply_lemma(const std::string& name, Premise premise, Conclusion conclusion,
                   int line = __builtin_LINE(), const char* file = __builtin_FILE()) {
    walk_.stand_at(Place::here(file, line));
    const auto sentence = "what " + name + " is applied to is of the kind it speaks of";
    prove_parts("uses." + name, sentence, state(premise));
    use_lemma(name.c_str(), conclusion);
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
  Bool forall(const Index& from, const Index& to, Predicate predicate,
              SourcePlace place = SourcePlace::current()) {
    if (Weakener::at("for all", place) == Change::is_true) return true;
    const Bound bound = walk_.bind(int_sort);
    const Index index(Term::variable(bound), &walk_);
    const Bool inside = from <= index && index < to;
    const Term body = state([&] { return Bool(predicate(index)); });
    walk_.unbind();
    return for_all({bound}, implies(inside.term, body));
  }
  // For all things of the predicate's arguments' kinds.
  template <class... Things, class Predicate>
  Bool all(Predicate predicate, SourcePlace place = SourcePlace::current()) {
    if (Weakener::at("for all", place) == Change::is_true) return true;
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
    walk_.renewed(static_cast<Written*>(&field));
  }

  // By a number of no word: how many turns there were.
  void renew_endless(Index& counter, const std::string& name) {
    counter = {Term::symbol(name, int_sort), nullptr};
    walk_.renewed(static_cast<Written*>(&counter));
  }

  void assume_word(const Term& number) { read_value(Word(number, machine_), machine_); }

  template <class Statement>
  Term state(Statement statement) {
    return walk_.state([&] { return Bool(statement()).term; });
  }
  Walk& walk() { return walk_; }
  LoopStack& loops() { return loops_; }

 private:
  // One by one: at all of them at once cvc5 gives up.
  void prove_parts(const std::string& point, const std::string& sentence, const Term& all) {
    const auto parts = all.is("and") ? all.arguments() : std::vector<Term>{all};
    for (const Term& part : parts) walk_.prove(walk_.fresh(point), sentence, part);
  }

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
