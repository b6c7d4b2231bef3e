// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/formats/results.hpp"
#include "properties/report/audit_report.hpp"
#include "properties/report/mutant_report.hpp"
#include "smt/ledger/ledger.hpp"

// What the commands that need the solvers found, as cases.

namespace claimcheck::formats {

// A case a seeded bug: it passes where it is caught as its patch says.
Results results_of(const std::vector<report::MutantRow>& rows, std::int64_t started_ms);

// A case an obligation: what the solvers do not decide is no verdict.
Results results_of(const std::vector<smt::Entry>& entries, options::ExitStatus status,
                   std::int64_t started_ms);

// Suites: obligations, audit, specification mutants.
Results results_of(const report::AuditReport& report, std::int64_t started_ms);

}  // namespace claimcheck::formats
