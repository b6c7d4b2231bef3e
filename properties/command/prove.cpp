// SPDX-License-Identifier: MIT
#include "properties/command/prove.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "properties/command/report_option.hpp"
#include "properties/command/solver_signals.hpp"
#include "properties/command/written_after.hpp"
#include "properties/formats/of_solvers.hpp"
#include "properties/html/solver_pages.hpp"
#include "properties/process/deadline.hpp"
#include "properties/report/generated_page.hpp"
#include "properties/report/progress_line.hpp"
#include "properties/report/run_json.hpp"
#include "properties/text/wrap.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::command {
namespace {

std::vector<smt::Obligation> chosen(const std::string& id) {
  auto all = smt::all_obligations();
  std::erase_if(all, [&](const smt::Obligation& o) { return o.id.rfind(id, 0) != 0; });
  if (all.empty())
    throw options::UsageError(fmt::format("there is nothing to prove called '{}'", id));
  return all;
}

options::ExitStatus list(const std::vector<smt::Obligation>& obligations) {
  const auto width = text::width_of(STDOUT_FILENO);
  for (const auto& o : obligations) {
    fmt::print("{}",
               text::fitted(fmt::format("{}  {} [{}]\n", o.id, o.sentence, o.clauses), width));
  }
  return options::ExitStatus::holds;
}

std::vector<smt::Entry> prove_all(const std::vector<smt::Obligation>& obligations,
                                  bool certificates) {
  smt::ProveOptions options;
  options.with_certificates = certificates;
  options.threads = std::max(1u, std::thread::hardware_concurrency());
  options.ends_early = [] { return process::is_past({}); };
  report::ProgressLine line("prove", report::ProgressLine::Clock::time_point::max(), "obligations");
  options.progress = [&](std::size_t done) { line(done, obligations.size()); };
  return smt::prove(obligations, options);
}

nlohmann::json document_of(const std::vector<smt::Entry>& entries, options::ExitStatus status) {
  auto document = report::head("prove");
  document.update(nlohmann::json::parse(smt::to_json(entries)));
  document["exit_status"] = static_cast<int>(status);
  return document;
}

void print_verdict(const std::vector<smt::Entry>& entries, bool certificates) {
  std::size_t proved = 0, refuted = 0, certified = 0, not_asked = 0;
  std::uint64_t effort = 0;
  for (const auto& entry : entries) {
    proved += entry.proved();
    refuted += entry.refuted();
    certified += entry.certificate.has_value();
    effort = std::max(effort, entry.z3.effort);
    if (entry.z3.status == smt::solve::Status::not_run) {
      ++not_asked;
    } else if (!entry.proved()) {
      fmt::print("{}: Z3 {}, cvc5 {}\n  {}\n", entry.obligation.id,
                 smt::solve::to_string(entry.z3.status), smt::solve::to_string(entry.cvc5.status),
                 entry.obligation.sentence);
    } else if (certificates && !entry.certificate) {
      fmt::print("{}: proved, but no certificate was found\n", entry.obligation.id);
    }
  }
  fmt::print("{} of {} proved, {} refuted; the hardest took Z3 {} of {} rlimit\n", proved,
             entries.size(), refuted, effort, smt::solve::default_budget_rlimit);
  if (not_asked > 0) fmt::print("{} were not asked: it was ended early\n", not_asked);
  if (certificates) fmt::print("certified {} of {}\n", certified, entries.size());
  if (!smt::solve::has_cvc5()) {
    fmt::print("cvc5 is not installed: not run, so there is no second opinion\n");
  }
}

}  // namespace

options::ExitStatus status_of(const std::vector<smt::Entry>& entries, bool certificates) {
  const auto all = [&](auto predicate) {
    return std::all_of(entries.begin(), entries.end(), predicate);
  };
  if (!all([](const smt::Entry& e) { return !e.refuted(); })) return options::ExitStatus::broken;
  const auto is_known = [&](const smt::Entry& e) {
    return e.proved() && (!certificates || e.certificate.has_value());
  };
  return all(is_known) ? options::ExitStatus::holds : options::ExitStatus::no_verdict;
}

void export_files(const std::vector<smt::Entry>& entries, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const auto& entry : entries) {
    const auto name = smt::plain_name(entry.obligation.id);
    report::write_document(folder / (name + ".smt2"), smt::to_smtlib(entry.needed));
    if (entry.certificate)
      report::write_document(folder / (name + ".certificate"), entry.certificate->text);
  }
}

options::ExitStatus prove(const ProveOptions& options) {
  const auto started_ms = formats::now_ms();
  const auto obligations = chosen(options.id);
  if (options.list) return list(obligations);
  if (options.json) options::output_file("--json", *options.json);
  const bool certificates = options.certificates || options.explain;
  if (!options.page) {
    fmt::print("{} obligations, Z3 {}, cvc5 {}\n", obligations.size(), smt::solve::z3_version(),
               smt::solve::has_cvc5() ? smt::solve::cvc5_version() : "not installed");
  }
  const auto entries = prove_all(obligations, certificates);
  if (options.export_to) export_files(entries, *options.export_to);
  if (options.explain) {
    const auto width = text::width_of(STDOUT_FILENO);
    for (const auto& entry : entries) fmt::print("{}\n", text::fitted(smt::explain(entry), width));
  }
  if (options.page) {
    fmt::print("{}", smt::to_page(entries));
  } else {
    print_verdict(entries, certificates);
  }
  const auto verdict = status_of(entries, options.certificates);
  const auto status = reported(verdict, options.reports,
                               [&] { return formats::results_of(entries, verdict, started_ms); });
  return written_after(status, [&] {
    if (options.json) report::write_json(document_of(entries, verdict), *options.json);
    if (options.html) {
      report::write_document(*options.html, html::prove_page(entries, verdict));
    }
  });
}

void add_prove(CLI::App& app, options::ExitStatus& status) {
  const auto options = std::make_shared<ProveOptions>();
  auto* prove = app.add_subcommand(
      "prove", "Prove the theorems for any number of extents, devices and threads");
  prove->add_option("ID", options->id, "Only what has an id that starts so");
  prove->add_flag("--list", options->list, "Only say what there is to prove");
  prove->add_flag("--explain", options->explain,
                  "Statement, hypotheses, place in the specification, and the certificate");
  prove->add_flag("--certificates", options->certificates,
                  "Make a certificate of each, which `certify` checks without any solver");
  prove->add_flag("--page", options->page, "Print the page that is kept as smt/LEDGER.md");
  prove->add_option("--export", options->export_to,
                    "Write an SMT-LIB 2 file for each into this folder, and the certificate");
  prove->add_option("--json", options->json, "Write the ledger here as well");
  add_reports(*prove, options->reports);
  add_html(*prove, options->html);
  prove->callback([options, &status] {
    heed_signals_beside_solvers();
    status = command::prove(*options);
  });
}

}  // namespace claimcheck::command
