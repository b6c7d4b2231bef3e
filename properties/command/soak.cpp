// SPDX-License-Identifier: MIT
#include "properties/command/soak.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "properties/command/kernel.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/written_after.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/concurrent/soak.hpp"
#include "properties/formats/gather.hpp"
#include "properties/html/pages.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/plugin.hpp"
#include "properties/process/thread_sanitizer.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::command {
namespace {

std::string counts_of(const concurrent::Soaked& soaked) {
  auto text = fmt::format("{} executions of {} cases", soaked.executions, soaked.cases);
  if (soaked.set_aside > 0)
    text += fmt::format("; {} set aside, they need no threads to fail", soaked.set_aside);
  return text;
}

nlohmann::json document_of(const concurrent::Soaked& soaked, const options::SoakOptions& options,
                           const report::FoundTrace* found, options::ExitStatus status,
                           const std::string& verdict) {
  auto out = report::head("soak");
  out.update({{"engine", options.engine},
              {"seed", options.seed},
              {"budget", {{"ms", options.budget_ms}}},
              {"executions", soaked.executions},
              {"cases", soaked.cases},
              {"cases_set_aside", soaked.set_aside},
              {"finished", soaked.finished},
              {"credible", soaked.is_credible},
              {"thread_sanitizer", soaked.with_thread_sanitizer},
              {"verdict", verdict},
              {"exit_status", static_cast<int>(status)},
              {"findings", nlohmann::json::array()}});
  if (found) out["findings"].push_back(report::to_json(*found, options.engine));
  return out;
}

// Throws store::StoreError and options::UsageError.
std::optional<model::Trace> trace_of(const options::SoakOptions& options) {
  if (!options.trace) return std::nullopt;
  auto trace = store::load(*options.trace).document.trace;
  if (concurrent::thread_count(trace) < 2) {
    throw options::UsageError(fmt::format("{}: soak takes a trace with two threads or more",
                                          installation::show(*options.trace)));
  }
  trace.schedule.clear();
  return trace;
}

// And saves it.
report::FoundTrace print_finding(const concurrent::Soaked& soaked,
                                 const options::SoakOptions& options, const std::string& engine) {
  fmt::print("FAIL {} on real threads: {}\n", name(soaked.found->defect.clause),
             soaked.found->message);
  const auto& finding = soaked.shrunk ? *soaked.shrunk : *soaked.found;
  if (soaked.shrunk) {
    fmt::print(
        "FAIL {} {}: {}\nshrunk from {} to {} operations in {} runs\n", name(finding.defect.clause),
        soaked.with_thread_sanitizer ? "on real threads again" : "under the scheduler",
        finding.message, finding.unshrunk_steps, finding.trace.steps.size(), finding.attempts);
  } else if (soaked.with_thread_sanitizer) {
    fmt::print("it was not seen again: the trace is not shrunk, and need not fail each time\n");
  } else {
    fmt::print(
        "no interleaving that was run under the scheduler shows it: the trace is as real threads\n"
        "ran it, not shrunk, and need not fail each time\n");
  }
  const auto path = saved(finding, engine, options.save, installation::installation().corpus());
  fmt::print("{}", replay::show_indented(finding.trace));
  if (!path.empty()) fmt::print("  saved as {}\n", installation::show(path));
  fmt::print("  {}\n", replay::replay_command(path, options.engine));
  return {finding, path};
}

options::ExitStatus soak(const options::SoakOptions& options) {
  const bool sanitized = process::wants_thread_sanitizer(options.engine);
  if (sanitized && !process::has_thread_sanitizer()) {
    process::start_again_with_thread_sanitizer(options.engine);
  }
  process::heed_signals();
  const auto started_ms = formats::now_ms();
  concurrent::SoakLimits limits;
  limits.trace = trace_of(options);
  const auto engine = process::engine_named(options.engine);
  report::print_fitted(
      fmt::format("claimcheck {}  seed {}  engine {}  real threads{} for {} s\n", report::version,
                  options.seed, kernel::engine_title(options.engine),
                  sanitized ? " with ThreadSanitizer" : "", options.budget_ms / 1000));
  report::print_about(engine);
  limits.seed = options.seed;
  limits.budget_ms = options.budget_ms;
  std::fflush(stdout);
  report::ProgressLine progress(
      "soak", report::ProgressLine::Clock::now() + std::chrono::milliseconds(options.budget_ms),
      "executions");
  limits.progress = [&](std::uint64_t executions) { progress(executions); };
  const auto soaked = concurrent::soak(engine, limits);
  progress.clear();
  fmt::print("{}\n", counts_of(soaked));
  std::optional<report::FoundTrace> found;
  auto printed = options::ExitStatus::no_verdict;
  std::string verdict;
  if (soaked.found) {
    found = print_finding(soaked, options, engine.name());
    printed = options::ExitStatus::broken;
    verdict = fmt::format("real threads break {}", name(found->finding.defect.clause));
  } else if (process::is_past({})) {
    verdict = "no verdict: it was ended before its time";
  } else if (options.budget_ms == 0) {
    verdict = "no verdict: it was given no time";
  } else if (!soaked.is_credible) {
    verdict = "no verdict: the engine wrote over memory in which we count";
  } else if (!soaked.finished) {
    verdict = "no verdict: the last execution had not ended long after the time was over";
  } else if (soaked.set_aside > 0) {
    verdict = "no verdict: what needs no threads to fail is told by claimcheck run";
  } else if (soaked.executions > 0) {
    printed = options::ExitStatus::holds;
    verdict = sanitized ? "every history equals some sequential one, and no data race was seen"
                        : "every history equals some sequential one";
  } else {
    verdict = "no verdict: no case that needs threads to fail";
  }
  if (!soaked.found) fmt::print("{}\n", verdict);
  const auto* shown = found ? &*found : nullptr;
  const auto status = reported(printed, options.reports, [&] {
    return formats::results_of(options, shown, printed,
                               fmt::format("{}: {}", verdict, counts_of(soaked)), started_ms);
  });
  return written_after(status, [&] {
    if (options.json) {
      report::write_json(document_of(soaked, options, shown, printed, verdict), *options.json);
    }
    if (!options.html) return;
    report::write_document(*options.html,
                           html::soak_page(engine, shown, {counts_of(soaked)}, printed));
  });
}

struct SoakCommand {
  options::SoakOptions options;
  kernel::KernelSource kernel;
  std::string budget;
};

}  // namespace

