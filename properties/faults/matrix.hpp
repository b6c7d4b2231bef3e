// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/operation.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/environment.hpp"

namespace claimcheck::faults {

inline constexpr std::size_t max_sites = 64;  // an engine with more has the rest counted as one
inline constexpr std::size_t operation_kinds = std::variant_size_v<model::Operation>;

std::string_view kind_name(std::size_t kind);  // by place in model::Operation

// What the sweeps did to one site in one kind of operation.
struct Cell {
  std::uint64_t reached = 0;              // operations that asked the site
  std::uint64_t failed = 0;               // operations in which it failed
  std::array<std::uint64_t, 3> errors{};  // bit n: an operation in which it failed returned -n
  std::uint64_t check = checked_sum();    // of the others

  // One more operation that asked the site; where it failed, what that returned.
  void count(std::optional<int> error);
  std::uint64_t checked_sum() const;
  std::size_t distinct_outcomes() const;
};

// Operations by sites. Plain numbers, so that a child process can count in shared memory; what an
// engine wrote over there stays wrong, whatever is counted behind it.
struct Matrix {
  std::array<std::array<Cell, max_sites>, operation_kinds> cells{};

  // Counts one operation's askings. Sites are known by their place in the engine's own table.
  void count(const claimcheck_engine_api& api, const model::Operation& operation,
             const engines::Environment& environment, std::int64_t result);

  // False: something else than count() wrote here.
  bool is_credible() const;
};

// How many sites the engine's table has, at most max_sites.
std::size_t site_count(const claimcheck_engine_api& api);

struct SiteTotal {
  std::uint64_t reached = 0;
  std::uint64_t failed = 0;
};
SiteTotal total(const Matrix& matrix, std::size_t site);

}  // namespace claimcheck::faults
