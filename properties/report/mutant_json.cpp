// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "properties/report/mutant_report.hpp"
#include "properties/report/report.hpp"
#include "properties/report/run_json.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::report {
namespace {

using nlohmann::json;

json to_json(const mutants::Detection& one) {
  return {{"clause", name(one.clause)},  {"aspect", one.aspect},
          {"traces", one.traces},        {"operations", one.operations},
          {"seconds", one.seconds},      {"shrunk_operations", one.shrunk},
          {"reproduced", one.reproduced}};
}

mutants::Detection detection_of(const json& one) {
  return {model::parse_clause(one.at("clause").get<std::string>()).value(),
          one.at("aspect"),
          one.at("traces"),
          one.at("operations"),
          one.at("seconds"),
          one.at("shrunk_operations"),
          one.at("reproduced")};
}

json to_json(const MutantCell& cell) {
  json out = {{"mode", cell.mode}, {"runs", cell.runs}, {"unfinished", cell.unfinished}};
  out["catches"] = json::array();
  for (const auto& one : cell.detections) out["catches"].push_back(to_json(one));
  return out;
}

template <class Number>
json spread_of(const MutantCell& cell, Number mutants::Detection::*field) {
  std::vector<double> values;
  for (const auto& one : cell.detections) values.push_back(static_cast<double>(one.*field));
  const auto s = spread(values);
  return {{"mean", s.mean}, {"deviation", s.deviation}, {"min", s.lowest}, {"max", s.highest}};
}

json with_statistics(const MutantCell& cell) {
  json out = to_json(cell);
  out["caught"] = cell.detections.size();
  if (cell.detections.empty()) return out;
  out["blamed"] = blamed(cell);
  out["traces"] = spread_of(cell, &mutants::Detection::traces);
  out["operations"] = spread_of(cell, &mutants::Detection::operations);
  out["seconds"] = spread_of(cell, &mutants::Detection::seconds);
  out["shrunk_operations"] = spread_of(cell, &mutants::Detection::shrunk);
  return out;
}

}  // namespace

std::string encode(const MutantRow& row) {
  json cells = json::array();
  for (const auto& cell : row.cells) cells.push_back(to_json(cell));
  const json out = {{"cells", cells}, {"film", row.film}};
  return out.dump(-1, ' ', true, json::error_handler_t::replace);
}

MutantRow decode(const mutants::SeededBug& bug, const std::string& text) {
  const auto parsed = json::parse(text);
  MutantRow row{bug, {}, parsed.at("film")};
  for (const auto& cell : parsed.at("cells")) {
    row.cells.push_back({cell.at("mode"), cell.at("runs"), cell.at("unfinished"), {}});
    for (const auto& one : cell.at("catches"))
      row.cells.back().detections.push_back(detection_of(one));
  }
  return row;
}

void write_json(const std::vector<MutantRow>& rows, const options::MutantOptions& options,
                const std::filesystem::path& path) {
  auto out = head("mutants");
  out.update({{"seed", options.seed},
              {"seeds", options.seeds},
              {"budget", {{"traces", options.traces}, {"fault_traces", options.fault_traces}}},
              {"exit_status", static_cast<int>(verdict(rows))}});
  out["mutants"] = json::array();
  for (const auto& row : rows) {
    json cells = json::array();
    for (const auto& cell : row.cells) cells.push_back(with_statistics(cell));
    json clauses = json::array();
    for (const auto clause : row.bug.breaks) clauses.push_back(name(clause));
    out["mutants"].push_back({{"name", row.bug.name},
                              {"description", row.bug.description},
                              {"breaks", clauses},
                              {"found_by", row.bug.found_by},
                              {"refuted_as", row.bug.refuted_as},
                              {"exit_status", static_cast<int>(row.status())},
                              {"complaint", row.complaint()},
                              {"modes", cells}});
  }
  write_json(out, path);
}

}  // namespace claimcheck::report