void add_soak(CLI::App& app, options::ExitStatus& status) {
  const auto installation = installation::installation();
  const auto given = std::make_shared<SoakCommand>();
  auto& options = given->options;
  options.save = installation.found;
  auto* soak = app.add_subcommand("soak", "Random concurrent cases on real threads");
  soak->add_option("FILE", options.trace, "A trace with threads, in place of random cases");
  soak->add_option("--engine", options.engine,
                   "indexed, posted, or the path of a shared object, behind a comma its options")
      ->capture_default_str();
  add_kernel(*soak, given->kernel);
  soak->add_option("--seed", options.seed, "Of the cases")
      ->check(options::wrong_number, "")
      ->capture_default_str();
  soak->add_option("--budget", given->budget, "How long")->default_str("30s");
  soak->add_option("--save", options.save, "Where a trace that fails is kept")
      ->default_str(installation.found_name());
  add_json(*soak, options.json);
  add_reports(*soak, options.reports);
  add_html(*soak, options.html);
  soak->callback([given, &status] {
    auto& soaked = given->options;
    if (!given->budget.empty()) soaked.budget_ms = options::parse_time("--budget", given->budget);
    use_kernel(given->kernel, soaked.engine);
    status = command::soak(soaked);
  });
}

}  // namespace claimcheck::command
