// SPDX-License-Identifier: MIT
#include "properties/compare/comparison_text.hpp"

#include <fmt/format.h>

#include <array>

#include "model/trace/trace_text.hpp"
#include "properties/engines/engine.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/build.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/run_json.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::compare {
namespace {

using nlohmann::json;

constexpr std::array changes = {Change::added, Change::undecided, Change::unchanged, Change::fixed};

std::string_view word(Change change) {
  switch (change) {
    case Change::added:
      return "new";
    case Change::undecided:
      return "undecided";
    case Change::unchanged:
      return "unchanged";
    case Change::fixed:
      break;
  }
  return "fixed";
}

std::string on_side(std::string_view option, const Seen& seen, const std::string& command) {
  constexpr std::string_view indent = "              ";
  return text::wrap(seen.sentence, text::terminal_width, fmt::format("  {:<12}", option), indent) +
         fmt::format("{}{}\n", indent, command);
}

std::string text_of(const ComparedDefect& defect, const Side& now, const Side& before) {
  const auto& example = defect.example;
  const auto clause = example.finding.defect.clause;
  auto text = text::wrap(info(clause).sentence, text::terminal_width,
                         fmt::format("{:<10} {:<3} ", word(defect.change), name(clause)),
                         "               ");
  if (!defect.reason.empty()) text += fmt::format("  {}\n", defect.reason);
  text +=
      on_side("--kernel", example.now, replay::replay_command(example.path, now.engine.argument()));
  text += on_side("--against", example.before,
                  replay::replay_command(example.path, before.engine.argument()));
  return text;
}

std::string traces_left(std::string_view option, std::uint64_t count) {
  if (count == 0) return "";
  return text::wrap(
      fmt::format("{}: the time ran out with {} traces to go: what they would have found is not "
                  "listed",
                  option, count),
      text::terminal_width);
}

std::string_view word(Seen::Kind kind) {
  switch (kind) {
    case Seen::Kind::breaks:
      return "breaks";
    case Seen::Kind::holds:
      return "holds";
    case Seen::Kind::unknown:
      break;
  }
  return "unknown";
}

json to_json(const Seen& seen, const std::string& command) {
  json row = {{"verdict", word(seen.kind)}, {"message", seen.sentence}, {"command", command}};
  if (seen.difference) row["clause"] = name(seen.difference->defect.clause);
  return row;
}

}  // namespace

std::string text_of(const Comparison& comparison, const Side& now, const Side& before) {
  auto text =
      fmt::format("--kernel    {}\n--against   {}\n", kernel::engine_title(now.engine.argument()),
                  kernel::engine_title(before.engine.argument()));
  std::string counts;
  for (const auto change : changes) {
    counts +=
        fmt::format("{}{} {}", counts.empty() ? "" : ", ", comparison.count(change), word(change));
  }
  text += fmt::format("defects: {}\n", counts);
  text += traces_left("--kernel", comparison.traces_left_now);
  text += traces_left("--against", comparison.traces_left_before);
  for (const auto& defect : comparison.defects) text += "\n" + text_of(defect, now, before);
  return text;
}

json to_json(const Comparison& comparison, const Side& now, const Side& before) {
  json rows = json::array();
  for (const auto& defect : comparison.defects) {
    const auto& example = defect.example;
    json row = {{"change", word(defect.change)},
                {"clause", name(example.finding.defect.clause)},
                {"found_on", example.found_now ? "kernel" : "against"},
                {"file", installation::show(example.path)},
                {"trace", model::print(model::document(example.finding.trace))},
                {"kernel",
                 to_json(example.now, replay::replay_command(example.path, now.engine.argument()))},
                {"against", to_json(example.before, replay::replay_command(
                                                        example.path, before.engine.argument()))}};
    if (!defect.reason.empty()) row["reason"] = defect.reason;
    rows.push_back(std::move(row));
  }
  json counts = json::object();
  for (const auto change : changes) counts[word(change)] = comparison.count(change);
  return {{"kernel", kernel::engine_title(now.engine.argument())},
          {"against", kernel::engine_title(before.engine.argument())},
          {"counts", counts},
          {"traces_left",
           {{"kernel", comparison.traces_left_now}, {"against", comparison.traces_left_before}}},
          {"defects", rows}};
}

}  // namespace claimcheck::compare
