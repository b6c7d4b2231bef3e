// SPDX-License-Identifier: MIT
#include "smt/certificates/theory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace claimcheck::smt::certificates {
namespace {

// The steps that give a conclusion from literals that are true, in the order in which they do.
struct Grounds {
  std::set<Literal> given;
  std::vector<std::size_t> steps;
};

std::string digits(Whole number) {
  if (number < 0) return "-" + digits(-number);
  return (number > 9 ? digits(number / 10) : "") + static_cast<char>('0' + number % 10);
}

class Judge {
 public:
  Judge(Pool& pool, Steps& steps, const std::set<Node>& terms,
        const std::vector<Literal>& assignment)
      : pool_(pool),
        steps_(steps),
        terms_(terms),
        assignment_(assignment),
        congruence_(pool, terms, equalities(pool, assignment)) {}

  Judgement judge() {
    if (auto lemma = different_but_equal()) return {lemma, {}};
    if (auto lemma = predicates_differ()) return {lemma, {}};
    collect_constraints();
    const Solution solution = solve_linear(constraints_);
    if (solution.refutation) return {arithmetic_lemma(*solution.refutation), {}};
    return {std::nullopt, undecided(solution)};
  }

 private:
  static bool is_atom(const Pool& pool, Node node) {
    return pool.term(node).is("=") && pool.term(pool.parts(node)[0]).sort() != bool_sort;
  }
  static std::vector<Node> equalities(const Pool& pool, const std::vector<Literal>& assignment) {
    std::vector<Node> nodes;
    for (const Literal literal : assignment) {
      const Node node = formula_of(literal);
      if (!is_negated(literal) && is_atom(pool, node)) nodes.push_back(node);
    }
    return nodes;
  }

  Step::Piece piece(Node node) const { return {"", true, 2 * node}; }

  // That a and b are equal.
  void explain(Node a, Node b, Grounds& grounds) {
    if (a == b) return;
    const auto path = congruence_.path(a, b);
    Step chain{"chain", {piece(a)}};
    for (const auto& edge : path) {
      chain.pieces.push_back(piece(edge.to));
      if (edge.is_given) {
        grounds.given.insert(2 * pool_.equal(edge.from, edge.to));
      } else {
        explain_arguments(edge.from, edge.to, grounds);
        grounds.steps.push_back(steps_.add({"congruence", {piece(edge.from), piece(edge.to)}}));
      }
    }
    if (path.size() > 1) grounds.steps.push_back(steps_.add(std::move(chain)));
  }

  void explain_arguments(Node a, Node b, Grounds& grounds) {
    const auto left = pool_.parts(a), right = pool_.parts(b);
    for (std::size_t i = 0; i < left.size(); ++i) explain(left[i], right[i], grounds);
  }

  Judgement::Lemma lemma(const Grounds& grounds) {
    Step derive{"derive"};
    std::vector<Literal> clause;
    for (const Literal literal : grounds.given) {
      clause.push_back(negated(literal));
      derive.pieces.push_back({"", true, negated(literal)});
    }
    // A step twice gives nothing the second time.
    std::set<std::size_t> seen;
    for (const std::size_t step : grounds.steps) {
      if (seen.insert(step).second) derive.used.push_back(step);
    }
    return {clause, steps_.add(std::move(derive))};
  }

  std::optional<Judgement::Lemma> different_but_equal() {
    for (const Literal literal : assignment_) {
      const Node node = formula_of(literal);
      if (!is_negated(literal) || !is_atom(pool_, node)) continue;
      const Node a = pool_.parts(node)[0], b = pool_.parts(node)[1];
      if (!congruence_.are_equal(a, b)) continue;
      Grounds grounds{{literal}, {}};
      explain(a, b, grounds);
      if (a == b) grounds.steps = {steps_.add({"chain", {piece(a)}})};
      return lemma(grounds);
    }
    return std::nullopt;
  }

  std::optional<Judgement::Lemma> predicates_differ() {
    std::map<std::pair<std::string, std::vector<Node>>, Literal> first;
    for (const Literal literal : assignment_) {
      const Node node = formula_of(literal);
      if (pool_.term(node).kind() != Term::Kind::symbol) continue;
      std::vector<Node> arguments;
      for (const Node part : pool_.parts(node)) arguments.push_back(congruence_.class_of(part));
      const auto [place, is_new] =
          first.emplace(std::pair(pool_.term(node).name(), arguments), literal);
      if (is_new || is_negated(place->second) == is_negated(literal)) continue;
      const Node other = formula_of(place->second);
      Grounds grounds{{literal, place->second}, {}};
      explain_arguments(node, other, grounds);
      grounds.steps.push_back(steps_.add({"congruence", {piece(node), piece(other)}}));
      const Node both = pool_.equal(node, other);
      // The clause that the left one, if true, makes the right one true; or the other.
      const bool left_holds = is_negated(pool_.parts(both)[0] == node ? place->second : literal);
      grounds.steps.push_back(
          steps_.add({"meaning", {piece(both), {left_holds ? "0" : "1", false, 0}}}));
      return lemma(grounds);
    }
    return std::nullopt;
  }

