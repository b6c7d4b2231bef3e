// SPDX-License-Identifier: MIT
#include "smt/certificates/maker.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <set>

#include "smt/certificates/propositional.hpp"
#include "smt/certificates/steps.hpp"
#include "smt/certificates/theory.hpp"
#include "smt/certificates/uses.hpp"
#include "smt/checker/proof.hpp"

namespace claimcheck::smt::certificates {
namespace {

// An assignment after so many lemmas is not looked at any more. The hardest obligation takes a
// small part of it.
constexpr int most_lemmas = 5000;

// How many proofs of Z3 are tried in each way.
constexpr unsigned seeds = 2;

std::optional<std::int64_t> value_of(const Term& term) {
  // Longer ones are none that Z3 computes with here.
  if (term.kind() == Term::Kind::number && term.name().size() < 18) return std::stoll(term.name());
  if (!term.is("+") && !term.is("-")) return std::nullopt;
  const auto& parts = term.arguments();
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto part = value_of(parts[i]);
    if (!part) return std::nullopt;
    const bool minus = term.is("-") && (i > 0 || parts.size() == 1);
    sum += minus ? -*part : *part;
  }
  return sum;
}

// Z3 writes 0 as 1 - 1 as well: an instance at one is none at the other.
Term computed(const Term& term) {
  const auto value = value_of(term);
  if (value && *value >= 0) return Term::number(std::to_string(*value));
  std::vector<Term> arguments;
  for (const Term& argument : term.arguments()) arguments.push_back(computed(argument));
  if (term.kind() == Term::Kind::symbol) {
    return Term::symbol(term.name(), term.sort(), std::move(arguments));
  }
  const bool is_builtin = term.kind() == Term::Kind::builtin;
  return is_builtin ? Term::builtin(term.name(), term.sort(), std::move(arguments)) : term;
}

class Maker {
 public:
  Maker(const Obligation& obligation, Uses uses)
      : id_(plain_name(obligation.id)), uses_(std::move(uses)) {
    for (const auto& hypothesis : obligation.hypotheses) assume(hypothesis.name, hypothesis.term);
    assume("negated_goal", negate(obligation.goal));
    for (const Use& use : uses_.list) {
      const Term formula = closed_formula(use.quantified, use.around);
      if (use.is_some) {
        new_names(formula);
      } else {
        instance(formula, use.values);
      }
    }
    // What is said to fail somewhere needs no instance where no variable is around it.
    for (std::size_t k = 0; k < uses_.quantified.size(); ++k) {
      const Quantified& quantified = uses_.quantified[k];
      if (quantified.around.empty() && quantified.can_fail) new_names(closed_formula(k, {}));
    }
  }

  std::optional<Certificate> make() {
    for (int lemmas = 0; lemmas < most_lemmas; ++lemmas) {
      if (!propositional_.solve()) return Certificate{instances_, steps_.text(id_, names_)};
      const auto assignment = propositional_.assignment();
      const Judgement judgement = judge(pool_, steps_, terms_, assignment);
      if (judgement.lemma) {
        propositional_.add(judgement.lemma->clause, judgement.lemma->step);
        continue;
      }
      if (judgement.undecided.empty()) return std::nullopt;
      for (const auto& [a, b] : judgement.undecided) see(pool_.equal(a, b));
    }
    return std::nullopt;
  }

 private:
  static Step::Piece piece(Node node) { return {"", true, 2 * node}; }

  void add_clause(const std::vector<Literal>& literals, Step step) {
    propositional_.add(literals, steps_.add(std::move(step)));
  }

  void assume(const std::string& name, const Term& term) {
    const Node node = pool_.add(term);
    names_.emplace(node, name);
    see(node);
    add_clause({pool_.literal(node)}, {"assume", {{name, false, 0}}});
  }

  // A term of the sort of the j-th bound variable. There is one in every sort.
  Term any(const Term& forall, std::size_t j) {
    for (const Node node : terms_) {
      if (pool_.term(node).sort() == forall.bound()[j].sort) return pool_.term(node);
    }
    return new_names(forall).at(j);
  }

  void instance(const Term& forall, const std::vector<std::optional<Term>>& values) {
    const Node formula = pool_.add(forall);
    Step step{"instance", {piece(formula)}};
    const auto named = names_.find(formula);
    instances_.push_back({named == names_.end() ? pool_.text(formula) : named->second, {}});
    std::map<std::string, Term> by_name;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Term value = values[i] ? closed(computed(*values[i])) : any(forall, i);
      by_name.emplace(forall.bound()[i].name, value);
      step.pieces.push_back(piece(pool_.add(value)));
      instances_.back().values.emplace_back(forall.bound()[i].name, to_string(value));
    }
    const Node fact = pool_.add(substitute(forall.body(), by_name));
    see(fact);
    add_clause({negated(pool_.literal(formula)), pool_.literal(fact)}, std::move(step));
  }

  // The constants at which the formula fails, if it does.
  const std::vector<Term>& new_names(const Term& forall) {
    const Node node = pool_.add(forall);
    const auto [place, is_new] = some_.emplace(node, std::vector<Term>{});
    if (!is_new) return place->second;
    Step step{"some", {piece(node)}};
    std::map<std::string, Term> by_name;
    for (const Bound& bound : forall.bound()) {
      const std::string name = fmt::format("some_{}", ++named_);
      step.new_names.push_back(name);
      place->second.push_back(Term::symbol(name, bound.sort));
      by_name.emplace(bound.name, place->second.back());
    }
    const Node fact = pool_.add(substitute(forall.body(), by_name));
    // The step that gives the names comes before all that speak of them.
    const std::size_t number = steps_.add(std::move(step));
    see(fact);
    propositional_.add({pool_.literal(node), negated(pool_.literal(fact))}, number);
    return place->second;
  }

