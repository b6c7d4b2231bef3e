// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace claimcheck::model {

// One enumerator for each clause of the contract, named as there, in its order.
enum class Clause : std::uint8_t {
  W0,
  W1,
  W2,
  W3,
  W4,
  W5,
  W6,
  W7,
  T1,
  T2,
  T3,
  T4,
  T5,
  U1,
  U2,
  A1,
  A2,
  A3,
  A4,
  A5,
  R1,
  R2,
  R3,
  V1,
  V2,
  V3,
  V4,
  V5,
  V6,
  V7,
  V8,
  V9,
  V10,
  M1,
  M2,
  M3,
  M4,
  M5,
  M6,
  M7,
  C1,
  C2,
  C3,
  I1,
  I2,
  I3,
  I4,
  I5,
  I6,
};

// What has to happen for a clause to be exercised.
enum class Needs : std::uint8_t {
  operation,  // one operation after another is enough
  failure,    // an injected failure
  threads,    // operations at the same time
};

struct ClauseInfo {
  Clause clause;
  std::string_view name;
  Needs needs;
  std::string_view source;    // P, R, N, S, K, H as in the contract
  std::string_view sentence;  // one line
};

inline constexpr std::size_t clause_count = static_cast<std::size_t>(Clause::I6) + 1;

// All clauses, in the order of the enumerators.
std::span<const ClauseInfo> clauses();

const ClauseInfo& info(Clause clause);
inline std::string_view name(Clause clause) {
  return info(clause).name;
}
std::optional<Clause> parse_clause(std::string_view name);

}  // namespace claimcheck::model
