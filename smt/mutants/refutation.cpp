// SPDX-License-Identifier: MIT
#include "smt/mutants/refutation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::smt {
namespace {

constexpr unsigned budget_rlimit = 500'000;
constexpr unsigned model_seeds = 4;
constexpr int max_members = 3;
constexpr std::ptrdiff_t max_terms = 60;

// The things that a counter-model is about get names: what the negated goal says to exist.
Term with_witnesses(const Term& negated) {
  if (!negated.is("not") || !negated.has_quantifier()) return negated;
  const Term& goal = negated.arguments()[0];
  if (goal.is("and")) {
    // Only one part need be false, so they may share what they speak of.
    Term any = Term::boolean(false);
    for (const Term& part : goal.arguments()) any = either(any, with_witnesses(negate(part)));
    return any;
  }
  if (goal.kind() != Term::Kind::forall) return negated;
  std::map<std::string, Term> witnesses;
  for (const Bound& bound : goal.bound()) {
    witnesses.emplace(bound.name, Term::symbol("some_" + bound.name, bound.sort));
  }
  return with_witnesses(negate(substitute(goal.body(), witnesses)));
}

struct Question {
  std::string text;          // satisfiable where the obligation is false
  std::vector<Term> values;  // to ask for then
};

// All applications of the symbols to numbers below `max_members`, to constants, and to functions
// of these.
std::vector<Term> ground_terms(const std::map<std::string, Signature>& symbols) {
  std::map<std::string, std::vector<Term>> of_sort;
  for (int i = 0; i < max_members; ++i) {
    of_sort[int_sort].push_back(Term::number(std::to_string(i)));
  }
  std::vector<Term> values;
  for (const auto& [name, signature] : symbols) {
    if (!signature.arguments.empty()) continue;
    values.push_back(Term::symbol(name, signature.result));
    if (signature.result != int_sort) of_sort[signature.result].push_back(values.back());
  }
  const auto apply = [&](const std::string& name, const Signature& signature) {
    std::vector<std::vector<Term>> rows{{}};
    for (const auto& sort : signature.arguments) {
      std::vector<std::vector<Term>> longer;
      for (const auto& row : rows) {
        for (const Term& term : of_sort[sort]) {
          longer.push_back(row);
          longer.back().push_back(term);
        }
      }
      rows = std::move(longer);
    }
    std::vector<Term> all;
    for (auto& row : rows) all.push_back(Term::symbol(name, signature.result, std::move(row)));
    return all;
  };
  // Members stand for themselves; of the other functions values are enough.
  const auto member = symbols.find("member");
  if (member != symbols.end()) {
    for (const Term& term : apply("member", member->second)) {
      of_sort[member->second.result].push_back(term);
    }
  }
  for (const auto& [name, signature] : symbols) {
    if (signature.arguments.empty()) continue;
    for (Term& term : apply(name, signature)) values.push_back(std::move(term));
  }
  return values;
}

// Stronger questions, which solvers answer: of a group that operations lead to, with few members,
// or with few of everything.
enum class Few { reachable, members, of_all };

// What says how a run comes to a counter-model's state (counter_trace.hpp).
std::vector<Term> terms_of_run(const std::map<std::string, Signature>& symbols) {
  std::vector<Term> terms;
  for (const auto& [name, signature] : symbols) {
    const bool is_of_run = name == "members" || name == "seq_base" || name == "count_0" ||
                           name.rfind("fails_", 0) == 0 || name.rfind("i@", 0) == 0;
    if (is_of_run && signature.arguments.empty()) {
      terms.push_back(Term::symbol(name, signature.result));
    }
  }
  const auto member = symbols.find("member");
  if (member == symbols.end()) return terms;
  for (const char* fact : {"seq", "offered_of", "aligned"}) {
    const auto found = symbols.find(fact);
    if (found == symbols.end()) continue;
    for (int i = 0; i < max_members; ++i) {
      const Term place = Term::number(std::to_string(i));
      const Term extent = Term::symbol("member", member->second.result, {place});
      terms.push_back(Term::symbol(fact, found->second.result, {extent}));
    }
  }
  return terms;
}

// Numbers as an offer gives them, and an offer that is not much more than the group.
std::string pinned_to_reachable(const std::string& name, const Signature& signature) {
  if (name == "count_0" && signature.arguments.empty()) return "(assert (<= count_0 1))\n";
  if ((name != "seq" && name != "offered_of") || signature.arguments.size() != 1) return "";
  std::string text;
  for (int i = 0; i < max_members; ++i) {
    text += fmt::format("(assert (<= 0 ({} (member {})) {}))\n", name, i, max_members + 1);
    if (name != "seq" || i == 0) continue;
    text += fmt::format(
        "(assert (or (<= members {0}) (<= (seq (member {1})) (seq (member {0})))))\n", i, i - 1);
  }
  return text;
}

std::string pinned(const std::map<std::string, Signature>& symbols, Few few) {
  std::string text;
  for (const auto& [name, signature] : symbols) {
    if (name == "members" || name == "extents" || name == "live") {
      text += fmt::format("(assert (<= {} {}))\n", name, max_members);
    }
    // Of a table: the one that became empty, one that moves, one more that is empty.
    if (name == "slots") text += "(assert (<= slots 4))\n";
    if (few == Few::reachable && symbols.contains("member")) {
      text += pinned_to_reachable(name, signature);
    }
    if (few != Few::of_all || signature.arguments.size() != 1) continue;
    const bool is_count = name.rfind("count_", 0) == 0 || name == "seq" || name == "offered_of";
    if (!is_count || signature.arguments[0] == int_sort) continue;
    text +=
        fmt::format("(assert (forall ((x {})) (<= 0 ({} x) 1)))\n", signature.arguments[0], name);
  }
  return text;
}

Question ask_for_model(const Obligation& obligation, Few few) {
  const Term goal = with_witnesses(negate(obligation.goal));
  std::vector<Term> terms{goal};
  for (const auto& hypothesis : obligation.hypotheses) terms.push_back(hypothesis.term);
  std::map<std::string, Signature> symbols;
  for (const Term& term : terms) collect_symbols(term, symbols);
  Question question{"(set-logic ALL)\n" + declarations(terms), {}};
  for (const Term& term : terms) question.text += fmt::format("(assert {})\n", to_string(term));
  question.text += pinned(symbols, few) + "(check-sat)\n";
  // What the goal speaks of comes first.
  std::map<std::string, Signature> in_goal;
  collect_symbols(goal, in_goal);
  if (symbols.contains("member")) in_goal.emplace("member", symbols.at("member"));
  question.values = ground_terms(in_goal);
  if (std::ssize(question.values) > max_terms) {
    question.values.erase(question.values.begin() + max_terms, question.values.end());
  }
  for (Term& term : terms_of_run(symbols)) {
    const bool is_there = std::ranges::find(question.values, term) != question.values.end();
    if (!is_there) question.values.push_back(std::move(term));
  }
  return question;
}

// Asks each solver that has not refuted it yet. Whether both have now.
bool ask_both(const SpecificationMutant& mutant, unsigned seed, Refutation& refutation) {
  const bool both = solve::has_cvc5();
  for (const auto& obligation : mutant.obligations()) {
    solve::Z3Options options;
    options.budget_rlimit = budget_rlimit;
    options.seed = seed;
    if (solve::ask_z3(to_smtlib(obligation), options).status == solve::Status::proved) continue;
    for (const Few few : {Few::reachable, Few::members, Few::of_all}) {
      const auto question = ask_for_model(obligation, few);
      options.values = question.values;
      const auto z3 = solve::ask_z3(question.text, options);
      if (z3.status == solve::Status::refuted && refutation.by_z3.empty()) {
        refutation.by_z3 = obligation.id;
        refutation.sentence = obligation.sentence;
        refutation.counter_model = z3.model;
      }
      // Where there is none of that kind, cvc5 would only take its time.
      const bool may_be = z3.status == solve::Status::refuted ||
                          (z3.status == solve::Status::unknown && few != Few::reachable);
      if (both && refutation.by_cvc5.empty() && may_be &&
          solve::ask_cvc5(question.text, solve::Seek::model, 5).status == solve::Status::refuted) {
        refutation.by_cvc5 = obligation.id;
      }
      if (!refutation.by_z3.empty() && (!refutation.by_cvc5.empty() || !both)) return true;
    }
  }
  return false;
}

}  // namespace

