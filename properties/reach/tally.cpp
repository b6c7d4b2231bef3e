// SPDX-License-Identifier: MIT
#include "properties/reach/tally.hpp"

#include <algorithm>

#include "properties/explore/hash.hpp"
#include "properties/reach/small_scope.hpp"

namespace claimcheck::reach {
namespace {

// One number of each of `parts` parts of as good as one size, by chance, so that no shard has more
// of them than another.
std::uint64_t drawn(std::uint64_t part, std::uint64_t parts, std::uint64_t numbers) {
  const auto begin = [&](std::uint64_t of) {
    return numbers / parts * of + numbers % parts * of / parts;
  };
  const auto width = begin(part + 1) - begin(part);
  constexpr std::uint64_t odd = 0x9e37'79b9'7f4a'7c15U;
  return begin(part) + explore::fold((part + 1) * odd, odd) % width;
}

}  // namespace

Plan::Plan(const TraceOf& trace, std::uint64_t traces) {
  const auto count = std::min<std::uint64_t>(traces, Tally::max_sample);
  Reach reach;
  for (std::uint64_t part = 0; part < count; ++part) {
    const auto index = drawn(part, count, traces);
    const auto reached = reached_by(trace(index), reach);
    if (features_.size() + reached.size() > Tally::max_features) break;
    sampled_.add(index);
    auto& held = held_.emplace_back();
    for (const auto feature : reached) held.push_back(features_.add(feature));
  }
  for (const auto state : states_of(small_scope())) {
    if (states_.size() == Tally::max_states) break;
    states_.add(state);
  }
}

Result Plan::result(const Tally& tally) const {
  Result result{tally.traces, tally.histograms, {}, {}, std::string(states_.size(), '0')};
  for (const auto& row : tally.behaviours) {
    if (row.steps != 0 && behaviour_of(row.key)) result.behaviours.push_back(row);
  }
  std::ranges::sort(result.behaviours, {}, &BehaviourRow::key);
  for (std::size_t at = 0; at < held_.size(); ++at) {
    auto& digits = result.sample.emplace_back(1, tally.ran[at] != 0 ? 'r' : '-');
    for (const auto feature : held_[at]) {
      digits += static_cast<char>('0' + std::min<int>(tally.holders[feature], 3));
    }
  }
  for (std::size_t at = 0; at < states_.size(); ++at) {
    if (tally.visited[at] != 0) result.visited[at] = '1';
  }
  return result;
}

void Counter::count(std::uint64_t number, const model::Trace& trace) {
  if (number < tally_.next) return;
  tally_.next = number + 1;
  ++tally_.traces;
  reach::count(trace, tally_.histograms);
  if (!plan_.reaches()) return;
  features_.clear();
  reach_.each_step(trace, [&](const ReachedStep& step) {
    features_.push_back(step.feature());
    count(step.behaviour, number);
    const auto state = plan_.state(step.state);
    if (state != Places::none) tally_.visited[state] = 1;
  });
  std::ranges::sort(features_);
  const auto end = std::unique(features_.begin(), features_.end());
  for (auto feature = features_.begin(); feature != end; ++feature) {
    const auto place = plan_.feature(*feature);
    if (place == Places::none) continue;
    auto& holders = tally_.holders[place];
    holders = static_cast<std::uint8_t>(std::min(holders + 1, 3));
  }
  if (const auto place = plan_.sampled(number); place != Places::none) tally_.ran[place] = 1;
}

void Counter::count(const Behaviour& behaviour, std::uint64_t number) {
  constexpr auto mask = Tally::max_behaviours - 1;
  const std::uint64_t key = behaviour.key();
  auto at = explore::fold(key + 1, 0x9e37'79b9'7f4a'7c15U) & mask;
  for (std::size_t tried = 0; tried <= mask; ++tried, at = (at + 1) & mask) {
    auto& row = tally_.behaviours[at];
    const bool is_new = row.steps == 0;
    if (!is_new && row.key != key) continue;
    if (is_new) row.first = number;
    if (is_new || row.last != number) ++row.traces;
    row.key = key;
    row.last = number;
    ++row.steps;
    return;
  }
}

}  // namespace claimcheck::reach
