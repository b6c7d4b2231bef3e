// SPDX-License-Identifier: MIT
#include "smt/term/term.hpp"

#include <algorithm>
#include <stdexcept>

namespace claimcheck::smt {
namespace {

bool is_true(const Term& term) {
  return term.is("true");
}
bool is_false(const Term& term) {
  return term.is("false");
}

// Parts of the same connective side by side instead of nested.
Term connect(const char* name, const Term& a, const Term& b) {
  std::vector<Term> parts;
  for (const Term& side : {a, b}) {
    if (side.is(name)) {
      parts.insert(parts.end(), side.arguments().begin(), side.arguments().end());
    } else {
      parts.push_back(side);
    }
  }
  return Term::builtin(name, bool_sort, std::move(parts));
}

// What a quantified formula says in parts: the conjuncts, each with the condition that it is under.
std::vector<Term> parts_of(const Term& body) {
  if (!body.has_quantifier()) return {body};
  if (body.is("=>")) {
    std::vector<Term> parts = parts_of(body.arguments()[1]);
    for (Term& part : parts) part = implies(body.arguments()[0], part);
    return parts;
  }
  if (body.is("or")) {
    // By the last that is quantified; a statement says what it is about first.
    Term condition = Term::boolean(false);
    for (std::size_t i = 0; i + 1 < body.arguments().size(); ++i) {
      condition = either(condition, body.arguments()[i]);
    }
    std::vector<Term> parts = parts_of(body.arguments().back());
    for (Term& part : parts) part = either(condition, part);
    return parts;
  }
  if (!body.is("and")) return {body};
  Term together = Term::boolean(true);
  std::vector<Term> parts;
  for (const Term& argument : body.arguments()) {
    if (!argument.has_quantifier()) {
      together = both(together, argument);
    } else {
      for (Term& part : parts_of(argument)) parts.push_back(std::move(part));
    }
  }
  if (!is_true(together)) parts.insert(parts.begin(), together);
  return parts;
}

void append(const Term& term, std::string& text) {
  if (term.kind() == Term::Kind::forall) {
    text += "(forall (";
    for (const Bound& bound : term.bound()) text += "(" + bound.name + " " + bound.sort + ")";
    text += ") ";
    append(term.body(), text);
    text += ")";
    return;
  }
  if (term.arguments().empty()) {
    text += term.name();
    return;
  }
  text += "(" + term.name();
  for (const Term& argument : term.arguments()) {
    text += " ";
    append(argument, text);
  }
  text += ")";
}

}  // namespace

Term::Term(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}

Term Term::boolean(bool value) {
  return Term({Kind::builtin, value ? "true" : "false", bool_sort, {}, {}, false});
}

Term Term::symbol(std::string name, std::string sort, std::vector<Term> arguments) {
  return Term({Kind::symbol, std::move(name), std::move(sort), std::move(arguments), {}, false});
}

Term Term::number(std::string digits) {
  return Term({Kind::number, std::move(digits), int_sort, {}, {}, false});
}

Term Term::variable(Bound bound) {
  return Term({Kind::variable, std::move(bound.name), std::move(bound.sort), {}, {}, false});
}

Term Term::forall(std::vector<Bound> bound, Term body) {
  if (is_true(body)) return body;
  // Directly nested quantifiers are one.
  if (body.kind() == Kind::forall) {
    bound.insert(bound.end(), body.bound().begin(), body.bound().end());
    body = Term(body.body());
  }
  return Term({Kind::forall, "forall", bool_sort, {std::move(body)}, std::move(bound), true});
}

Term Term::builtin(std::string name, std::string sort, std::vector<Term> arguments) {
  const bool quantified = std::any_of(arguments.begin(), arguments.end(),
                                      [](const Term& a) { return a.has_quantifier(); });
  return Term(
      {Kind::builtin, std::move(name), std::move(sort), std::move(arguments), {}, quantified});
}

bool operator==(const Term& a, const Term& b) {
  if (a.node_ == b.node_) return true;
  return a.kind() == b.kind() && a.name() == b.name() && a.sort() == b.sort() &&
         a.bound() == b.bound() && a.arguments() == b.arguments();
}

Term both(Term a, Term b) {
  if (is_true(a) || is_false(b)) return b;
  if (is_true(b) || is_false(a)) return a;
  return connect("and", a, b);
}

Term either(Term a, Term b) {
  if (is_false(a) || is_true(b)) return b;
  if (is_false(b) || is_true(a)) return a;
  return connect("or", a, b);
}

Term negate(Term a) {
  if (is_true(a)) return Term::boolean(false);
  if (is_false(a)) return Term::boolean(true);
  if (a.is("not")) return a.arguments()[0];
  return Term::builtin("not", bool_sort, {std::move(a)});
}

Term implies(Term a, Term b) {
  if (is_true(a) || is_true(b)) return b;
  if (is_false(a)) return Term::boolean(true);
  if (is_false(b)) return negate(std::move(a));
  return Term::builtin("=>", bool_sort, {std::move(a), std::move(b)});
}

Term equal(Term a, Term b) {
  if (a == b) return Term::boolean(true);
  if (is_true(b)) return a;
  if (is_true(a)) return b;
  if (is_false(b)) return negate(std::move(a));
  if (is_false(a)) return negate(std::move(b));
  return Term::builtin("=", bool_sort, {std::move(a), std::move(b)});
}

Term less(Term a, Term b) {
  return Term::builtin("<", bool_sort, {std::move(a), std::move(b)});
}

Term at_most(Term a, Term b) {
  return Term::builtin("<=", bool_sort, {std::move(a), std::move(b)});
}

Term plus(Term a, Term b) {
  return Term::builtin("+", int_sort, {std::move(a), std::move(b)});
}

Term minus(Term a, Term b) {
  return Term::builtin("-", int_sort, {std::move(a), std::move(b)});
}

Term choose(Term condition, Term a, Term b) {
  if (is_true(condition) || a == b) return a;
  if (is_false(condition)) return b;
  std::string sort = a.sort();
  return Term::builtin("ite", std::move(sort), {std::move(condition), std::move(a), std::move(b)});
}

Term for_all(std::vector<Bound> bound, Term body) {
  Term all = Term::boolean(true);
  for (Term& part : parts_of(body)) all = both(all, Term::forall(bound, std::move(part)));
  return all;
}

std::string to_string(const Term& term) {
  std::string text;
  append(term, text);
  return text;
}

Term substitute(const Term& term, const std::map<std::string, Term>& by_name) {
  switch (term.kind()) {
    case Term::Kind::variable: {
      const auto found = by_name.find(term.name());
      return found == by_name.end() ? term : found->second;
    }
    case Term::Kind::forall:
      return Term::forall(term.bound(), substitute(term.body(), by_name));
    case Term::Kind::number:
      return term;
    default:
      break;
  }
  std::vector<Term> arguments;
  for (const Term& argument : term.arguments()) arguments.push_back(substitute(argument, by_name));
  return term.kind() == Term::Kind::symbol
             ? Term::symbol(term.name(), term.sort(), std::move(arguments))
             : Term::builtin(term.name(), term.sort(), std::move(arguments));
}

void collect_symbols(const Term& term, std::map<std::string, Signature>& symbols) {
  for (const Term& argument : term.arguments()) collect_symbols(argument, symbols);
  if (term.kind() != Term::Kind::symbol) return;
  Signature signature{{}, term.sort()};
  for (const Term& argument : term.arguments()) signature.arguments.push_back(argument.sort());
  const auto [place, is_new] = symbols.emplace(term.name(), signature);
  if (is_new) return;
  if (place->second.result != signature.result || place->second.arguments != signature.arguments) {
    throw std::logic_error("one name, two signatures: " + term.name());
  }
}

}  // namespace claimcheck::smt
