// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "properties/kernel/coverage.hpp"
#include "properties/options/options.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::command {

// A run, and the map that the engine of a kernel tree was loaded under; null for any other.
struct SearchedRun {
  report::RunReport report;
  std::unique_ptr<kernel::CoverageMap> map;
};

// The first line of a run, and all that it searches. Findings are on disk before they are printed.
// Throws engines::EngineError and store::StoreError.
SearchedRun searched(const options::RunOptions& options);

// The tables and the verdict of a run.
options::ExitStatus print_report(const report::RunReport& report,
                                 const options::RunOptions& options);

// The page of --html, where one is asked for. Throws store::StoreError.
void write_html(const report::RunReport& report, const options::RunOptions& options);

// What else a kernel's run was asked for: its annotated text, and the mail. Throws
// kernel::KernelError and store::StoreError.
void write_of_kernel(const SearchedRun& run, const options::RunOptions& options);

// `run --against`: two runs, and what became of each defect.
options::ExitStatus run_against(const options::RunOptions& options);

}  // namespace claimcheck::command
