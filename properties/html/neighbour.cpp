// SPDX-License-Identifier: MIT
#include "properties/html/neighbour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/trace/trace_text.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/html/region_map.hpp"
#include "properties/replay/corpus.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t max_candidates = 12;
constexpr std::uint64_t max_interleavings = 2'000;  // of a candidate with threads

struct Candidate {
  model::Trace trace;
  std::string without;
  std::optional<std::size_t> removed = {};  // a place in the trace that it is made of
  std::optional<std::size_t> changed = {};
  std::optional<std::size_t> max_preemptions = {};
};

model::Trace bare(model::Trace trace) {
  trace.breaks.clear();
  trace.schedule.clear();
  for (auto& step : trace.steps) step.expected.reset();
  return trace;
}

void without_failures(const model::Trace& trace, std::vector<Candidate>& candidates) {
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    const auto& faults = trace.steps[step].faults;
    for (std::size_t i = 0; i < faults.size(); ++i) {
      Candidate candidate{trace, fmt::format("the failure of {}", faults[i].site)};
      auto& left = candidate.trace.steps[step].faults;
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      candidate.changed = step;
      candidates.push_back(std::move(candidate));
    }
  }
}

void without_losses(const model::Trace& trace, std::vector<Candidate>& candidates) {
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    Candidate candidate{trace, "the loss of a member"};
    auto* offer = std::get_if<model::Offer>(&candidate.trace.steps[step].operation);
    if (!offer || std::ranges::none_of(offer->members, &model::Member::lost)) continue;
    for (auto& member : offer->members) member.lost = false;
    candidate.changed = step;
    candidates.push_back(std::move(candidate));
  }
}

void without_operations(const model::Trace& trace, std::vector<Candidate>& candidates) {
  const bool has_last = trace.is_concurrent();  // which of the threads' is the last is open
  for (std::size_t step = trace.steps.size() - (has_last ? 0 : 1); step-- > 0;) {
    Candidate candidate{trace, fmt::format("step {}", step + 1)};
    auto& steps = candidate.trace.steps;
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(step));
    candidate.removed = step;
    candidates.push_back(std::move(candidate));
  }
}

// `map` becomes what the regions look like at its end, where one operation comes after another.
bool passes(const engines::Engine& engine, const Candidate& candidate, Markup& map) {
  replay::Narration narration;
  if (!candidate.trace.is_concurrent()) {
    narration.tell = [&](const judge::StepReport& report) {
      if (report.step + 1 < candidate.trace.steps.size()) return std::string();
      const auto& now = report.snapshot;
      const auto lost = lost_members(candidate.trace, report.step, now);
      return region_maps({candidate.trace, now, now, now, lost, false}).text();
    };
    narration.hear = [&](const std::string& text) { map = Markup::raw(text); };
  }
  const auto replayed = replay::replay_trace(
      engine, candidate.trace, {max_interleavings, candidate.max_preemptions}, narration);
  if (replayed.difference) return false;
  if (replayed.verdict == replay::Replayed::holds) return true;
  // All that do not switch, and there are others.
  return candidate.max_preemptions && replayed.searched && replayed.searched->bounded;
}

Neighbour shown(const model::Trace& trace, const Candidate& candidate) {
  Neighbour neighbour;
  neighbour.without = candidate.without;
  if (!candidate.removed && !candidate.changed) return neighbour;
  const auto told =
      candidate.trace.is_concurrent() ? candidate.trace : judge::with_outcomes(candidate.trace);
  std::size_t place = 0;
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    const auto text = model::print(trace, trace.steps[step]);
    if (candidate.removed == step || candidate.changed == step) {
      neighbour.lines.push_back({text, true, false});
      if (candidate.removed == step) continue;
    }
    neighbour.lines.push_back(
        {model::print(told, told.steps[place++]), false, candidate.changed == step});
  }
  return neighbour;
}

}  // namespace

std::optional<Neighbour> neighbour_of(const engines::Engine& engine, const model::Trace& given) {
  if (given.steps.empty()) return std::nullopt;
  const auto trace = bare(given);
  std::vector<Candidate> candidates;
  without_failures(trace, candidates);
  without_losses(trace, candidates);
  if (trace.is_concurrent()) {
    Candidate candidate{trace, "preemption"};
    candidate.max_preemptions = 0;
    candidates.push_back(std::move(candidate));
  }
  without_operations(trace, candidates);
  if (candidates.size() > max_candidates) candidates.resize(max_candidates);
  for (const auto& candidate : candidates) {
    Markup map;
    if (!passes(engine, candidate, map)) continue;
    auto neighbour = shown(trace, candidate);
    neighbour.map = std::move(map);
    return neighbour;
  }
  return std::nullopt;
}

}  // namespace claimcheck::html
