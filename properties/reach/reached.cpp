// SPDX-License-Identifier: MIT
#include "properties/reach/reached.hpp"

#include <algorithm>

#include "model/step.hpp"
#include "properties/explore/hash.hpp"

namespace claimcheck::reach {
namespace {

Behaviour failed_by_injection(const model::Step& step) {
  Behaviour behaviour;
  behaviour.clause = model::Clause::A2;
  behaviour.error = static_cast<std::uint16_t>(step.faults.front().error);
  return behaviour;
}

Behaviour of_outcome(const model::Outcome& outcome) {
  Behaviour behaviour;
  behaviour.clause = outcome.clause;
  if (outcome.failed()) behaviour.error = static_cast<std::uint16_t>(outcome.error());
  return behaviour;
}

}  // namespace

std::optional<Behaviour> behaviour_of(std::uint64_t key) {
  const auto kind = key >> 24;
  const auto clause = key >> 16 & 0xff;
  if (kind >= model::operation_count || clause >= model::clause_count) return std::nullopt;
  return Behaviour{static_cast<std::uint8_t>(kind), static_cast<model::Clause>(clause),
                   static_cast<std::uint16_t>(key)};
}

std::uint64_t ReachedStep::feature() const {
  constexpr std::uint64_t odd = 0x9e37'79b9'7f4a'7c15U;
  return explore::fold(state ^ odd, (std::uint64_t{behaviour.key()} + 1) * odd);
}

void Reach::each_step(const model::Trace& trace,
                      const std::function<void(const ReachedStep&)>& visit) {
  state_ = model::initial_state(trace.setup);
  known_.assign(trace.setup.regions.size(), std::nullopt);
  const auto count = std::min(trace.steps.size(), max_steps);
  for (std::size_t at = 0; at < count; ++at) {
    const auto& step = trace.steps[at];
    ReachedStep reached;
    reached.behaviour =
        step.faults.empty()
            ? of_outcome(model::step<model::Checks::off>(trace.setup, state_, step.operation))
            : failed_by_injection(step);
    reached.behaviour.kind = static_cast<std::uint8_t>(step.operation.index());
    const auto region = model::region_of(step.operation);
    auto& known = known_[region];
    // An operation changes no other region than its own, and none where it fails (A1).
    if (reached.behaviour.error == 0 && !model::is_read(step.operation)) known.reset();
    if (!known) known = abstraction_.of(trace.setup.regions[region], state_.regions[region]);
    reached.state = *known;
    visit(reached);
  }
}

std::vector<std::uint64_t> reached_by(const model::Trace& trace) {
  Reach scratch;
  return reached_by(trace, scratch);
}

std::vector<std::uint64_t> reached_by(const model::Trace& trace, Reach& scratch) {
  std::vector<std::uint64_t> features;
  scratch.each_step(trace, [&](const ReachedStep& step) { features.push_back(step.feature()); });
  std::ranges::sort(features);
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

}  // namespace claimcheck::reach
