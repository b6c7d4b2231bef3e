// SPDX-License-Identifier: MIT
#include "smt/ledger/term_text.hpp"

#include <fmt/format.h>

#include <vector>

namespace claimcheck::smt {
namespace {

constexpr std::size_t width = 98;

// How strongly a formula's outermost operator binds; what binds less gets parentheses within.
int strength(const Term& term) {
  if (term.kind() == Term::Kind::forall) return 0;
  if (term.kind() != Term::Kind::builtin || term.arguments().empty()) return 9;
  if (term.is("=>") || term.is("ite")) return 1;
  if (term.is("or")) return 2;
  if (term.is("and")) return 3;
  if (term.is("not")) return 4;
  if (term.is("=") || term.is("<") || term.is("<=")) return 5;
  return 6;  // + and -
}

std::string quantifier(const Term& term) {
  std::vector<std::string> variables;
  for (const Bound& bound : term.bound()) variables.push_back(bound.name + ": " + bound.sort);
  return fmt::format("for all {}:", fmt::join(variables, ", "));
}

std::string word_of(const Term& term) {
  return term.is("=>") ? "gives" : term.name();
}

std::string flat(const Term& term);

std::string flat_within(const Term& term, int around) {
  return strength(term) > around ? flat(term) : "(" + flat(term) + ")";
}

std::string flat_list(const std::vector<Term>& terms, const std::string& between, int around) {
  std::string text;
  for (const Term& term : terms) {
    if (!text.empty()) text += between;
    text += flat_within(term, around);
  }
  return text;
}

std::string flat_builtin(const Term& term) {
  const auto& arguments = term.arguments();
  if (arguments.empty()) return term.name();
  if (term.is("not")) {
    const Term& denied = arguments[0];
    if (!denied.is("=")) return "not " + flat_within(denied, 4);
    return flat_list(denied.arguments(), " != ", 5);
  }
  if (term.is("ite")) {
    return fmt::format("if {} then {} else {}", flat_within(arguments[0], 1),
                       flat_within(arguments[1], 1), flat_within(arguments[2], 1));
  }
  // What stands right of a minus would read as another formula without parentheses.
  return flat_list(arguments, " " + word_of(term) + " ", strength(term));
}

std::string flat(const Term& term) {
  switch (term.kind()) {
    case Term::Kind::forall:
      return quantifier(term) + " " + flat(term.body());
    case Term::Kind::builtin:
      return flat_builtin(term);
    default:
      break;
  }
  if (term.arguments().empty()) return term.name();
  return fmt::format("{}({})", term.name(), flat_list(term.arguments(), ", ", 0));
}

std::string broken(const Term& term, std::size_t indent);

std::string part(const Term& term, std::size_t indent, int around) {
  if (strength(term) > around) return broken(term, indent);
  return "(" + broken(term, indent + 1) + ")";
}

std::string broken(const Term& term, std::size_t indent) {
  const std::string line = flat(term);
  if (line.size() + indent <= width) return line;
  const std::string margin = "\n" + std::string(indent, ' ');
  if (term.kind() == Term::Kind::forall) {
    return quantifier(term) + margin + "  " + broken(term.body(), indent + 2);
  }
  if (!term.is("and") && !term.is("or") && !term.is("=>")) return line;
  const std::string word = word_of(term) + " ";
  std::string text;
  for (const Term& argument : term.arguments()) {
    if (!text.empty()) text += margin + word;
    text += part(argument, indent + (text.empty() ? 0 : word.size()), strength(term));
  }
  return text;
}

}  // namespace

std::string to_text(const Term& term, std::size_t indent) {
  return broken(term, indent);
}

}  // namespace claimcheck::smt
