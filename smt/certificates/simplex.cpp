// SPDX-License-Identifier: MIT
#include "smt/certificates/simplex.hpp"

#include <algorithm>

namespace claimcheck::smt::certificates {
namespace {

Whole divisor(Whole a, Whole b) {
  while (b != 0) {
    a %= b;
    std::swap(a, b);
  }
  return a < 0 ? -a : a;
}

Fraction reduced(Whole over, Whole under) {
  const Whole common = divisor(over, under) * (under < 0 ? -1 : 1);
  return {over / common, under / common};
}
Fraction inverse(const Fraction& a) {
  return reduced(a.under, a.over);
}
Fraction minus(const Fraction& a) {
  return {-a.over, a.under};
}
bool is_less(const Fraction& a, const Fraction& b) {
  return (a + minus(b)).over < 0;
}

using Row = std::map<std::size_t, Fraction>;

void add_times(Row& row, const Row& other, const Fraction& factor) {
  for (const auto& [column, value] : other) {
    Fraction& here = row[column];
    here = here + value * factor;
    if (here.over == 0) row.erase(column);
  }
}

// Each constraint has a variable of its own for its sum, which is bounded; the terms are not. The
// constraints are numbered first, then the terms. Always the least variable that can be taken: so
// it ends.
class Simplex {
 public:
  explicit Simplex(const std::vector<Constraint>& constraints) : constraints_(constraints) {
    for (const auto& constraint : constraints) {
      for (const auto& [term, factor] : constraint.terms) {
        columns_.emplace(term, constraints.size() + columns_.size());
      }
    }
    for (std::size_t i = 0; i < constraints.size(); ++i) {
      for (const auto& [term, factor] : constraints[i].terms) {
        if (factor != 0) rows_[i][columns_.at(term)] = {factor, 1};
      }
      rows_[i];
    }
  }

  Solution solve() {
    while (const auto wrong = violated()) {
      const bool is_above = is_less({constraints_[*wrong].bound, 1}, values_[*wrong]);
      const auto column = movable(*wrong, is_above);
      if (!column) return {{}, refutation(*wrong, is_above)};
      pivot(*wrong, *column);
    }
    Solution solution;
    for (const auto& [term, column] : columns_) solution.values[term] = values_[column];
    return solution;
  }

 private:
  bool is_bounded(std::size_t variable) const { return variable < constraints_.size(); }

  std::optional<std::size_t> violated() {
    for (const auto& [basic, row] : rows_) {
      if (!is_bounded(basic)) continue;
      const Fraction bound{constraints_[basic].bound, 1};
      if (is_less(bound, values_[basic])) return basic;
      if (constraints_[basic].is_equality && is_less(values_[basic], bound)) return basic;
    }
    return std::nullopt;
  }

  // A variable outside the base that can change so that the sum comes nearer to its bound.
  std::optional<std::size_t> movable(std::size_t basic, bool down) {
    for (const auto& [column, factor] : rows_[basic]) {
      if (!is_bounded(column)) return column;
      const Fraction bound{constraints_[column].bound, 1};
      const bool rises = (factor.over < 0) == down;
      if (rises ? is_less(values_[column], bound)
                : !constraints_[column].is_equality || is_less(bound, values_[column])) {
        return column;
      }
    }
    return std::nullopt;
  }

  // `basic` leaves the base with the value of its bound.
  void pivot(std::size_t basic, std::size_t column) {
    const Fraction target{constraints_[basic].bound, 1};
    Row row = std::move(rows_[basic]);
    rows_.erase(basic);
    const Fraction factor = inverse(row[column]);
    const Fraction step = (target + minus(values_[basic])) * factor;
    row.erase(column);
    Row turned;
    add_times(turned, row, minus(factor));
    turned[basic] = factor;
    values_[basic] = target;
    values_[column] = values_[column] + step;
    for (auto& [other, its] : rows_) {
      const auto found = its.find(column);
      if (found == its.end()) continue;
      const Fraction times = found->second;
      values_[other] = values_[other] + step * times;
      its.erase(found);
      add_times(its, turned, times);
    }
    rows_[column] = std::move(turned);
  }

  std::vector<Whole> refutation(std::size_t basic, bool is_above) {
    std::map<std::size_t, Fraction> factors;
    factors[basic] = {is_above ? 1 : -1, 1};
    Whole common = 1;
    for (const auto& [column, factor] : rows_[basic]) {
      factors[column] = is_above ? minus(factor) : factor;
      common = common / divisor(common, factor.under) * factor.under;
    }
    std::vector<Whole> whole(constraints_.size(), 0);
    for (const auto& [variable, factor] : factors) {
      whole[variable] = factor.over * (common / factor.under);
    }
    return whole;
  }

  const std::vector<Constraint>& constraints_;
  std::map<std::size_t, std::size_t> columns_;
  std::map<std::size_t, Row> rows_;  // of what is in the base, by what is not
  std::map<std::size_t, Fraction> values_;
};

}  // namespace

bool operator==(const Fraction& a, const Fraction& b) {
  return a.over == b.over && a.under == b.under;
}
Fraction operator+(const Fraction& a, const Fraction& b) {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under);
}
Fraction operator*(const Fraction& a, const Fraction& b) {
  return reduced(a.over * b.over, a.under * b.under);
}

Solution solve_linear(const std::vector<Constraint>& constraints) {
  return Simplex(constraints).solve();
}

}  // namespace claimcheck::smt::certificates
