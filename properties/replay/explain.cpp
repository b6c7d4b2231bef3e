// SPDX-License-Identifier: MIT
#include "properties/replay/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "model/trace/trace_text.hpp"

namespace claimcheck::replay {
namespace {

using Lines = std::vector<std::string>;

// The lines of a state's text, each with the name of what it is part of in place of its
// indentation: lines of two regions or devices are never taken for one another.
Lines lines_of(const std::string& text) {
  Lines lines;
  std::string region;
  std::string device;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = text.find('\n', begin);
    const auto first = text.find_first_not_of(' ', begin);
    auto line = text.substr(first, end - first);
    const auto owner = line.substr(0, line.find(' ', line.find(' ') + 1)) + ' ';
    if (first - begin == 4) {
      line = device + line;
    } else if (line.starts_with("device")) {
      device = owner;
    } else if (first - begin == 2) {
      line = region + line;
    } else {
      region = owner;
    }
    lines.push_back(std::move(line));
    begin = end + 1;
  }
  return lines;
}

// The name that the trace gives a UUID instead of the UUID.
std::string with_names(std::string text, const model::Trace& trace) {
  for (const auto& tag : trace.tags) {
    const auto uuid = to_string(tag.uuid);
    std::string named;
    std::size_t begin = 0;
    for (auto place = text.find(uuid); place != std::string::npos; place = text.find(uuid, begin)) {
      named.append(text, begin, place - begin).append(tag.name);
      begin = place + uuid.size();
    }
    text = named.append(text, begin, std::string::npos);
  }
  return text;
}

// An engine may show a million of them.
std::unordered_set<std::string_view> set_of(const Lines& lines) {
  return {lines.begin(), lines.end()};
}

// What went and what came, in the order of the state's text.
Lines changes(const Lines& before, const Lines& after) {
  Lines lines;
  const auto is_after = set_of(after);
  for (const auto& line : before) {
    if (!is_after.contains(line)) lines.push_back("- " + line);
  }
  const auto is_before = set_of(before);
  for (const auto& line : after) {
    if (!is_before.contains(line)) lines.push_back("+ " + line);
  }
  return lines;
}

// The changes of both, those that are the same beside each other: the contract lists extents as
// they arrived, an engine as it likes. What only one side has comes last, and is marked.
std::vector<Row> rows_of(const Lines& contract, const Lines& engine) {
  std::vector<Row> rows;
  std::vector<Row> differing;
  const auto in_engine = set_of(engine);
  const auto in_contract = set_of(contract);
  for (const auto& line : contract) {
    const bool same = in_engine.contains(line);
    (same ? rows : differing).push_back({line, same ? line : "", same});
  }
  std::size_t next = 0;
  for (const auto& line : engine) {
    if (in_contract.contains(line)) continue;
    if (next == differing.size()) differing.push_back({"", "", false});
    differing[next++].engine = line;
  }
  rows.insert(rows.end(), differing.begin(), differing.end());
  return rows;
}

constexpr std::string_view indent = "     ";

// Two columns, of at most `most` together; rows that are not the same in both are marked.
std::string side_by_side(const std::vector<Row>& rows, std::size_t most) {
  std::size_t width = 48;
  for (const auto& row : rows) width = std::max(width, row.contract.size());
  constexpr std::size_t between = 3;
  const auto half = (most - indent.size() - between) / 2;
  width = std::min(width, half);
  const auto rest = most - indent.size() - between - width;
  std::string text;
  for (const auto& row : rows) {
    auto contract = text::cell_lines(row.contract, width);
    auto engine = text::cell_lines(row.engine, rest);
    const auto lines = std::max(contract.size(), engine.size());
    contract.resize(lines);
    engine.resize(lines);
    for (std::size_t line = 0; line < lines; ++line) {
      text += fmt::format("{}{:<{}} {} {}\n", indent, contract[line], width, row.same ? '|' : '!',
                          engine[line]);
    }
  }
  return text;
}

bool is_of_the_return(const std::optional<judge::Difference>& difference) {
  if (!difference) return false;
  const auto& aspect = difference->defect.aspect;
  return aspect == "outcome" || aspect == "text" || aspect == "length";
}

}  // namespace

Explanation::Explanation(const model::Trace& trace, std::string engine, std::size_t width)
    : trace_(trace), engine_(std::move(engine)), width_(width) {
  contract_lines_ = lines_of(to_string(trace.setup, model::initial_state(trace.setup)));
  engine_lines_ = contract_lines_;
}

// What the contract wants returned: where a failure was injected, that (A2), or the error that
// there would have been without it.
std::string Explanation::wanted(const judge::StepReport& report) const {
  const auto& operation = trace_.steps[report.step].operation;
  const auto& outcome = report.outcome;
  std::string text = "contract: ";
  for (const int error : report.environment.injected()) {
    const auto injected = model::print_result(trace_, operation, {-error, {}, 0}) + " by A2";
    if (text.find(injected) == std::string::npos) text += injected + " or ";
  }
  if (text.ends_with(" or ") && !outcome.failed()) return text.substr(0, text.size() - 4);
  const auto result = model::print_result(trace_, operation, outcome);
  return text + fmt::format("{} by {}", result, name(outcome.clause));
}

std::vector<Row> Explanation::rows(const judge::StepReport& report) {
  const auto& step = trace_.steps[report.step];
  auto contract_lines = lines_of(with_names(to_string(trace_.setup, report.state), trace_));
  auto engine_lines = lines_of(with_names(to_string(trace_.setup, report.snapshot), trace_));

  auto rows =
      rows_of(changes(contract_lines_, contract_lines), changes(engine_lines_, engine_lines));
  for (const auto& warning : report.environment.warnings()) {
    rows.insert(rows.begin(), {"", "warns: " + with_names(warning, trace_), true});
  }
  const auto returned =
      fmt::format("{}: {}", engine_, describe(trace_, step.operation, report.observed));
  rows.insert(rows.begin(), {wanted(report), returned, !is_of_the_return(report.difference)});
  contract_lines_ = std::move(contract_lines);
  engine_lines_ = std::move(engine_lines);
  return rows;
}

std::string Explanation::step(const judge::StepReport& report) {
  const auto line = model::print(trace_, trace_.steps[report.step]);
  auto text = text::fitted(fmt::format("{:>3}  {}\n", report.step + 1, line), width_) +
              side_by_side(rows(report), width_);
  if (report.difference) {
    const auto clause = report.difference->defect.clause;
    text += text::fitted(fmt::format("{0}{1} is broken: {2}\n{0}{3}\n", indent, name(clause),
                                     info(clause).sentence, report.difference->message),
                         width_);
  }
  return text;
}

}  // namespace claimcheck::replay
