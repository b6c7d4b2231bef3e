// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/clause.hpp"

// What is known of clauses besides what a run exercises. A source is one row of the table in
// evidence.cpp, which is all that has to change for a new one.

namespace claimcheck::report {

enum class EvidenceKind {
  theorem,     // proved, for any number of whatever it is about
  seeded_bug,  // a bug that breaks the clause, and that is found and blamed on it
};

struct Evidence {
  model::Clause clause;
  EvidenceKind kind;
  std::string name;  // short: many stand on one line
};

using EvidenceSource = std::vector<Evidence> (*)();

std::span<const EvidenceSource> evidence_sources();

// All of all sources.
std::vector<Evidence> evidence();

}  // namespace claimcheck::report
