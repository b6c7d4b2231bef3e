// SPDX-License-Identifier: MIT
#pragma once

#include "properties/options/options.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::command {

// The first line of a run, and all that it searches. Findings are on disk before they are printed.
// Throws engines::EngineError and store::StoreError.
report::RunReport searched(const options::RunOptions& options);

// The tables and the verdict of a run, and its coverage where a file was named for it. Throws
// store::StoreError.
options::ExitStatus print_report(const report::RunReport& report,
                                 const options::RunOptions& options);

// `run --against`: two runs, and what became of each defect.
options::ExitStatus run_against(const options::RunOptions& options);

}  // namespace claimcheck::command
