// SPDX-License-Identifier: MIT
#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/installation/installation.hpp"
#include "properties/replay/show.hpp"
#include "properties/report/replay_report.hpp"
#include "properties/report/run_json.hpp"

namespace claimcheck::report {
namespace {

using nlohmann::json;

std::string_view word(replay::Replayed verdict) {
  switch (verdict) {
    case replay::Replayed::holds:
      return "holds";
    case replay::Replayed::breaks_as_said:
      return "breaks as said";
    case replay::Replayed::breaks:
      return "breaks";
    case replay::Replayed::not_broken:
      return "not broken";
    case replay::Replayed::not_asked:
      return "not asked";
    case replay::Replayed::unfinished:
      return "unfinished";
    case replay::Replayed::wrong_file:
      break;
  }
  return "wrong file";
}

}  // namespace

json to_json(const replay::ReplayedTrace& replayed) {
  json row = {{"file", installation::show(replayed.path)},
              {"verdict", word(replayed.verdict)},
              {"holds", replayed.verdict == replay::Replayed::holds},
              {"as_said", replayed.verdict == replay::Replayed::holds ||
                              replayed.verdict == replay::Replayed::breaks_as_said}};
  if (replayed.difference) {
    row["clause"] = name(replayed.difference->defect.clause);
    row["step"] = replayed.difference->step + 1;
    row["message"] = replayed.difference->message;
  }
  if (replayed.searched) {
    row["interleavings"] = {{"run", replayed.searched->executions},
                            {"all", replayed.searched->complete}};
  }
  if (!replayed.last_lines.empty()) row["standard_error"] = replayed.last_lines;
  return row;
}

json to_json(const std::vector<replay::ReplayedTrace>& replay,
             const options::ReplayOptions& options) {
  auto out = head("replay");
  out["engine"] = options.engine;
  out["exit_status"] = static_cast<int>(verdict(replay));
  out["replay"] = json::array();
  for (const auto& replayed : replay) {
    out["replay"].push_back(to_json(replayed));
    if (!replayed.difference) continue;
    out["replay"].back()["command"] = replay::replay_command(replayed.path, options.engine);
  }
  return out;
}

options::ExitStatus verdict(const replay::ReplayedTrace& replayed) {
  switch (replayed.verdict) {
    case replay::Replayed::holds:
      return options::ExitStatus::holds;
    case replay::Replayed::not_asked:
    case replay::Replayed::unfinished:
      return options::ExitStatus::no_verdict;
    case replay::Replayed::wrong_file:
      return options::ExitStatus::usage;
    default:
      return options::ExitStatus::broken;
  }
}

options::ExitStatus verdict(const std::vector<replay::ReplayedTrace>& replay) {
  using enum options::ExitStatus;
  // Broken is broken, whatever was not finished.
  for (const auto status : {usage, broken, no_verdict}) {
    const auto is_so = [&](const auto& replayed) { return verdict(replayed) == status; };
    if (std::ranges::any_of(replay, is_so)) return status;
  }
  return holds;
}

}  // namespace claimcheck::report
