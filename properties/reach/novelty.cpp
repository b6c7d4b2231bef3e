// SPDX-License-Identifier: MIT
#include "properties/reach/novelty.hpp"

#include <algorithm>
#include <cmath>

namespace claimcheck::reach {

Novelty novelty(const Draws& draws) {
  if (draws.looked_at == 0) return {0, 1, 1};
  const auto sample = static_cast<double>(draws.looked_at);
  const auto all = static_cast<double>(std::max(draws.all, draws.looked_at));
  const double chance = static_cast<double>(draws.single) / sample;
  const double paired = static_cast<double>(draws.paired) / sample;
  const double error = std::sqrt(chance * (1 - chance) / sample + paired / all);
  // Where none is single the normal approximation says 0: three in n is then the bound of 95 in
  // 100, since (1 - 3/n)^n is about 1/20.
  constexpr double quantile = 1.645;
  const double highest = std::max(chance + quantile * error, 3 / sample);
  return {chance, error, std::min(highest, 1.0)};
}

}  // namespace claimcheck::reach
