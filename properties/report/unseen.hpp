// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/report/report.hpp"

// Where evidence is what an engine tells of itself, and it told nothing, there is none: what then
// was not looked at, though it was run.

namespace claimcheck::report {

struct Unseen {
  std::vector<model::Clause> clauses;
  bool whole = false;  // nothing else is evidence of them: they are not checked
  std::string why;     // "no data race (C3): the engine announces no access"
};

std::vector<Unseen> unseen(const RunReport& report);

// Threads ran, and never could one's operation come between the begin and the end of another's.
bool never_met(const judge::Coverage& coverage);

// Whether the clause is not checked because of what the engine does not tell.
bool is_unseen(const RunReport& report, model::Clause clause);

// Why, of those whose first clause it is.
std::vector<std::string> why_unseen(const RunReport& report, model::Clause clause);

}  // namespace claimcheck::report
