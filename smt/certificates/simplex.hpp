// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <vector>

namespace claimcheck::smt::certificates {

__extension__ typedef __int128 Whole;

struct Fraction {
  Whole over = 0;
  Whole under = 1;  // above 0, without a common divisor
};

// The sum of the terms, each so many times, is at most the bound, or equal to it.
struct Constraint {
  std::map<std::size_t, Whole> terms;
  Whole bound = 0;
  bool is_equality = false;
};

struct Solution {
  std::map<std::size_t, Fraction> values;  // of the terms
  std::optional<std::vector<Whole>>
      refutation;  // or a factor for each constraint: 0 <= less than 0
};

Solution solve_linear(const std::vector<Constraint>& constraints);

bool operator==(const Fraction& a, const Fraction& b);
Fraction operator+(const Fraction& a, const Fraction& b);
Fraction operator*(const Fraction& a, const Fraction& b);

}  // namespace claimcheck::smt::certificates
