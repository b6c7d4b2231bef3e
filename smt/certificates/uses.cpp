// SPDX-License-Identifier: MIT
#include "smt/certificates/uses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "smt/solvers/z3.hpp"

namespace claimcheck::smt::certificates {
namespace {

void collect_free(const Term& term, std::set<std::string> inner, std::vector<Bound>& free) {
  if (term.kind() == Term::Kind::variable) {
    const Bound variable{term.name(), term.sort()};
    if (!inner.contains(term.name()) && std::find(free.begin(), free.end(), variable) == free.end())
      free.push_back(variable);
  }
  for (const Bound& bound : term.bound()) inner.insert(bound.name);
  for (const Term& argument : term.arguments()) collect_free(argument, inner, free);
}

std::vector<Term> variables(const std::vector<Bound>& bounds) {
  std::vector<Term> terms;
  for (const Bound& bound : bounds) terms.push_back(Term::variable(bound));
  return terms;
}

// Each formula that starts with forall becomes an atom of its own, of the variables around it, and
// what the atom means becomes one assertion or two: so no quantifier stands within a formula, and
// each instance that Z3 tells is one of the obligation's own formulas.
class Flat {
 public:
  void add(const Term& term) {
    if (term.is("and")) {
      for (const Term& part : term.arguments()) add(part);
      return;
    }
    if (term.kind() == Term::Kind::forall) asserted_.insert(index_of(term));
    assertions_.push_back({0, false, {}, flat(term, true, false)});
  }

  std::string text() const {
    std::vector<Term> bodies;
    for (const auto& assertion : assertions_) bodies.push_back(assertion.body);
    std::string text = "(set-logic ALL)\n" + declarations(bodies);
    for (std::size_t i = 0; i < assertions_.size(); ++i) {
      const auto& [k, is_some, bounds, body] = assertions_[i];
      if (bounds.empty()) {
        text += fmt::format("(assert {})\n", to_string(body));
        continue;
      }
      std::string list;
      for (const Bound& b : bounds) list += fmt::format("({} {})", b.name, b.sort);
      text += fmt::format("(assert (forall ({}) (! {} :qid q{})))\n", list, to_string(body), i);
    }
    return text;
  }

  // An instance of one of the assertions, in terms of the formula that it is about.
  std::optional<Use> use(const solve::Instance& instance) const {
    const auto& assertion = assertions_.at(std::stoul(instance.quantifier.substr(1)));
    if (instance.values.size() != assertion.bounds.size()) return std::nullopt;
    const auto value = [&](const Bound& variable) -> std::optional<Term> {
      const auto& bounds = assertion.bounds;
      const auto at = std::find(bounds.begin(), bounds.end(), variable) - bounds.begin();
      const auto i = static_cast<std::size_t>(at);
      return i < bounds.size() ? std::optional(instance.values[i]) : std::nullopt;
    };
    const Quantified& quantified = quantified_[assertion.quantified];
    Use use{assertion.quantified, assertion.is_some, {}, {}};
    for (const Bound& variable : quantified.around) use.around.push_back(*value(variable));
    if (use.is_some) return use;
    for (const Bound& variable : quantified.formula.bound()) use.values.push_back(value(variable));
    return use;
  }
  std::vector<Quantified> take() { return std::move(quantified_); }

 private:
  struct Assertion {
    std::size_t quantified;
    bool is_some;
    std::vector<Bound> bounds;
    Term body;
  };

  std::size_t index_of(const Term& formula) {
    const auto [place, is_new] = indices_.emplace(to_string(formula), quantified_.size());
    if (is_new) {
      quantified_.push_back({formula, {}, false});
      collect_free(formula, {}, quantified_.back().around);
    }
    return place->second;
  }

  Term flat(const Term& term, bool positive, bool negative) {
    if (!term.has_quantifier()) return term;
    if (term.kind() == Term::Kind::forall) {
      const std::size_t k = index_of(term);
      if (positive && meant_.insert({k, true}).second) mean_all(k);
      if (negative && meant_.insert({k, false}).second) mean_some(k);
      return atom(k);
    }
    const bool is_either = term.is("=") || term.is("ite");
    const bool turns = term.is("not");
    std::vector<Term> parts;
    for (std::size_t i = 0; i < term.arguments().size(); ++i) {
      const bool turned = turns || (term.is("=>") && i == 0);
      const bool is_any = is_either && (term.is("=") || i == 0);
      parts.push_back(flat(term.arguments()[i], is_any || (turned ? negative : positive),
                           is_any || (turned ? positive : negative)));
    }
    return Term::builtin(term.name(), term.sort(), std::move(parts));
  }

  Term atom(std::size_t k) const {
    return Term::symbol(fmt::format("all.{}", k), bool_sort, variables(quantified_[k].around));
  }

  // A conjunct each: one that does not speak of all variables is used without a value for them.
  void mean_all(std::size_t k) {
    const Quantified q = quantified_[k];
    const Term body = flat(q.formula.body(), true, false);
    const std::vector<Term> parts = body.is("and") ? body.arguments() : std::vector<Term>{body};
    for (const Term& part : parts) {
      std::vector<Bound> bounds = q.around, free;
      collect_free(part, {}, free);
      for (const Bound& bound : q.formula.bound()) {
        if (std::find(free.begin(), free.end(), bound) != free.end()) bounds.push_back(bound);
      }
      const Term fact = asserted_.contains(k) ? part : either(negate(atom(k)), part);
      assertions_.push_back({k, false, bounds, fact});
    }
  }

  void mean_some(std::size_t k) {
    quantified_[k].can_fail = true;
    const Quantified q = quantified_[k];
    std::map<std::string, Term> instead;
    for (std::size_t j = 0; j < q.formula.bound().size(); ++j) {
      instead.emplace(q.formula.bound()[j].name,
                      Term::symbol(fmt::format("some.{}.{}", k, j), q.formula.bound()[j].sort,
                                   variables(q.around)));
    }
    const Term body = flat(substitute(q.formula.body(), instead), false, true);
    assertions_.push_back({k, true, q.around, either(atom(k), negate(body))});
  }

  std::vector<Quantified> quantified_;
  std::map<std::string, std::size_t> indices_;
  std::set<std::pair<std::size_t, bool>> meant_;
  std::set<std::size_t> asserted_;
  std::vector<Assertion> assertions_;
};

}  // namespace

std::optional<SomeName> some_name(const Term& term) {
  const std::string& name = term.name();
  if (term.kind() != Term::Kind::symbol || name.rfind("some.", 0) != 0) return std::nullopt;
  const auto dot = name.find('.', 5);
  return SomeName{std::stoul(name.substr(5, dot - 5)), std::stoul(name.substr(dot + 1))};
}

std::optional<Uses> find_uses(const Obligation& obligation, Search search, unsigned seed) {
  Flat flat;
  for (const auto& hypothesis : obligation.hypotheses) flat.add(hypothesis.term);
  flat.add(negate(obligation.goal));
  solve::Z3Options options;
  options.seed = seed;
  options.matches_all = search == Search::of_all;
  // One obligation takes a third more than a proof may.
  if (options.matches_all) options.budget_rlimit *= 3;
  const auto instances = solve::find_instances(flat.text(), options);
  if (!instances) return std::nullopt;
  Uses uses;
  for (const auto& instance : *instances) {
    auto use = flat.use(instance);
    if (!use) return std::nullopt;
    uses.list.push_back(std::move(*use));
  }
  uses.quantified = flat.take();
  return uses;
}

}  // namespace claimcheck::smt::certificates
