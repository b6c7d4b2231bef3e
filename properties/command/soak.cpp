// SPDX-License-Identifier: MIT
#include "properties/concurrent/soak.hpp"

#include <fmt/format.h>

#include "properties/command/commands.hpp"
#include "properties/command/kernel.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/plugin.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/report.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

void print_counts(const concurrent::Soaked& soaked) {
  fmt::print("{} executions of {} cases", soaked.executions, soaked.cases);
  if (soaked.set_aside > 0)
    fmt::print("; {} set aside, they need no threads to fail", soaked.set_aside);
  fmt::print("\n");
}

void print_finding(const concurrent::Soaked& soaked, const options::SoakOptions& options,
                   const std::string& engine) {
  fmt::print("FAIL {} on real threads: {}\n", name(soaked.found->defect.clause),
             soaked.found->message);
  const auto& finding = soaked.scheduled ? *soaked.scheduled : *soaked.found;
  if (soaked.scheduled) {
    fmt::print("FAIL {} under the scheduler: {}\nshrunk from {} to {} operations in {} runs\n",
               name(finding.defect.clause), finding.message, finding.unshrunk_steps,
               finding.trace.steps.size(), finding.attempts);
  } else {
    fmt::print(
        "no interleaving that was run under the scheduler shows it: the trace is as real threads\n"
        "ran it, not shrunk, and need not fail each time\n");
  }
  const auto path =
      store::save(finding, engine, options.save, installation::installation().corpus());
  fmt::print("{}  saved as {}\n  {}\n", replay::show_indented(finding.trace),
             installation::show(path), replay::replay_command(path, options.engine));
}

}  // namespace

options::ExitStatus soak(const options::SoakOptions& options) {
  process::heed_signals();
  const auto engine = process::engine_named(options.engine);
  fmt::print("claimcheck {}  seed {}  engine {}  real threads for {} s\n", report::version,
             options.seed, kernel::engine_title(options.engine), options.budget_ms / 1000);
  std::fflush(stdout);
  concurrent::SoakLimits limits;
  limits.seed = options.seed;
  limits.budget_ms = options.budget_ms;
  const auto soaked = concurrent::soak(engine, limits);
  print_counts(soaked);
  if (soaked.found) {
    print_finding(soaked, options, engine.name());
    return options::ExitStatus::broken;
  }
  if (soaked.executions > 0) {
    fmt::print("every history equals some sequential one\n");
    return options::ExitStatus::holds;
  }
  fmt::print("no verdict: no case that needs threads to fail\n");
  return options::ExitStatus::no_verdict;
}

}  // namespace claimcheck::command
