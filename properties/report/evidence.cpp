// SPDX-License-Identifier: MIT
#include "properties/report/evidence.hpp"

#include <array>
#include <set>
#include <sstream>
#include <utility>

#include "properties/installation/installation.hpp"
#include "properties/mutants/seeded_bugs.hpp"
#include "properties/report/proved.hpp"

namespace claimcheck::report {
namespace {

// By their numbers. That each is blamed on the clauses that its patch names is a test of its own.
std::vector<Evidence> killed_bugs() {
  std::vector<Evidence> all;
  for (const auto& bug : mutants::seeded_bugs(installation::installation().root / "impl/mutants")) {
    for (const auto clause : bug.breaks) {
      all.push_back({clause, EvidenceKind::seeded_bug, bug.name.substr(0, bug.name.find('-'))});
    }
  }
  return all;
}

// By the letters of the ledger.
std::vector<Evidence> proofs() {
  std::set<std::pair<model::Clause, std::string>> proved;
  for (const auto& obligation :
       proved_obligations(installation::installation().root / "smt/LEDGER.md")) {
    std::istringstream names(obligation.clauses);
    for (std::string name; names >> name;) {
      if (const auto clause = model::parse_clause(name))
        proved.emplace(*clause, obligation.theorem);
    }
  }
  std::vector<Evidence> all;
  for (const auto& [clause, theorem] : proved) {
    all.push_back({clause, EvidenceKind::theorem, theorem});
  }
  return all;
}

constexpr std::array<EvidenceSource, 2> sources{killed_bugs, proofs};

}  // namespace

std::span<const EvidenceSource> evidence_sources() {
  return sources;
}

std::vector<Evidence> evidence() {
  std::vector<Evidence> all;
  for (const auto source : evidence_sources()) {
    for (auto& one : source()) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace claimcheck::report
