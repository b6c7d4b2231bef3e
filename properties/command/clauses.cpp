// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "model/clause.hpp"
#include "properties/command/commands.hpp"
#include "properties/installation/installation.hpp"
#include "properties/report/clause_page.hpp"
#include "properties/report/report.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::command {

options::ExitStatus list_clauses() {
  for (const auto& row : model::clauses()) {
    const auto needs = row.needs == model::Needs::failure   ? "failures"
                       : row.needs == model::Needs::threads ? "threads"
                                                            : "";
    const auto first = fmt::format("{:<2} {:<4} {:<8} ", row.name, row.source, needs);
    fmt::print("{}", text::wrap(row.sentence, text::terminal_width, first,
                                std::string(first.size(), ' ')));
  }
  return options::ExitStatus::holds;
}

options::ExitStatus show_clause(const std::string& name) {
  const auto clause = model::parse_clause(name);
  if (!clause)
    throw options::UsageError(fmt::format(
        "clauses {}: expected the name of a clause, as `claimcheck clauses` lists them", name));
  const auto root = installation::installation().root;
  fmt::print("{}", text::fitted(report::text_of(report::clause_page(root, *clause)),
                                text::width_of(STDOUT_FILENO)));
  return options::ExitStatus::holds;
}

}  // namespace claimcheck::command
