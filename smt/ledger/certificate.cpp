// SPDX-License-Identifier: MIT
#include "smt/ledger/certificate.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::smt {
namespace {

// One conjunct of the normal form: for all of `bound`, `body`, which has no quantifier.
struct Clause {
  std::string hypothesis;
  std::vector<Bound> bound;
  Term body;
};

// Negations pushed inwards, foralls pulled out, and for each thing that is said to exist a new
// function of the foralls around it.
class NormalForm {
 public:
  void add(const std::string& hypothesis, const Term& term) {
    bound_.clear();
    const Term matrix = normal(term, true, {});
    if (matrix.is("and")) {
      for (const Term& part : matrix.arguments()) add_clause(hypothesis, part);
    } else {
      add_clause(hypothesis, matrix);
    }
  }
  const std::vector<Clause>& clauses() const { return clauses_; }

 private:
  void add_clause(const std::string& hypothesis, const Term& body) {
    std::set<std::string> used;
    collect_variables(body, used);
    Clause clause{hypothesis, {}, body};
    for (const Bound& bound : bound_) {
      if (used.contains(bound.name)) clause.bound.push_back(bound);
    }
    clauses_.push_back(std::move(clause));
  }

  static void collect_variables(const Term& term, std::set<std::string>& names) {
    if (term.kind() == Term::Kind::variable) names.insert(term.name());
    for (const Term& argument : term.arguments()) collect_variables(argument, names);
  }

  Term normal(const Term& term, bool positive, const std::vector<Bound>& around) {
    if (!term.has_quantifier()) return positive ? term : negate(term);
    const auto& arguments = term.arguments();
    const auto part = [&](std::size_t i, bool sign) { return normal(arguments[i], sign, around); };
    if (term.is("not")) return part(0, !positive);
    if (term.is("=>")) {
      return positive ? either(part(0, false), part(1, true)) : both(part(0, true), part(1, false));
    }
    if (term.is("=")) {
      // Each side is made anew for each sign: what exists for one need not for the other.
      const Term forth = either(part(0, false), part(1, positive));
      const Term back = either(part(0, true), part(1, !positive));
      return both(forth, back);
    }
    if (term.kind() == Term::Kind::forall) return quantified(term, positive, around);
    const bool all = term.is("and") == positive;
    Term joined = Term::boolean(all);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      joined = all ? both(joined, part(i, positive)) : either(joined, part(i, positive));
    }
    return joined;
  }

  Term quantified(const Term& term, bool positive, std::vector<Bound> around) {
    std::map<std::string, Term> instead;
    for (const Bound& bound : term.bound()) {
      if (positive) {
        const Bound renamed{fmt::format("u{}_{}", ++count_, bound.name), bound.sort};
        bound_.push_back(renamed);
        around.push_back(renamed);
        instead.emplace(bound.name, Term::variable(renamed));
      } else {
        std::vector<Term> arguments;
        for (const Bound& outer : around) arguments.push_back(Term::variable(outer));
        instead.emplace(bound.name, Term::symbol(fmt::format("some{}_{}", ++count_, bound.name),
                                                 bound.sort, std::move(arguments)));
      }
    }
    return normal(substitute(term.body(), instead), positive, around);
  }

  std::vector<Clause> clauses_;
  std::vector<Bound> bound_;  // of the hypothesis that is being added
  int count_ = 0;
};

std::string with_instance_names(const std::vector<Clause>& clauses) {
  std::vector<Term> bodies;
  for (const Clause& clause : clauses) bodies.push_back(clause.body);
  std::string text = "(set-logic ALL)\n" + declarations(bodies);
  for (std::size_t k = 0; k < clauses.size(); ++k) {
    if (clauses[k].bound.empty()) {
      text += fmt::format("(assert {})\n", to_string(clauses[k].body));
      continue;
    }
    std::string bound;
    for (const Bound& b : clauses[k].bound) bound += fmt::format("({} {})", b.name, b.sort);
    text += fmt::format("(assert (forall ({}) (! {} :qid q{})))\n", bound,
                        to_string(clauses[k].body), k);
  }
  return text;
}

}  // namespace

std::optional<Certificate> certify(const Obligation& obligation, bool with_cvc5) {
  NormalForm form;
  for (const auto& hypothesis : obligation.hypotheses) form.add(hypothesis.name, hypothesis.term);
  form.add("negated_goal", negate(obligation.goal));
  const auto& clauses = form.clauses();
  const auto instances = solve::find_instances(with_instance_names(clauses));
  if (!instances) return std::nullopt;

  Certificate certificate;
  std::vector<Term> ground;
  for (const Clause& clause : clauses) {
    if (clause.bound.empty()) ground.push_back(clause.body);
  }
  std::set<std::string> seen;
  for (const auto& instance : *instances) {
    const Clause& clause = clauses.at(std::stoul(instance.quantifier.substr(1)));
    if (instance.values.size() != clause.bound.size()) return std::nullopt;
    std::map<std::string, Term> values;
    Use use{clause.hypothesis, {}};
    for (std::size_t i = 0; i < instance.values.size(); ++i) {
      values.emplace(clause.bound[i].name, instance.values[i]);
      use.values.emplace_back(clause.bound[i].name, to_string(instance.values[i]));
    }
    const Term fact = substitute(clause.body, values);
    if (!seen.insert(to_string(fact)).second) continue;
    ground.push_back(fact);
    certificate.uses.push_back(std::move(use));
  }
  certificate.ground = "(set-logic ALL)\n" + declarations(ground);
  for (const Term& fact : ground) {
    certificate.ground += fmt::format("(assert {})\n", to_string(fact));
  }
  certificate.ground += "(check-sat)\n";
  certificate.z3 = solve::ask_z3(certificate.ground);
  if (certificate.z3.status != solve::Status::proved) return std::nullopt;
  if (with_cvc5) {
    certificate.cvc5 = solve::ask_cvc5(certificate.ground, solve::Seek::proof);
    if (certificate.cvc5.status != solve::Status::proved) return std::nullopt;
  }
  return certificate;
}

}  // namespace claimcheck::smt