  Term closed_formula(std::size_t k, const std::vector<Term>& around) {
    const Quantified& quantified = uses_.quantified.at(k);
    std::map<std::string, Term> by_name;
    for (std::size_t i = 0; i < around.size(); ++i) {
      by_name.emplace(quantified.around[i].name, closed(computed(around[i])));
    }
    return closed(substitute(quantified.formula, by_name));
  }

  // With the constants of the certificate for the functions by which Z3 was asked.
  Term closed(const Term& term) {
    std::vector<Term> arguments;
    for (const Term& argument : term.arguments()) arguments.push_back(closed(argument));
    if (const auto name = some_name(term)) {
      return new_names(closed_formula(name->quantified, arguments)).at(name->which);
    }
    switch (term.kind()) {
      case Term::Kind::symbol:
        return Term::symbol(term.name(), term.sort(), std::move(arguments));
      case Term::Kind::builtin:
        return Term::builtin(term.name(), term.sort(), std::move(arguments));
      case Term::Kind::forall:
        return Term::forall(term.bound(), arguments[0]);
      default:
        return term;
    }
  }

  // What the connectives in it mean, once for each.
  void see(Node node) {
    node = pool_.canonical(node);
    if (!seen_.insert(node).second) return;
    const std::vector<Node> parts = pool_.parts(node);
    for (const Node part : parts) see(part);
    const Term term = pool_.term(node);
    const bool is_formula = term.sort() == bool_sort;
    if (!is_formula || term.kind() == Term::Kind::symbol) terms_.insert(node);
    if (term.kind() != Term::Kind::builtin) return;
    if (term.is("=") && pool_.term(parts[0]).sort() == int_sort) {
      const Node less = pool_.less(parts[0], parts[1]), more = pool_.less(parts[1], parts[0]);
      add_clause({2 * node, 2 * less, 2 * more}, {"split", {piece(parts[0]), piece(parts[1])}});
    }
    const auto clauses = meanings(node, term, parts);
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      add_clause(clauses[i], {"meaning", {piece(node), {std::to_string(i), false, 0}}});
    }
  }

  std::vector<std::vector<Literal>> meanings(Node node, const Term& term,
                                             const std::vector<Node>& parts) {
    const Literal yes = 2 * node, no = negated(yes);
    std::vector<Literal> p, n;
    for (const Node part : parts) {
      if (pool_.term(part).sort() != bool_sort) {
        p.push_back(0);
        continue;
      }
      p.push_back(pool_.literal(part));
    }
    for (const Literal literal : p) n.push_back(negated(literal));
    if (term.is("true")) return {{yes}};
    if (term.is("false")) return {{no}};
    if (term.is("=>")) return {{no, n[0], p[1]}, {yes, p[0]}, {yes, n[1]}};
    if (term.is("and") || term.is("or")) {
      const bool all = term.is("and");
      std::vector<std::vector<Literal>> clauses = {all ? n : p};
      clauses[0].push_back(all ? yes : no);
      for (std::size_t i = 0; i < p.size(); ++i) {
        clauses.push_back(all ? std::vector{no, p[i]} : std::vector{yes, n[i]});
      }
      return clauses;
    }
    if (term.is("=") && pool_.term(parts[0]).sort() == bool_sort) {
      return {{no, n[0], p[1]}, {no, p[0], n[1]}, {yes, p[0], p[1]}, {yes, n[0], n[1]}};
    }
    if (!term.is("ite")) return {};
    if (term.sort() == bool_sort) {
      return {{no, n[0], p[1]}, {no, p[0], p[2]}, {yes, n[0], n[1]}, {yes, p[0], n[2]}};
    }
    const Node first = pool_.equal(node, parts[1]), second = pool_.equal(node, parts[2]);
    see(first);
    see(second);
    return {{n[0], 2 * first}, {p[0], 2 * second}};
  }

  std::string id_;
  Uses uses_;
  Pool pool_;
  Steps steps_{pool_};
  Propositional propositional_{
      [this](const std::vector<Literal>& clause, const std::vector<std::size_t>& used) {
        Step step{"derive", {}, used};
        for (const Literal literal : clause) step.pieces.push_back({"", true, literal});
        return steps_.add(std::move(step));
      }};
  std::map<Node, std::string> names_;
  std::map<Node, std::vector<Term>> some_;
  int named_ = 0;
  std::vector<Certificate::Instance> instances_;
  std::set<Node> seen_;
  std::set<Node> terms_;
};

}  // namespace

std::optional<Certificate> certify(const Obligation& obligation) {
  const std::string text = to_smtlib(obligation);
  for (unsigned seed = 0; seed < seeds; ++seed) {
    for (const Search search : {Search::by_relevance, Search::of_all}) {
      auto uses = find_uses(obligation, search, seed);
      if (!uses) continue;
      auto certificate = Maker(obligation, std::move(*uses)).make();
      if (!certificate) continue;
      if (checker::refusal(plain_name(obligation.id), text, certificate->text).empty()) {
        return certificate;
      }
    }
  }
  return std::nullopt;
}

}  // namespace claimcheck::smt::certificates
