// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "properties/explore/result.hpp"

namespace claimcheck::report {

// How far an exploration is: one line on standard error, rewritten in place on a terminal,
// elsewhere at every tenth call.
class ExplorationLine {
 public:
  ExplorationLine();
  ~ExplorationLine();
  ExplorationLine(const ExplorationLine&) = delete;
  ExplorationLine& operator=(const ExplorationLine&) = delete;

  void operator()(const explore::Progress& progress);

 private:
  bool is_terminal_;
  std::uint64_t calls_ = 0;
};

}  // namespace claimcheck::report
