// SPDX-License-Identifier: MIT
#include "properties/command/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <thread>

#include "model/trace/trace_text.hpp"
#include "properties/command/report_option.hpp"
#include "properties/command/solver_signals.hpp"
#include "properties/command/written_after.hpp"
#include "properties/formats/of_solvers.hpp"
#include "properties/html/solver_pages.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/options/options.hpp"
#include "properties/process/deadline.hpp"
#include "properties/report/audit_report.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "smt/mutants/specification_mutant.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"
#include "smt/validation/audit.hpp"

namespace claimcheck::command {
namespace {

struct AuditOptions {
  bool with_models = false;
  bool fast = false;
  std::optional<std::filesystem::path> json;
  std::vector<options::ReportFile> reports;
  std::optional<std::filesystem::path> html;
};

template <class Names>
void print_names(const char* lead, const Names& names) {
  fmt::print("  {}: {}\n", lead, names.size());
  for (const auto& name : names) fmt::print("    {}\n", name);
}

void print_proofs(const smt::Audit& audit) {
  std::size_t proved = 0, hypotheses = 0, needed = 0;
  for (const auto& entry : audit.entries) {
    proved += entry.proved();
    hypotheses += entry.obligation.hypotheses.size();
    needed += entry.needed.hypotheses.size();
    const bool is_asked = entry.z3.status != smt::solve::Status::not_run;
    if (is_asked && !entry.proved()) fmt::print("  NOT PROVED {}\n", entry.obligation.id);
  }
  fmt::print("proofs: {} of {} by Z3 {} and cvc5 {}\n", proved, audit.entries.size(),
             smt::solve::z3_version(),
             smt::solve::has_cvc5() ? smt::solve::cvc5_version() : "(not installed)");
  fmt::print("  {} of {} hypotheses are in a core; the others are listed in smt/LEDGER.md\n",
             needed, hypotheses);
}

void print_points(const smt::DifferentialCheck& check) {
  if (!check.false_statement.empty()) fmt::print("  FALSE: {}\n", check.false_statement);
  print_names("proved points that were never run", check.unreached);
  print_names("points that were run and are not proved", check.unproved);
}

void print_differential_check(const smt::DifferentialCheck& check) {
  report::print_fitted(fmt::format(
      "differential check: {} runs of the claim, on every state of a small scope\n", check.runs));
  report::print_fitted(fmt::format(
      "  {} times a run passed a point: its formulas were evaluated there, and {} values of "
      "the state compared\n",
      check.points, check.values));
  print_names("differences", check.differences);
  print_points(check);
}

void print_admission(const smt::DifferentialCheck& check) {
  fmt::print("  {} runs of admission passed {} points\n", check.runs, check.points);
  print_points(check);
}

void print_world(const smt::TransitionCheck& world) {
  report::print_fitted(fmt::format(
      "transitions: {} formulas evaluated in {} states of the model and on each step there\n",
      world.formulas, world.states));
  for (const auto& [transition, steps] : world.steps) fmt::print("  {:>8} {}\n", steps, transition);
  print_names("differences", world.differences);
}

void print_statements(const smt::StatementCheck& check) {
  report::print_fitted(fmt::format(
      "statements: {} states with a fact told wrong, of each theorem rejected\n", check.states));
  for (const auto& [theorem, states] : check.rejected) fmt::print("  {:>8} {}\n", states, theorem);
  print_names("differences", check.differences);
}

void print_seeds(const smt::Audit& audit) {
  const smt::Spread* widest = nullptr;
  unsigned changed = 0;
  std::uint64_t most = 0;
  const auto ratio = [](const smt::Spread& s) {
    return static_cast<double>(s.max_rlimit) /
           static_cast<double>(std::max<std::uint64_t>(s.min_rlimit, 1));
  };
  for (const auto& spread : audit.spreads) {
    changed += spread.not_proved;
    most = std::max(most, spread.max_rlimit);
    if (!widest || ratio(spread) > ratio(*widest)) widest = &spread;
    if (spread.not_proved) fmt::print("  CHANGED {}\n", spread.id);
  }
  report::print_fitted(fmt::format(
      "seeds: {} with a reordering each, {} verdicts changed; at most {} of {} rlimit\n",
      smt::audit_seeds, changed, most, smt::solve::default_budget_rlimit));
  if (widest) {
    fmt::print("  widest spread: {} took {} to {}\n", widest->id, widest->min_rlimit,
               widest->max_rlimit);
  }
}

// The counter-model of a mutant of the claim as a trace: there the mutant goes wrong, and the model
// and the indexed engine do not.
void print_counter_trace(const smt::SpecificationMutantResult& result, const std::string& differing,
                         bool with_models) {
  const auto& counter = result.counter;
  if (!counter.trace) {
    if (!counter.why_none.empty()) fmt::print("    not a trace: {}\n", counter.why_none);
    return;
  }
  report::print_fitted(fmt::format(
      "    as a trace: the mutant differs in its {} after {} operations; model and indexed engine "
      "{}\n",
      result.parts_in.empty() ? "NOTHING" : result.parts_in, counter.trace->steps.size(),
      differing.empty() ? "hold" : "DIFFER: " + differing));
  if (!with_models) return;
  std::istringstream lines(model::print(model::document(judge::with_outcomes(*counter.trace))));
  for (std::string line; std::getline(lines, line);) fmt::print("      {}\n", line);
}

void print_mutant(const smt::SpecificationMutantResult& result, bool with_models) {
  const auto& refutation = result.refutation;
  const auto shown = [](const std::string& text) { return text.empty() ? "NOT REFUTED" : text; };
  report::print_fitted(fmt::format("  {}: {}\n    refuted by Z3: {}, by cvc5: {}\n", result.name,
                                   result.description, shown(refutation.by_z3),
                                   shown(refutation.by_cvc5)));
  if (result.is_run) {
    report::print_fitted(fmt::format("    when run: {}\n", result.false_statement.empty()
                                                               ? "NOT CAUGHT"
                                                               : result.false_statement));
  }
  if (!with_models) return;
  fmt::print("    false: {}\n", refutation.sentence);
  std::istringstream lines(refutation.counter_model);
  for (std::string line; std::getline(lines, line);) fmt::print("      {}\n", line);
}

options::ExitStatus print_verdict(const report::AuditReport& report) {
  const auto status = report::verdict(report);
  if (status == options::ExitStatus::holds) {
    fmt::print("nothing was found against the proofs\n");
    return status;
  }
  if (!smt::solve::has_cvc5()) fmt::print("cvc5 is not installed: there is no second opinion\n");
  fmt::print("{}", report.audit.is_finished ? "the audit did not pass\n"
                                            : "no verdict: the audit was ended early\n");
  return status;
}

std::string words(smt::Noticed by) {
  switch (by) {
    case smt::Noticed::ledger:
      return "the ledger alone";
    case smt::Noticed::rogue:
      return "a step that no engine may take";
    case smt::Noticed::limit:
      return "the limits of the machine";
    case smt::Noticed::theorem:
      return "the model's theorems";
    default:
      return to_string(by);
  }
}

// What noticed how many, and why the rest is noticed by nothing that fails.
void print_weakenings(const smt::Audit& audit, bool with_names) {
  std::map<smt::Noticed, std::size_t> counts;
  std::map<std::string, std::size_t> reasons;
  for (const auto& result : audit.weakenings) {
    ++counts[result.by];
    if (result.is_noticed()) continue;
    ++reasons[result.reason()];
    if (!with_names) continue;
    fmt::print("  {} (line {}): {}\n", result.weakening.name(), result.weakening.site.line,
               result.reason());
  }
  fmt::print("weakenings: {} of the specifications, an operator at a time\n",
             audit.weakenings.size());
  for (const auto& [by, count] : counts) {
    fmt::print("  {:>8} noticed by {}\n", count, words(by));
  }
  for (const auto& [reason, count] : reasons) {
    fmt::print("  {:>8} of the rest: {}\n", count, reason);
  }
}

smt::Audit watched_audit(bool fast) {
  std::unique_ptr<report::ProgressLine> line;
  smt::AuditOptions options;
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  options.ends_early = [] { return process::is_past({}); };
  options.progress = [&](const std::string& what, std::size_t done, std::size_t all) {
    if (done == 0) {
      line.reset();
      fmt::print(stderr, "audit: {} ...\n", what);
      line = std::make_unique<report::ProgressLine>(
          "audit", report::ProgressLine::Clock::time_point::max(), "parts");
    }
    (*line)(done, all);
  };
  if (fast) {
    options.stride = smt::fast_stride;
    options.weakening_stride = smt::fast_weakening_stride;
  }
  return smt::audit(options);
}

options::ExitStatus audit(const AuditOptions& options) {
  const auto started_ms = formats::now_ms();
  const auto report = report::with_counter_traces(watched_audit(options.fast));
  const auto& audit = report.audit;
  print_proofs(audit);
  print_names("hypotheses that no solver found a state for", audit.vacuous);
  print_names("hypotheses that no solver found a state of five members for", audit.of_few);
  print_names("hypotheses that keep a number below what it may be", audit.of_small);
  print_names("goals that are true whatever is assumed, unexplained", audit.trivial);
  print_differential_check(audit.claim);
  print_admission(audit.admission);
  print_world(audit.world);
  print_statements(audit.statements);
  fmt::print("locks: {} steps that no engine may take\n", audit.rogues.steps);
  print_names("allowed", audit.rogues.passed);
  print_names("not decided", audit.rogues.undecided);
  print_seeds(audit);
  fmt::print("specification mutants: {}\n", audit.specification_mutants.size());
  for (std::size_t i = 0; i < audit.specification_mutants.size(); ++i) {
    print_mutant(audit.specification_mutants[i], options.with_models);
    print_counter_trace(audit.specification_mutants[i], report.differing[i], options.with_models);
  }
  print_weakenings(audit, options.with_models);
  const auto status = reported(print_verdict(report), options.reports,
                               [&] { return formats::results_of(report, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_json(report::to_json(report, options.fast), *options.json);
    if (options.html) report::write_document(*options.html, html::audit_page(report));
  });
}

}  // namespace

void add_audit(CLI::App& app, options::ExitStatus& status) {
  const auto given = std::make_shared<AuditOptions>();
  auto* command = app.add_subcommand("audit", "Prove everything afresh, and try to discredit it");
  command->add_flag(
      "--counter-models", given->with_models,
      "Show what refutes each specification mutant, and which weakenings nothing does");
  command->add_flag("--fast", given->fast,
                    "Look at a part of it, always the same, within a minute");
  add_json(*command, given->json);
  add_reports(*command, given->reports);
  add_html(*command, given->html);
  command->callback([given, &status] {
    heed_signals_beside_solvers();
    try {
      status = audit(*given);
    } catch (const smt::NoMutants& error) {
      throw options::UsageError(error.what());
    }
  });
}

}  // namespace claimcheck::command
