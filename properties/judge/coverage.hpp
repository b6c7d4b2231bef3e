// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include "model/clause.hpp"

namespace claimcheck::judge {

// What a run has exercised. Plain numbers, so that a child process can count in memory that
// it shares and nothing is lost when it dies.
struct Coverage {
  std::array<std::uint64_t, model::clause_count> exercised{};  // by clause
  std::uint64_t traces = 0;
  std::uint64_t operations = 0;
  std::uint64_t left_out = 0;    // operations that the engine's table says cannot be asked
  std::uint64_t set_aside = 0;   // operations taken out because they show a defect listed already
  std::uint64_t executions = 0;  // of traces with threads: one of each order that may matter
  std::uint64_t sampled = 0;     // traces with more of these than are run: some are, at random
  std::uint64_t plain_accesses = 0;  // that threads announced: without any, no race is looked for
  std::uint64_t locks = 0;           // that threads took: without any, no deadlock is
  std::uint64_t held = 0;           // steps after which something was held: without any, no leak is
  std::uint64_t without_steps = 0;  // executions in which no thread could come between another's

  std::uint64_t& operator[](model::Clause clause) {
    return exercised[static_cast<std::size_t>(clause)];
  }
  std::uint64_t operator[](model::Clause clause) const {
    return exercised[static_cast<std::size_t>(clause)];
  }
  void add(const Coverage& other) {
    for (std::size_t i = 0; i < exercised.size(); ++i) exercised[i] += other.exercised[i];
    traces += other.traces;
    operations += other.operations;
    left_out += other.left_out;
    set_aside += other.set_aside;
    executions += other.executions;
    sampled += other.sampled;
    plain_accesses += other.plain_accesses;
    locks += other.locks;
    held += other.held;
    without_steps += other.without_steps;
  }
};

}  // namespace claimcheck::judge
