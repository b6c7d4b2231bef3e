// SPDX-License-Identifier: MIT
#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/html/document.hpp"
#include "properties/html/solver_pages.hpp"
#include "properties/html/table.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::html {
namespace {

std::string_view class_of(const smt::Entry& entry) {
  return entry.proved() ? "holds" : entry.refuted() ? "broken" : "open";
}

std::string_view class_of(options::ExitStatus status) {
  return status == options::ExitStatus::holds    ? "holds"
         : status == options::ExitStatus::broken ? "broken"
                                                 : "open";
}

Markup obligations_part(const std::vector<smt::Entry>& entries) {
  Table table({"obligation", "clauses", "Z3", "cvc5", "rlimit of Z3", "hypotheses needed", "at"});
  for (const auto& entry : entries) {
    const auto& one = entry.obligation;
    const auto answer = [](smt::solve::Status status) {
      return markup("<span class=\"word\">{}</span>", smt::solve::to_string(status));
    };
    table.row(class_of(entry),
              {markup("<code>{}</code><br><span class=\"said\">{}</span>", one.id, one.sentence),
               markup("{}", one.clauses), answer(entry.z3.status), answer(entry.cvc5.status),
               markup("{}", entry.z3.effort),
               markup("{} of {}", entry.needed.hypotheses.size(), one.hypotheses.size()),
               markup("<code>{}:{}</code>", one.file, one.line)});
  }
  auto out = Markup::raw(
      "<h2>Each obligation</h2><p>What has to be proved for any number of extents, devices and "
      "threads, and what the solvers say of it.</p>");
  Markup open;
  for (const auto& entry : entries) {
    if (entry.proved() || entry.z3.status == smt::solve::Status::not_run) continue;
    open +=
        markup("<li class=\"{}\"><code>{}</code>: <span class=\"word\">{}</span></li>",
               class_of(entry), entry.obligation.id, entry.refuted() ? "refuted" : "not proved");
  }
  if (!open.empty()) out += markup("<ul>{}</ul>", open);
  return out += std::move(table).done();
}

std::size_t proved(const std::vector<smt::Entry>& entries) {
  return static_cast<std::size_t>(std::ranges::count_if(entries, &smt::Entry::proved));
}

std::string solvers() {
  return fmt::format("Z3 {}, cvc5 {}", smt::solve::z3_version(),
                     smt::solve::has_cvc5() ? smt::solve::cvc5_version()
                                            : "not installed: there is no second opinion");
}

Markup checks_part(const smt::Audit& audit) {
  Table table({"what was tried", "on", "what was found"});
  for (const auto& check : report::checks_of(audit)) {
    Markup against;
    for (const auto& line : check.against) against += markup("<li>{}</li>", line);
    table.row(check.against.empty() ? "holds" : "broken",
              {markup("{}", check.name), markup("{}", check.what),
               against.empty() ? markup("<span class=\"word\">nothing</span>")
                               : markup("<ul>{}</ul>", against)});
  }
  auto out = Markup::raw("<h2>What was tried against the proofs</h2>");
  return out += std::move(table).done();
}

Markup counter_trace(const smt::SpecificationMutantResult& result) {
  if (!result.counter.trace) return {};
  return markup("<details><summary>its counter-model as a trace</summary><pre>{}</pre></details>",
                model::print(model::document(*result.counter.trace)));
}

Markup mutants_part(const report::AuditReport& report) {
  Table table({"specification mutant", "Z3 refutes", "cvc5 refutes", "when it is run"});
  const auto refuted = [](const std::string& id) {
    return id.empty() ? markup("<span class=\"word\">NOT REFUTED</span>")
                      : markup("<code>{}</code>", id);
  };
  for (std::size_t i = 0; i < report.audit.specification_mutants.size(); ++i) {
    const auto& result = report.audit.specification_mutants[i];
    auto name = markup("{}<br><span class=\"said\">{}</span>", result.name, result.description);
    if (const auto complaint = report::complaint(result, report.differing[i]); !complaint.empty()) {
      name += markup("<br><span class=\"word\">{}</span>", complaint);
    }
    auto run =
        !result.is_run
            ? Markup()
            : markup("{}", result.false_statement.empty() ? "NOT CAUGHT" : result.false_statement);
    run += counter_trace(result);
    table.row(class_of(report::status(result, report.differing[i])),
              {name, refuted(result.refutation.by_z3), refuted(result.refutation.by_cvc5), run});
  }
  auto out = Markup::raw(
      "<h2>Specifications with a mistake</h2><p>Each is a weakening of a specification, and has to "
      "be refuted: proofs that could not fail would prove nothing.</p>");
  return out += std::move(table).done();
}

}  // namespace

std::string prove_page(const std::vector<smt::Entry>& entries, options::ExitStatus status) {
  const auto refuted = std::ranges::count_if(entries, &smt::Entry::refuted);
  return document("claimcheck prove",
                  {status,
                   fmt::format("{} of {} obligations are proved, {} refuted", proved(entries),
                               entries.size(), refuted),
                   {solvers()}},
                  obligations_part(entries));
}

std::string audit_page(const report::AuditReport& report) {
  const auto& audit = report.audit;
  const auto status = report::verdict(report);
  Verdict verdict{status, {}, {}};
  verdict.sentence = status == options::ExitStatus::holds ? "Nothing was found against the proofs"
                     : audit.is_finished                  ? "The audit did not pass"
                                         : "The audit was ended before it was through";
  const auto caught = [&] {
    std::size_t count = 0;
    for (std::size_t i = 0; i < audit.specification_mutants.size(); ++i) {
      count += report::complaint(audit.specification_mutants[i], report.differing[i]).empty();
    }
    return count;
  }();
  verdict.facts = {
      fmt::format("{} of {} obligations are proved", proved(audit.entries), audit.entries.size()),
      fmt::format("{} of {} specifications with a mistake are refuted", caught,
                  audit.specification_mutants.size()),
      solvers()};
  auto body = checks_part(audit);
  body += mutants_part(report);
  body += obligations_part(audit.entries);
  return document("claimcheck audit", verdict, body);
}

}  // namespace claimcheck::html