  void add_terms(Node node, Whole factor, Constraint& constraint) const {
    const Term& term = pool_.term(node);
    const auto& parts = pool_.parts(node);
    if (term.kind() == Term::Kind::number) {
      Whole number = 0;
      for (const char c : term.name()) number = number * 10 + (c - '0');
      constraint.bound -= factor * number;
    } else if (term.is("+") || term.is("-")) {
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool minus = term.is("-") && (i > 0 || parts.size() == 1);
        add_terms(parts[i], minus ? -factor : factor, constraint);
      }
    } else {
      constraint.terms[node] += factor;
    }
  }

  void add_constraint(Node left, Node right, bool is_strict, bool is_equality, Literal given) {
    Constraint constraint{{}, is_strict ? -1 : 0, is_equality};
    add_terms(left, 1, constraint);
    add_terms(right, -1, constraint);
    constraints_.push_back(std::move(constraint));
    origins_.push_back(given);
  }

  void collect_constraints() {
    for (const Literal literal : assignment_) {
      const Node node = formula_of(literal);
      const Term& term = pool_.term(node);
      if (!term.is("<") && !term.is("<=")) continue;
      const Node a = pool_.parts(node)[0], b = pool_.parts(node)[1];
      const bool turned = is_negated(literal);
      add_constraint(turned ? b : a, turned ? a : b, term.is("<") != turned, false, literal);
    }
    std::map<Node, Node> first;
    for (const Node node : terms_) {
      if (pool_.term(node).sort() != int_sort) continue;
      const auto [place, is_new] = first.emplace(congruence_.class_of(node), node);
      if (is_new) continue;
      const Node both = pool_.equal(place->second, node);
      add_constraint(pool_.parts(both)[0], pool_.parts(both)[1], false, true, 2 * both);
    }
  }

  Judgement::Lemma arithmetic_lemma(const std::vector<Whole>& factors) {
    Grounds grounds;
    Step linear{"linear"};
    for (std::size_t i = 0; i < factors.size(); ++i) {
      if (factors[i] == 0) continue;
      linear.pieces.push_back({digits(factors[i]), true, origins_[i]});
      if (constraints_[i].is_equality) {
        const auto& sides = pool_.parts(formula_of(origins_[i]));
        explain(Node(sides[0]), Node(sides[1]), grounds);
      } else {
        grounds.given.insert(origins_[i]);
      }
    }
    grounds.steps.push_back(steps_.add(std::move(linear)));
    return lemma(grounds);
  }

  Fraction value(Node node, const Solution& solution) const {
    Constraint sum;
    add_terms(node, 1, sum);
    Fraction value{-sum.bound, 1};
    for (const auto& [term, factor] : sum.terms) {
      const auto found = solution.values.find(term);
      if (found != solution.values.end()) value = value + found->second * Fraction{factor, 1};
    }
    return value;
  }

  bool differ(Node a, Node b, const Solution& solution) const {
    const std::string& sort = pool_.term(a).sort();
    if (sort == int_sort) return !(value(a, solution) == value(b, solution));
    if (sort != bool_sort) return !congruence_.are_equal(a, b);
    const auto holds = [&](Node node) {
      return std::find(assignment_.begin(), assignment_.end(), 2 * node) != assignment_.end();
    };
    return holds(a) != holds(b);
  }

  // Arguments that have one value, of a function whose values differ.
  std::set<std::pair<Node, Node>> undecided(const Solution& solution) const {
    std::map<std::string, std::vector<Node>> by_function;
    for (const Node node : terms_) {
      const Term& term = pool_.term(node);
      if (term.kind() == Term::Kind::symbol && !pool_.parts(node).empty())
        by_function[term.name()].push_back(node);
    }
    std::set<std::pair<Node, Node>> pairs;
    for (const auto& [name, nodes] : by_function) {
      for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < nodes.size(); ++j) {
          add_pairs(nodes[i], nodes[j], solution, pairs);
        }
      }
    }
    return pairs;
  }

  void add_pairs(Node left, Node right, const Solution& solution,
                 std::set<std::pair<Node, Node>>& pairs) const {
    std::set<std::pair<Node, Node>> found;
    for (std::size_t k = 0; k < pool_.parts(left).size(); ++k) {
      const Node a = pool_.parts(left)[k], b = pool_.parts(right)[k];
      if (congruence_.are_equal(a, b)) continue;
      if (pool_.term(a).sort() != int_sort) return;
      if (!(value(a, solution) == value(b, solution))) return;
      found.emplace(a, b);
    }
    if (!found.empty() && differ(left, right, solution)) pairs.insert(found.begin(), found.end());
  }

  Pool& pool_;
  Steps& steps_;
  const std::set<Node>& terms_;
  const std::vector<Literal>& assignment_;
  Congruence congruence_;
  std::vector<Constraint> constraints_;
  std::vector<Literal> origins_;
};

}  // namespace

Judgement judge(Pool& pool, Steps& steps, const std::set<Node>& terms,
                const std::vector<Literal>& assignment) {
  return Judge(pool, steps, terms, assignment).judge();
}

}  // namespace claimcheck::smt::certificates
