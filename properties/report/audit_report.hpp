// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "properties/options/exit_status.hpp"
#include "smt/validation/audit.hpp"

// What an audit of the proofs found.

namespace claimcheck::report {

struct AuditReport {
  smt::Audit audit;
  // By specification mutant: where its counter-model is a trace, what model and indexed engine
  // differ in when they run it; empty where they hold.
  std::vector<std::string> differing;
};

// Runs the counter-models that are traces.
AuditReport with_counter_traces(smt::Audit audit);

// One attempt to discredit the proofs.
struct AuditCheck {
  std::string name;  // "every hypothesis can be met"
  std::string what;  // "212 obligations"
  std::vector<std::string> against;
};

std::vector<AuditCheck> checks_of(const smt::Audit& audit);

// Of both solvers, and of a run where it can be run. What no solver refutes has no verdict.
options::ExitStatus status(const smt::SpecificationMutantResult& result,
                           const std::string& differing);
// In a few words, where the status is not `holds`.
std::string complaint(const smt::SpecificationMutantResult& result, const std::string& differing);

options::ExitStatus verdict(const AuditReport& report);

// For programs: docs/audit.schema.json. `is_part` of an audit that looked at a part alone.
nlohmann::json to_json(const AuditReport& report, bool is_part);

}  // namespace claimcheck::report
