// SPDX-License-Identifier: MIT
#include "properties/command/nearest_name.hpp"

#include <algorithm>
#include <numeric>

namespace claimcheck::command {
namespace {

constexpr std::size_t max_distance = 2;

// How many characters have to be inserted, removed or changed (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_name(std::string_view given, const std::vector<std::string>& names) {
  std::string nearest;
  auto least = std::min(max_distance + 1, given.size());
  for (const auto& name : names) {
    const auto here = distance(given, name);
    if (here < least) {
      least = here;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace claimcheck::command
