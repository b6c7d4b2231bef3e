// SPDX-License-Identifier: MIT
#include "properties/formats/defect_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "model/trace/trace_text.hpp"
#include "properties/installation/installation.hpp"
#include "properties/kernel/built.hpp"
#include "properties/kernel/tree.hpp"
#include "properties/replay/show.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::formats {
namespace {

// The line of a step in the trace's file; 0 where there is no such file or step.
std::size_t line_of(const std::filesystem::path& path, std::size_t step) {
  try {
    const auto lines = store::load(path).document.lines;
    const auto found = std::ranges::find_if(lines, [&](const model::Line& line) {
      return line.kind == model::Line::Kind::step && line.index == step;
    });
    return found == lines.end() ? 0 : static_cast<std::size_t>(found - lines.begin()) + 1;
  } catch (const store::StoreError&) {
    return 0;
  }
}

// The lines of sources that the message names, each once.
std::vector<Place> sources_in(const std::string& message) {
  static const std::regex line("([\\w./-]+\\.(?:c|cc|cpp|cxx|h|hpp|rs)):([0-9]{1,7})\\b");
  std::vector<Place> places;
  for (std::sregex_iterator match(message.begin(), message.end(), line), end; match != end;
       ++match) {
    Place place{(*match)[1], static_cast<std::size_t>(std::stoul((*match)[2]))};
    if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
  }
  return places;
}

std::string details_of(const model::Trace& trace, const judge::Defect& defect, std::size_t step,
                       const std::string& message, const std::vector<std::string>& last_lines) {
  auto text =
      fmt::format("{}: {}\n\n{}\nstep {}: {}\n", name(defect.clause), info(defect.clause).sentence,
                  replay::show_indented(trace), step + 1, message);
  for (const auto& line : last_lines) text += fmt::format("standard error: {}\n", line);
  return text;
}

void add_replay(Case& one, const std::filesystem::path& path, std::size_t step,
                const std::string& engine) {
  if (path.empty()) return;
  one.trace = {installation::show(path), line_of(path, step)};
  one.details += fmt::format("\n{}\n", replay::replay_command(path, engine));
}

std::string_view why_not(replay::Replayed verdict) {
  switch (verdict) {
    case replay::Replayed::not_asked:
      return "the engine cannot be asked this";
    case replay::Replayed::unfinished:
      return "not finished";
    case replay::Replayed::not_broken:
      return "holds, though the file expects that it breaks";
    case replay::Replayed::wrong_file:
      return "states what the contract does not say";
    default:
      return "";
  }
}

Outcome outcome_of(replay::Replayed verdict) {
  switch (verdict) {
    case replay::Replayed::holds:
    case replay::Replayed::breaks_as_said:
      return Outcome::passes;
    case replay::Replayed::breaks:
    case replay::Replayed::not_broken:
      return Outcome::fails;
    case replay::Replayed::not_asked:
      return Outcome::skipped;
    default:
      return Outcome::no_verdict;
  }
}

}  // namespace

DefectCases::DefectCases(std::string engine) : engine_(std::move(engine)) {
  const auto tree = kernel::sources_of(engine_);
  if (!tree.empty()) sources_ = std::make_unique<mail::Sources>(tree, engine_);
}

std::string DefectCases::with_places(const std::string& message) const {
  return sources_ ? sources_->with_places(message) : message;
}

Case DefectCases::of(const judge::Finding& finding, const std::filesystem::path& path) const {
  Case one;
  one.suite = "defects";
  one.name =
      fmt::format("{}, {}", judge::describe(finding.defect), store::content_name(finding.trace));
  one.outcome = Outcome::fails;
  one.clause = name(finding.defect.clause);
  one.message = with_places(finding.message);
  one.details =
      details_of(finding.trace, finding.defect, finding.step, one.message, finding.last_lines);
  if (!finding.reproduced) one.details += "FLAKY: it did not fail when it was run once more\n";
  one.sources = sources_in(one.message);
  one.fingerprint = fingerprint(finding.defect);
  add_replay(one, path, finding.step, engine_);
  return one;
}

Case DefectCases::of(const replay::ReplayedTrace& replayed) const {
  Case one;
  one.suite = "corpus";
  one.name = installation::show(replayed.path);
  one.outcome = outcome_of(replayed.verdict);
  one.message = why_not(replayed.verdict);
  one.trace.file = one.name;
  if (!replayed.difference || one.outcome == Outcome::passes) return one;
  const auto& difference = *replayed.difference;
  one.clause = name(difference.defect.clause);
  const auto seen = with_places(difference.message);
  one.message += fmt::format("{}{}", one.message.empty() ? "" : ": ", seen);
  one.details =
      details_of(replayed.trace, difference.defect, difference.step, seen, replayed.last_lines);
  one.sources = sources_in(seen);
  one.fingerprint = fingerprint(difference.defect);
  add_replay(one, replayed.path, difference.step, engine_);
  return one;
}

std::string DefectCases::subject() const {
  if (sources_) return std::string(kernel::bus_file);
  return engine_.find('/') == std::string::npos ? "docs/contract.md"
                                                : engine_.substr(0, engine_.find(','));
}

}  // namespace claimcheck::formats
