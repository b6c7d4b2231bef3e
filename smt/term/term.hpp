// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

// Formulas of first-order logic with integers, as values: what the symbolic interpretation builds,
// the files are printed from, and certificates are computed on. No solver is needed for any of it.

namespace claimcheck::smt {

class Term;

// A variable that a quantifier binds. Its name says how deep the quantifier stands, so that no
// formula put under another binds what is not its own.
struct Bound {
  std::string name;
  std::string sort;

  bool operator==(const Bound&) const = default;
};

class Term {
 public:
  enum class Kind { symbol, builtin, number, variable, forall };

  // Of sort Bool.
  static Term boolean(bool value);
  // A function or, without arguments, a constant of the problem.
  static Term symbol(std::string name, std::string sort, std::vector<Term> arguments = {});
  static Term number(std::string digits);  // of sort Int, not negative
  static Term variable(Bound bound);
  static Term forall(std::vector<Bound> bound, Term body);
  // and, or, not, =>, =, <, <=, +, -, ite
  static Term builtin(std::string name, std::string sort, std::vector<Term> arguments);

  Kind kind() const { return node_->kind; }
  const std::string& name() const { return node_->name; }
  const std::string& sort() const { return node_->sort; }
  const std::vector<Term>& arguments() const { return node_->arguments; }
  const std::vector<Bound>& bound() const { return node_->bound; }
  const Term& body() const { return node_->arguments[0]; }
  bool is(const char* builtin_name) const {
    return kind() == Kind::builtin && name() == builtin_name;
  }
  bool has_quantifier() const { return node_->has_quantifier; }

  // Whether they are written the same.
  friend bool operator==(const Term& a, const Term& b);

 private:
  struct Node {
    Kind kind;
    std::string name;
    std::string sort;
    std::vector<Term> arguments;
    std::vector<Bound> bound;
    bool has_quantifier;
  };
  explicit Term(Node node);

  std::shared_ptr<const Node> node_;
};

inline const std::string bool_sort = "Bool";
inline const std::string int_sort = "Int";

// The connectives drop constants: what is left is easier to read.
Term both(Term a, Term b);
Term either(Term a, Term b);
Term negate(Term a);
Term implies(Term a, Term b);
Term equal(Term a, Term b);
Term less(Term a, Term b);
Term at_most(Term a, Term b);
Term plus(Term a, Term b);
Term minus(Term a, Term b);
Term choose(Term condition, Term a, Term b);

// For all of `bound`. What is said by a quantifier within gets a formula of its own: solvers pull
// quantifiers to the front, and of a formula that speaks of a device, a range and an extent at once
// cvc5 does not see which of them to look at.
Term for_all(std::vector<Bound> bound, Term body);

// SMT-LIB 2.
std::string to_string(const Term& term);

// The variables of these names by these terms, which bind nothing.
Term substitute(const Term& term, const std::map<std::string, Term>& by_name);

struct Signature {
  std::vector<std::string> arguments;  // sorts
  std::string result;
};

// What the symbols in a term need to be declared as, by name. Throws std::logic_error where one
// name is used in two ways.
void collect_symbols(const Term& term, std::map<std::string, Signature>& symbols);

}  // namespace claimcheck::smt
