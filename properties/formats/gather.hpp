// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/compare/compare.hpp"
#include "properties/formats/results.hpp"
#include "properties/options/options.hpp"
#include "properties/report/assurance_page.hpp"
#include "properties/report/explore_report.hpp"
#include "properties/report/report.hpp"

// What each command found, as cases. Reads the traces' files for the lines of their steps, and of
// a kernel tree where its text lies; a file that is not there has no line.

namespace claimcheck::formats {

// Suites: clauses, corpus, sites, searches, defects. A defect of --known is skipped.
Results results_of(const report::RunReport& report, std::int64_t started_ms);

// The same of a run that was compared with another: a defect is a pass where it was fixed, and
// skipped where it is in both.
Results results_of(const report::RunReport& report, const compare::Comparison& comparison,
                   std::int64_t started_ms);

// Suites: clauses, defects.
Results results_of(const report::ExploreCommand& command, const report::ExploreReport& report,
                   std::int64_t started_ms);

// Suite: corpus.
Results results_of(const std::vector<replay::ReplayedTrace>& replay,
                   const options::ReplayOptions& options, std::int64_t started_ms);

// Suites: searches, defects. `found` is null where real threads showed nothing; `verdict` is a
// line.
Results results_of(const options::SoakOptions& options, const report::FoundTrace* found,
                   options::ExitStatus status, std::string verdict, std::int64_t started_ms);

// Suite: clauses. One that nothing is known of has no verdict.
Results results_of(const report::Assurance& assurance, std::int64_t started_ms);

}  // namespace claimcheck::formats
