// SPDX-License-Identifier: MIT
#include "properties/html/neighbour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "model/trace/trace_text.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/html/region_map.hpp"
#include "properties/replay/corpus.hpp"

namespace claimcheck::html {
namespace {

constexpr std::size_t max_changes = 12;
constexpr std::size_t max_pairs = 15;
// Of a candidate with threads; of a pair, of which there are more, a quarter.
constexpr std::uint64_t max_interleavings = 2'000;

// One thing that is taken away.
struct Change {
  enum class What { failure, loss, preemption, operation };
  What what;
  std::string called;
  std::size_t step = 0;
  std::size_t failure = 0;  // of the step
};

struct Candidate {
  model::Trace trace;
  std::vector<Change> changes;
  std::optional<std::size_t> max_preemptions = {};

  bool is_at(std::size_t step, bool removes) const {
    return std::ranges::any_of(changes, [&](const Change& change) {
      return change.what != Change::What::preemption && change.step == step &&
             (change.what == Change::What::operation) == removes;
    });
  }
};

model::Trace bare(model::Trace trace) {
  trace.breaks.clear();
  trace.schedule.clear();
  for (auto& step : trace.steps) step.expected.reset();
  return trace;
}

bool loses(const model::Step& step) {
  const auto* offer = std::get_if<model::Offer>(&step.operation);
  return offer && std::ranges::any_of(offer->members, &model::Member::lost);
}

// In the order in which they are tried; the first of many.
std::vector<Change> changes_of(const model::Trace& trace) {
  using enum Change::What;
  std::vector<Change> changes;
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    const auto& faults = trace.steps[step].faults;
    for (std::size_t i = 0; i < faults.size(); ++i) {
      changes.push_back({failure, fmt::format("the failure of {}", faults[i].site), step, i});
    }
  }
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    if (loses(trace.steps[step])) changes.push_back({loss, "the loss of a member", step});
  }
  if (trace.is_concurrent()) changes.push_back({preemption, "preemption"});
  const bool has_last = trace.is_concurrent();  // which of the threads' is the last is open
  for (std::size_t step = trace.steps.size() - (has_last ? 0 : 1); step-- > 0;) {
    if (changes.size() >= max_changes) break;
    changes.push_back({operation, fmt::format("step {}", step + 1), step});
  }
  if (changes.size() > max_changes) changes.resize(max_changes);
  return changes;
}

// From the last change of a step to its first, so that those before it stay where they are.
Candidate without(const model::Trace& trace, std::vector<Change> changes) {
  Candidate candidate{trace, changes};
  std::ranges::sort(changes, std::greater(), [](const Change& change) {
    return std::tuple(change.step, change.what != Change::What::operation, change.failure);
  });
  auto& steps = candidate.trace.steps;
  for (const auto& change : changes) {
    const auto at = static_cast<std::ptrdiff_t>(change.step);
    switch (change.what) {
      case Change::What::failure: {
        auto& faults = steps[change.step].faults;
        faults.erase(faults.begin() + static_cast<std::ptrdiff_t>(change.failure));
        break;
      }
      case Change::What::loss:
        for (auto& member : std::get<model::Offer>(steps[change.step].operation).members) {
          member.lost = false;
        }
        break;
      case Change::What::preemption:
        candidate.max_preemptions = 0;
        break;
      case Change::What::operation:
        steps.erase(steps.begin() + at);
    }
  }
  return candidate;
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
      engine, candidate.trace,
      {max_interleavings / (candidate.changes.size() > 1 ? 4 : 1), candidate.max_preemptions},
      narration);
  if (replayed.difference) return false;
  if (replayed.verdict == replay::Replayed::holds) return true;
  // All that do not switch, and there are others.
  return candidate.max_preemptions && replayed.searched && replayed.searched->bounded;
}

Neighbour shown(const model::Trace& trace, const Candidate& candidate) {
  Neighbour neighbour;
  for (const auto& change : candidate.changes) {
    neighbour.without += (neighbour.without.empty() ? "" : " and ") + change.called;
  }
  if (candidate.changes.size() == 1 && candidate.max_preemptions) return neighbour;
  const auto told =
      candidate.trace.is_concurrent() ? candidate.trace : judge::with_outcomes(candidate.trace);
  std::size_t place = 0;
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    const auto text = model::print(trace, trace.steps[step]);
    const bool is_removed = candidate.is_at(step, true);
    const bool is_changed = !is_removed && candidate.is_at(step, false);
    if (is_removed || is_changed) neighbour.lines.push_back({text, true, false});
    if (is_removed) continue;
    neighbour.lines.push_back({model::print(told, told.steps[place++]), false, is_changed});
  }
  return neighbour;
}

std::optional<Neighbour> tried(const engines::Engine& engine, const model::Trace& trace,
                               std::vector<Change> changes) {
  const auto candidate = without(trace, std::move(changes));
  if (candidate.trace.steps.empty()) return std::nullopt;
  Markup map;
  if (!passes(engine, candidate, map)) return std::nullopt;
  auto neighbour = shown(trace, candidate);
  neighbour.map = std::move(map);
  return neighbour;
}

}  // namespace

std::optional<Neighbour> neighbour_of(const engines::Engine& engine, const model::Trace& given) {
  if (given.steps.empty()) return std::nullopt;
  const auto trace = bare(given);
  const auto changes = changes_of(trace);
  for (const auto& change : changes) {
    if (auto neighbour = tried(engine, trace, {change})) return neighbour;
  }
  // A trace that a person wrote may show two defects, and is left with the other one.
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    for (std::size_t k = i + 1; k < changes.size(); ++k) {
      if (pairs++ == max_pairs) return std::nullopt;
      if (auto neighbour = tried(engine, trace, {changes[i], changes[k]})) return neighbour;
    }
  }
  return std::nullopt;
}

}  // namespace claimcheck::html
