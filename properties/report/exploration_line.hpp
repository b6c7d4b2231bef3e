// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "properties/explore/result.hpp"
#include "properties/process/deadline.hpp"

namespace claimcheck::report {

// "explore: depth 9, 12.3M states, 51200 to go, 13.2M transitions/s, 12 s left"; without a budget
// nobody knows what is left.
std::string exploration_text(const explore::Progress& progress, std::optional<double> left_s);

// How far an exploration is: one line on standard error, rewritten in place on a terminal,
// elsewhere at every tenth call.
class ExplorationLine {
 public:
  explicit ExplorationLine(process::Deadline deadline);
  ~ExplorationLine();
  ExplorationLine(const ExplorationLine&) = delete;
  ExplorationLine& operator=(const ExplorationLine&) = delete;

  void operator()(const explore::Progress& progress);

 private:
  process::Deadline deadline_;
  bool is_terminal_;
  std::uint64_t calls_ = 0;
};

}  // namespace claimcheck::report
