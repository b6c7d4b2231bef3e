// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "smt/certificates/pool.hpp"

namespace claimcheck::smt::certificates {

// A search for an assignment that satisfies clauses; each clause that it learns is told with the
// steps that give it by unit propagation, in that order.
class Propositional {
 public:
  using Learn = std::function<std::size_t(const std::vector<Literal>& clause,
                                          const std::vector<std::size_t>& steps)>;
  explicit Propositional(Learn learn) : learn_(std::move(learn)) {}

  // `step` is the name of this clause in what is told.
  void add(std::vector<Literal> clause, std::size_t step);
  // Whether there is an assignment; where there is none, the empty clause was told.
  bool solve();
  bool is_true(Literal literal) const;
  // All formulas of the clauses, by the assignment that was found.
  std::vector<Literal> assignment() const { return trail_; }

 private:
  struct Clause {
    std::vector<Literal> literals;
    std::size_t step;
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Variable {
    bool is_set = false;
    bool is_true = false;
    bool last = false;  // its value before it was taken back
    std::size_t level = 0;
    std::size_t reason = none;  // a clause
    std::size_t activity = 0;
  };

  bool is_set(Literal l) const { return variables_.at(formula_of(l)).is_set; }
  void set(Literal literal, std::size_t reason);
  void back_to(std::size_t level);
  std::size_t propagate();  // a clause that is false, or none
  void analyze(std::size_t conflict);
  std::optional<Node> undecided() const;

  Learn learn_;
  std::map<Node, Variable> variables_;
  std::vector<Clause> clauses_;
  std::vector<Literal> trail_;
  std::size_t level_ = 0;
  bool is_contradiction_ = false;
};

}  // namespace claimcheck::smt::certificates
