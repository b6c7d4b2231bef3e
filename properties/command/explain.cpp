// SPDX-License-Identifier: MIT
#include "properties/command/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/trace_text.hpp"

namespace claimcheck::command {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// The name that the trace gives a UUID instead of the UUID.
std::string with_names(std::string text, const model::Trace& trace) {
  for (const auto& tag : trace.tags) {
    const auto uuid = to_string(tag.uuid);
    for (auto place = text.find(uuid); place != std::string::npos; place = text.find(uuid)) {
      text.replace(place, uuid.size(), tag.name);
    }
  }
  return text;
}

// What went and what came, in the order of the state's text.
Lines changes(const Lines& before, const Lines& after) {
  Lines lines;
  for (const auto& line : before) {
    if (std::ranges::find(after, line) == after.end()) lines.push_back("- " + line);
  }
  for (const auto& line : after) {
    if (std::ranges::find(before, line) == before.end()) lines.push_back("+ " + line);
  }
  return lines;
}

// Two columns; rows that are not the same in both are marked.
std::string side_by_side(const Lines& left, const Lines& right) {
  constexpr std::size_t width = 48;
  std::string text;
  for (std::size_t row = 0; row < std::max(left.size(), right.size()); ++row) {
    const std::string_view a = row < left.size() ? left[row] : "";
    const std::string_view b = row < right.size() ? right[row] : "";
    text += fmt::format("    {:<{}} {} {}\n", a, width, a == b ? '|' : '!', b);
  }
  return text;
}

}  // namespace

Explanation::Explanation(const model::Trace& trace, std::string engine)
    : trace_(trace), engine_(std::move(engine)) {
  contract_lines_ = lines_of(to_string(trace.setup, model::initial_state(trace.setup)));
  engine_lines_ = contract_lines_;
}

std::string Explanation::step(const check::StepReport& report) {
  const auto& step = trace_.steps[report.step];
  std::string text = fmt::format("{:>3}  {}\n", report.step + 1, model::print(trace_, step));

  const auto& outcome = report.outcome;
  auto contract_lines = lines_of(with_names(to_string(trace_.setup, report.state), trace_));
  auto engine_lines = lines_of(with_names(to_string(trace_.setup, report.snapshot), trace_));
  Lines left = {
      fmt::format("contract: {} by {}",
                  model::print_result(trace_, step.operation, outcome.result, outcome.uuid),
                  name(outcome.clause))};
  Lines right = {fmt::format("{}: {}", engine_, describe(trace_, step.operation, report.observed))};
  for (const int error : report.environment.injected()) {
    right.push_back(
        fmt::format("injected {}", model::print_result(trace_, step.operation, -error, {})));
  }
  for (const auto& warning : report.environment.warnings()) right.push_back("warns: " + warning);
  const auto left_changes = changes(contract_lines_, contract_lines);
  const auto right_changes = changes(engine_lines_, engine_lines);
  text += side_by_side(left, right) + side_by_side(left_changes, right_changes);
  if (report.difference) {
    const auto clause = report.difference->defect.clause;
    text += fmt::format("     {} is broken: {}\n     {}\n", name(clause), info(clause).sentence,
                        report.difference->message);
  }
  contract_lines_ = std::move(contract_lines);
  engine_lines_ = std::move(engine_lines);
  return text;
}

}  // namespace claimcheck::command
