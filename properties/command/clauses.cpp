// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "model/clause.hpp"
#include "properties/command/commands.hpp"

namespace claimcheck::command {

options::ExitStatus list_clauses() {
  for (const auto& row : model::clauses()) {
    const auto needs = row.needs == model::Needs::failure   ? "failures"
                       : row.needs == model::Needs::threads ? "threads"
                                                            : "";
    fmt::print("{:<3} {:<4} {:<9} {}\n", row.name, row.source, needs, row.sentence);
  }
  return options::ExitStatus::holds;
}

}  // namespace claimcheck::command
