// SPDX-License-Identifier: MIT
#include "smt/symbolic/obligation.hpp"

#include <fmt/format.h>

#include <cctype>

namespace claimcheck::smt {
namespace {

std::string heading(const Obligation& obligation) {
  return fmt::format(
      "; {}\n; {}\n; {} line {}, theorem {}, clauses {}\n"
      "; unsat, say z3 and cvc5\n",
      obligation.id, obligation.sentence, obligation.file, obligation.line, obligation.theorem,
      obligation.clauses);
}

std::string named(const Term& term, const std::string& name) {
  return fmt::format("(assert (! {}\n  :named {}))\n", to_string(term), name);
}

std::vector<Term> terms_of(const Obligation& obligation) {
  std::vector<Term> terms;
  for (const auto& hypothesis : obligation.hypotheses) terms.push_back(hypothesis.term);
  terms.push_back(obligation.goal);
  return terms;
}

void collect_sorts(const Term& term, std::set<std::string>& sorts) {
  sorts.insert(term.sort());
  for (const Bound& bound : term.bound()) sorts.insert(bound.sort);
  for (const Term& argument : term.arguments()) collect_sorts(argument, sorts);
}

}  // namespace

const char* name_of(Given given) {
  switch (given) {
    case Given::type:
      return "type";
    case Given::axiom:
      return "axiom";
    case Given::lemma:
      return "lemma";
    case Given::premise:
      return "premise";
    case Given::branch:
      return "branch";
    case Given::invariant:
      break;
  }
  return "invariant";
}

std::string declarations(const std::vector<Term>& terms) {
  std::map<std::string, Signature> symbols;
  std::set<std::string> sorts;
  for (const Term& term : terms) {
    collect_symbols(term, symbols);
    collect_sorts(term, sorts);
  }
  std::string text;
  for (const auto& sort : sorts) {
    if (sort != bool_sort && sort != int_sort) text += fmt::format("(declare-sort {} 0)\n", sort);
  }
  for (const auto& [name, signature] : symbols) {
    text += fmt::format("(declare-fun {} ({}) {})\n", name, fmt::join(signature.arguments, " "),
                        signature.result);
  }
  return text;
}

std::string to_smtlib(const Obligation& obligation) {
  std::string text = heading(obligation) + "(set-logic ALL)\n" + declarations(terms_of(obligation));
  for (const auto& hypothesis : obligation.hypotheses) {
    text += named(hypothesis.term, hypothesis.name);
  }
  return text + named(negate(obligation.goal), "negated_goal") + "(check-sat)\n";
}

Guarded guard_hypotheses(const Obligation& obligation) {
  Guarded guarded{"(set-logic ALL)\n" + declarations(terms_of(obligation)), {}};
  for (const auto& hypothesis : obligation.hypotheses) {
    guarded.guards.push_back("guard_" + hypothesis.name);
    guarded.smtlib += fmt::format("(declare-fun {0} () Bool)\n(assert (=> {0} {1}))\n",
                                  guarded.guards.back(), to_string(hypothesis.term));
  }
  guarded.smtlib += fmt::format("(assert {})\n", to_string(negate(obligation.goal)));
  return guarded;
}

Obligation only_needed(const Obligation& obligation, const std::set<std::string>& guards) {
  Obligation needed = obligation;
  std::erase_if(needed.hypotheses, [&](const Hypothesis& hypothesis) {
    return !guards.contains("guard_" + hypothesis.name);
  });
  return needed;
}

std::string plain_name(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-';
    name += plain ? c : '_';
  }
  return name;
}

}  // namespace claimcheck::smt
