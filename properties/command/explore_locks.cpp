// SPDX-License-Identifier: MIT
#include "properties/command/explore_locks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "properties/memory/engine_programs.hpp"
#include "properties/memory/report.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::command {

options::ExitStatus explore_locks() {
  fmt::print("claimcheck {}  the indexed engine's locks, in every execution that RC11 allows\n",
             report::version);
  const auto programs = memory::engine_programs();
  auto status = options::ExitStatus::holds;
  for (const auto& program : programs) {
    const auto exploration = memory::explore(program);
    fmt::print("{}", memory::to_text(program, exploration));
    std::fflush(stdout);
    if (exploration.finding) {
      status = options::ExitStatus::broken;
    } else if (!exploration.holds() && status == options::ExitStatus::holds) {
      status = options::ExitStatus::no_verdict;
    }
  }
  // Of a text that is wrong as it is nothing is to be learnt by making it weaker.
  if (status != options::ExitStatus::holds) return status;
  fmt::print("orders that are made weaker, one at a time:\n{}",
             memory::to_text(memory::weaken_orders(programs)));
  return status;
}

}  // namespace claimcheck::command
