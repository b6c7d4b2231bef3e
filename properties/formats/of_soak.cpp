// SPDX-License-Identifier: MIT
#include "properties/formats/defect_case.hpp"
#include "properties/formats/gather.hpp"
#include "properties/kernel/build.hpp"

namespace claimcheck::formats {

Results results_of(const options::SoakOptions& options, const report::FoundTrace* found,
                   options::ExitStatus status, std::string verdict, std::int64_t started_ms) {
  const DefectCases cases(options.engine);
  Results results;
  results.command = "soak";
  results.version = report::version;
  results.engine = kernel::engine_title(options.engine);
  results.status = status;
  results.verdict = std::move(verdict);
  results.subject = cases.subject();
  results.started_ms = started_ms;
  results.ended_ms = now_ms();
  Case search;
  search.suite = "searches";
  search.name = "real threads";
  if (status == options::ExitStatus::no_verdict) {
    search.outcome = Outcome::no_verdict;
    search.message = results.verdict;
  }
  results.cases.push_back(std::move(search));
  if (found) results.cases.push_back(cases.of(found->finding, found->path));
  finish(results);
  return results;
}

}  // namespace claimcheck::formats
