// SPDX-License-Identifier: MIT
#include "properties/faults/matrix.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace claimcheck::faults {
namespace {

std::size_t place_of(const claimcheck_engine_api& api, std::string_view site) {
  std::size_t index = 0;
  while (api.sites[index].name && index + 1 < max_sites && site != api.sites[index].name) ++index;
  return index;
}

}  // namespace

std::string_view kind_name(std::size_t kind) {
  static const auto names = [] {
    std::array<std::string, operation_kinds> table;
    std::size_t next = 0;
    model::each_operation([&]<class O>() { table[next++] = model::kind_name(O{}); });
    return table;
  }();
  return names[kind];
}

void Cell::returned(int error) {
  const auto bit = static_cast<std::size_t>(error);
  if (bit < 64 * errors.size()) errors[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

std::size_t Cell::distinct_outcomes() const {
  std::size_t count = 0;
  for (const auto word : errors) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

void Matrix::count(const claimcheck_engine_api& api, const model::Operation& operation,
                   const engines::Environment& environment, std::int64_t result) {
  auto& row = cells[operation.index()];
  for (const auto& use : environment.sites()) {
    auto& cell = row[place_of(api, use.site)];
    ++cell.reached;
    if (use.failed == 0) continue;
    ++cell.failed;
    cell.returned(result < 0 && result > -4096 ? static_cast<int>(-result) : 0);
  }
}

std::size_t site_count(const claimcheck_engine_api& api) {
  std::size_t count = 0;
  while (count < max_sites && api.sites[count].name) ++count;
  return count;
}

SiteTotal total(const Matrix& matrix, std::size_t site) {
  SiteTotal sum;
  for (const auto& row : matrix.cells) {
    sum.reached += row[site].reached;
    sum.failed += row[site].failed;
  }
  return sum;
}

}  // namespace claimcheck::faults
