// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/engines/engine.hpp"
#include "properties/judge/finding.hpp"
#include "properties/report/audit_report.hpp"
#include "properties/report/mutant_report.hpp"
#include "smt/ledger/ledger.hpp"

// The pages of the commands that need the solvers.

namespace claimcheck::html {

// The section of a seeded bug: what showed it first, as a film. Runs the trace as film_of() does;
// `number` counts bugs from 1.
std::string film_of_bug(const engines::Engine& engine, const mutants::SeededBug& bug,
                        const judge::Finding& finding, std::size_t number);

// What found each bug and how soon, then their films. Where these are too many for a page the
// first ones are shown, and that is said.
std::string mutants_page(const std::vector<report::MutantRow>& rows,
                         const options::MutantOptions& options);

// Each obligation, and what became of it.
std::string prove_page(const std::vector<smt::Entry>& entries, options::ExitStatus status);

// What was tried against the proofs, the specification mutants, and each obligation.
std::string audit_page(const report::AuditReport& report);

}  // namespace claimcheck::html
