// SPDX-License-Identifier: MIT
#include "properties/faults/matrix.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "properties/process/published.hpp"

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

std::uint64_t Cell::checked_sum() const {
  return process::Checksum::of(std::array{reached, failed, errors[0], errors[1], errors[2]});
}

void Cell::count(std::optional<int> error) {
  const bool is_ours = check == checked_sum();
  ++reached;
  if (error) {
    ++failed;
    const auto bit = static_cast<std::size_t>(*error);
    if (bit < 64 * errors.size()) errors[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  check = is_ours ? checked_sum() : ~checked_sum();
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
    const int error = result < 0 && result > -4096 ? static_cast<int>(-result) : 0;
    cell.count(use.failed > 0 ? std::optional(error) : std::nullopt);
  }
}

bool Matrix::is_credible() const {
  return std::ranges::all_of(cells, [](const auto& row) {
    return std::ranges::all_of(row,
                               [](const Cell& cell) { return cell.check == cell.checked_sum(); });
  });
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
