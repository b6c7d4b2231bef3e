// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "smt/term/term.hpp"

// What a formula comes to in a finite structure: no solver, no search. This is how the symbolic
// interpretation is compared with a run.

namespace claimcheck::smt {

using Integer = __int128;  // has room for sums of 64-bit words, and for truth as 0 and 1

// The values of a function whose arguments are numbers or things from 0.
class Table {
 public:
  // `widths`: of each argument, how many values it takes. All values are 0 at first.
  explicit Table(std::vector<std::size_t> widths);

  Integer& at(std::span<const Integer> arguments);
  const Integer& at(std::span<const Integer> arguments) const;
  bool has(std::span<const Integer> arguments) const;

 private:
  std::size_t place_of(std::span<const Integer> arguments) const;

  std::vector<std::size_t> widths_;
  std::vector<Integer> values_;
};

// Numbers the symbols of formulas, so that none is looked up by its name while they are evaluated.
class Vocabulary {
 public:
  int number_of(const std::string& symbol);
  const std::string& name_of(int number) const { return names_[static_cast<std::size_t>(number)]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::map<std::string, int> numbers_;
  std::vector<std::string> names_;
};

// Says what each symbol is, and how many things each sort has: they are numbered from 0.
class Structure {
 public:
  explicit Structure(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void set_things(const std::string& sort, std::size_t count) { things_[sort] = count; }
  void set(const std::string& constant, Integer value);
  // The function is all 0 until its values are written. Good until it is made again.
  Table& make(const std::string& function, std::vector<std::size_t> widths);
  // A function of one argument: value(0), value(1), and so on.
  template <class Value>
  void make(const std::string& function, std::size_t width, Value value) {
    Table& table = make(function, {width});
    for (std::size_t i = 0; i < width; ++i) {
      const Integer argument = static_cast<Integer>(i);
      table.at({&argument, 1}) = static_cast<Integer>(value(i));
    }
  }

  std::size_t things(const std::string& sort) const;
  // Throws std::out_of_range where the structure does not say: nothing is made up.
  Integer value(int symbol, std::span<const Integer> arguments) const;

 private:
  Vocabulary& vocabulary_;
  std::map<std::string, std::size_t> things_;
  std::deque<std::optional<Table>> tables_;  // by the symbol's number; none moves as others come
};

// A term made ready to be evaluated many times. Truth is 1, falsehood 0.
class Formula {
 public:
  // `open`: the variables that no quantifier of the term binds. Throws std::logic_error where a
  // number that a quantifier binds has no bounds beside it: such a formula is of no finite scope.
  Formula(const Term& term, Vocabulary& vocabulary, const std::vector<Bound>& open = {});

  Integer value(const Structure& structure, std::span<const Integer> of_open = {}) const;
  bool is_true(const Structure& structure) const { return value(structure) != 0; }

 private:
  enum class Kind : std::uint8_t {
    number,
    variable,
    symbol,
    conjunction,
    disjunction,
    negation,
    implication,
    equality,
    less,
    at_most,
    sum,
    difference,
    choice,
    every_thing,   // of a sort: body
    every_number,  // from the first child to before the second: body
  };
  struct Node {
    Kind kind = Kind::number;
    int number = 0;  // of the symbol, or the variable's place
    Integer constant = 0;
    std::string sort;
    std::vector<std::size_t> children;
  };
  struct Scope;
  class Reader;

  Integer of(std::size_t node, Scope& scope) const;
  Integer of_symbol(const Node& node, Scope& scope) const;
  Integer of_every(const Node& node, Scope& scope) const;

  std::vector<Node> nodes_;
  std::size_t root_ = 0;
  std::size_t variables_ = 0;
};

}  // namespace claimcheck::smt
