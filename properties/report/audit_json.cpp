// SPDX-License-Identifier: MIT
#include <algorithm>

#include "properties/report/audit_report.hpp"
#include "properties/report/run_json.hpp"
#include "smt/solvers/cvc5.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::report {
namespace {

using nlohmann::json;

json to_json(const smt::SpecificationMutantResult& result, const std::string& differing) {
  json row = {
      {"name", result.name},
      {"description", result.description},
      {"refuted_by", {{"z3", result.refutation.by_z3}, {"cvc5", result.refutation.by_cvc5}}},
      {"exit_status", static_cast<int>(status(result, differing))}};
  if (const auto why = complaint(result, differing); !why.empty()) row["complaint"] = why;
  if (result.is_run) row["false_when_run"] = result.false_statement;
  return row;
}

}  // namespace

json to_json(const AuditReport& report, bool is_part) {
  const auto& audit = report.audit;
  auto out = head("audit");
  out.update({{"exit_status", static_cast<int>(verdict(report))},
              {"finished", audit.is_finished},
              {"part", is_part},
              {"solvers", {{"z3", smt::solve::z3_version()}}},
              {"obligations", json::array()},
              {"checks", json::array()},
              {"specification_mutants", json::array()},
              {"weakenings",
               {{"all", audit.weakenings.size()},
                {"noticed",
                 std::ranges::count_if(audit.weakenings, &smt::WeakeningResult::is_noticed)}}}});
  if (smt::solve::has_cvc5()) out["solvers"]["cvc5"] = smt::solve::cvc5_version();
  for (const auto& entry : audit.entries) {
    out["obligations"].push_back({{"id", entry.obligation.id},
                                  {"proved", entry.proved()},
                                  {"refuted", entry.refuted()},
                                  {"z3", to_string(entry.z3.status)},
                                  {"cvc5", to_string(entry.cvc5.status)}});
  }
  for (const auto& check : checks_of(audit)) {
    out["checks"].push_back({{"name", check.name}, {"on", check.what}, {"against", check.against}});
  }
  for (std::size_t i = 0; i < audit.specification_mutants.size(); ++i) {
    out["specification_mutants"].push_back(
        to_json(audit.specification_mutants[i], report.differing[i]));
  }
  return out;
}

}  // namespace claimcheck::report