bool can_hold(const Obligation& obligation) {
  Obligation alone = obligation;
  alone.goal = Term::boolean(false);
  std::string text;
  for (const Few few : {Few::members, Few::of_all}) {
    text = ask_for_model(alone, few).text;
    solve::Z3Options options;
    options.budget_rlimit = budget_rlimit / 5;
    if (solve::ask_z3(text, options).status == solve::Status::refuted) return true;
  }
  return solve::ask_cvc5(text, solve::Seek::model, 5).status == solve::Status::refuted;
}

bool can_hold_of_many(const Obligation& obligation, int many) {
  std::vector<Term> terms;
  for (const auto& hypothesis : obligation.hypotheses) terms.push_back(hypothesis.term);
  std::map<std::string, Signature> symbols;
  for (const Term& term : terms) collect_symbols(term, symbols);
  std::string text = "(set-logic ALL)\n" + declarations(terms);
  // T1, U2: there is no member, or none in the index; M6: one arrives.
  constexpr const char* empty_index =
      "(forall ((e1 Extent)) (and (not (in_aligned_0 e1)) (not (in_misaligned_0 e1))))";
  bool is_of_few = false;
  for (const Term& term : terms) {
    const auto said = to_string(term);
    is_of_few = is_of_few || said == "(= members 0)" || said == "(= members 1)" ||
                said == "(= free 0)" || said == empty_index;
    text += fmt::format("(assert {})\n", said);
  }
  // Of many of a kind and few of the other: solvers do not find a state of many of both.
  for (const auto& [name, other] :
       {std::pair("members", "extents"), {"extents", "members"}, {"listed", "members"}}) {
    const bool is_about_them =
        symbols.contains(name) && !(is_of_few && std::string(name) == "members");
    if (!is_about_them) continue;
    auto question = text + fmt::format("(assert (= {} {}))\n", name, many);
    if (symbols.contains(other)) question += fmt::format("(assert (<= {} 2))\n", other);
    // Of an engine's group, of which they are the free ones.
    if (symbols.contains("live")) question += fmt::format("(assert (<= live {}))\n", many + 1);
    question += "(check-sat)\n";
    solve::Z3Options options;
    options.budget_rlimit = budget_rlimit;
    if (solve::ask_z3(question, options).status == solve::Status::refuted) continue;
    if (solve::ask_cvc5(question, solve::Seek::model, 5).status != solve::Status::refuted) {
      return false;
    }
  }
  return true;
}

bool can_be_false(const Obligation& obligation) {
  Obligation alone = obligation;
  alone.hypotheses.clear();
  const auto text = to_smtlib(alone);
  if (solve::ask_z3(text).status == solve::Status::refuted) return true;
  return solve::ask_cvc5(text, solve::Seek::model, 5).status == solve::Status::refuted;
}

bool is_of_64_bits(const Obligation& obligation) {
  constexpr std::size_t great = 4;  // digits
  static const std::set<std::string> known{"65536", "4294967296", "18446744073709551616",
                                           "18446744073709551615"};
  const std::string text = to_smtlib(obligation);
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    if (digits.size() > great && !known.contains(digits)) return false;
    digits.clear();
  }
  return true;
}

Refutation refute(const SpecificationMutant& mutant) {
  Refutation refutation;
  // Where Z3 gives up with one seed, it may have a model at once with another.
  for (unsigned seed = 0; seed < model_seeds; ++seed) {
    if (ask_both(mutant, seed, refutation)) break;
  }
  return refutation;
}

}  // namespace claimcheck::smt
