// SPDX-License-Identifier: MIT
#include "smt/certificates/propositional.hpp"

#include <algorithm>
#include <set>

namespace claimcheck::smt::certificates {

void Propositional::add(std::vector<Literal> clause, std::size_t step) {
  std::sort(clause.begin(), clause.end());
  clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
  for (const Literal literal : clause) variables_[formula_of(literal)];
  clauses_.push_back({std::move(clause), step});
}

bool Propositional::is_true(Literal literal) const {
  const Variable& variable = variables_.at(formula_of(literal));
  return variable.is_set && variable.is_true != is_negated(literal);
}

void Propositional::set(Literal literal, std::size_t reason) {
  Variable& variable = variables_[formula_of(literal)];
  variable.is_set = true;
  variable.is_true = variable.last = !is_negated(literal);
  variable.level = level_;
  variable.reason = reason;
  trail_.push_back(literal);
}

void Propositional::back_to(std::size_t level) {
  while (!trail_.empty() && variables_[formula_of(trail_.back())].level > level) {
    variables_[formula_of(trail_.back())].is_set = false;
    trail_.pop_back();
  }
  level_ = level;
}

std::size_t Propositional::propagate() {
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      std::size_t open = 0;
      Literal last = 0;
      bool holds = false;
      for (const Literal literal : clauses_[i].literals) {
        if (is_true(literal)) {
          holds = true;
          break;
        }
        if (is_set(literal)) continue;
        ++open;
        last = literal;
      }
      if (holds || open > 1) continue;
      if (open == 0) return i;
      set(last, i);
      is_changed = true;
    }
  }
  return none;
}

void Propositional::analyze(std::size_t conflict) {
  std::set<Node> seen;
  std::size_t here = 0;  // how many of the seen were set at this level and are not resolved
  const auto see = [&](const Clause& clause) {
    for (const Literal literal : clause.literals) {
      Variable& variable = variables_[formula_of(literal)];
      if (!seen.insert(formula_of(literal)).second) continue;
      ++variable.activity;
      here += variable.level == level_ && level_ > 0;
    }
  };
  std::vector<std::size_t> steps = {clauses_[conflict].step};
  std::vector<Literal> learned;
  std::size_t level = 0;
  see(clauses_[conflict]);
  for (auto at = trail_.rbegin(); at != trail_.rend(); ++at) {
    const Variable& variable = variables_[formula_of(*at)];
    if (!seen.contains(formula_of(*at))) continue;
    const bool is_here = variable.level == level_ && level_ > 0;
    if (variable.level == 0 || (is_here && here > 1)) {
      here -= is_here;
      steps.push_back(clauses_[variable.reason].step);
      see(clauses_[variable.reason]);
      // What a reason brings in was set before what it is the reason of.
      continue;
    }
    here -= is_here;
    learned.push_back(negated(*at));
    if (!is_here) level = std::max(level, variable.level);
  }
  std::reverse(steps.begin(), steps.end());
  const std::size_t step = learn_(learned, steps);
  back_to(level);
  if (learned.empty()) {
    is_contradiction_ = true;
    return;
  }
  add(learned, step);
}

std::optional<Node> Propositional::undecided() const {
  std::optional<Node> best;
  for (const auto& [node, variable] : variables_) {
    if (variable.is_set) continue;
    if (!best || variable.activity > variables_.at(*best).activity) best = node;
  }
  return best;
}

bool Propositional::solve() {
  back_to(0);
  while (!is_contradiction_) {
    const std::size_t conflict = propagate();
    if (conflict != none) {
      analyze(conflict);
      continue;
    }
    const auto next = undecided();
    if (!next) return true;
    ++level_;
    set(2 * *next + (variables_[*next].last ? 0 : 1), none);
  }
  return false;
}

}  // namespace claimcheck::smt::certificates
