// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "properties/options/options.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::command {

// Does the run in options.jobs processes, each of which has a part of what is searched, and makes
// one report of theirs: the same, whichever of them is faster. `run` is called in each with its
// part; what that prints is not seen. What one finds is on disk at once. Where all are asked to
// end, or one finds something and --fail-fast is given, the others end as with their budget. What
// is left where somebody kills a job is `missing` in the report. Throws what stopped a job:
// engines::EngineError, store::StoreError, else std::runtime_error.
report::RunReport run_by_jobs(
    const options::RunOptions& options,
    const std::function<report::RunReport(const options::RunOptions&)>& run);

}  // namespace claimcheck::command
