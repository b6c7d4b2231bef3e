// SPDX-License-Identifier: MIT
#include "properties/explore/claim/claim_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <stdexcept>
#include <type_traits>

#include "model/theorems.hpp"
#include "model/trace/trace_text.hpp"

namespace claimcheck::explore::claim {
namespace {

using model::Clause;

constexpr std::uint64_t versions_per_copy = std::uint64_t{1} << 40;
constexpr std::array theorems = {Clause::I1, Clause::I2, Clause::I3,
                                 Clause::I4, Clause::I5, Clause::I6};

// A claim's first two steps are waits for locks.
int error_of(std::uint16_t failing_step) {
  return failing_step < 2 ? EINTR : ENOMEM;
}

}  // namespace

std::vector<Clause> goals_of(const Scope& scope, bool with_engine) {
  const bool lossy = scope.extents > 1;
  const bool injects = scope.injected > 0;
  const auto reachable = [&](Clause clause) {
    switch (clause) {
      case Clause::W1:
        return scope.static_region || scope.plain_region;
      case Clause::W3:
      case Clause::W5:
      case Clause::A2:
      case Clause::A3:
        return scope.failures;
      case Clause::T2:
      case Clause::T3:
        return lossy || injects;
      case Clause::T4:
        return injects;
      case Clause::U1:
        return scope.untagged > 0 || injects;
      case Clause::V8:
        return scope.devices > 1 || scope.static_region;
      case Clause::A4:
        return with_engine;
      case Clause::A5:  // what an engine warns of is no state
        return false;
      case Clause::W4:  // a region that dropped all has no device to write to
        return !scope.unbind_drops;
      case Clause::R2:
      case Clause::R3:
        return scope.unbind_drops;
      default:
        return model::info(clause).needs == model::Needs::operation;
    }
  };
  std::vector<Clause> goals;
  for (const auto& row : model::clauses()) {
    if (reachable(row.clause)) goals.push_back(row.clause);
  }
  return goals;
}

Common::Common(const Scope& wanted, bool with_engine)
    : scope(wanted),
      trace(empty_trace(wanted)),
      operations(operations_of(wanted)),
      goals(goals_of(wanted, with_engine)),
      goal_of(model::clause_count, no_goal) {
  for (std::size_t position = 0; position < goals.size(); ++position) {
    goal_of[static_cast<std::size_t>(goals[position])] = static_cast<std::uint8_t>(position);
  }
}

ClaimModel::ClaimModel(const Scope& scope, std::optional<Target> target)
    : common_((validate(scope), std::make_shared<Common>(scope, target.has_value()))),
      codec_(scope),
      version_(versions_per_copy * common_->next_copy++),
      target_(std::move(target)) {
  for (const auto& operation : common_->operations) {
    kinds_.push_back({region_of(operation), model::is_a<model::Create>(operation),
                      is_claim(operation), model::is_a<model::Offer>(operation),
                      is_write(operation), is_read(operation)});
  }
}

ClaimModel::ClaimModel(const ClaimModel& other)
    : common_(other.common_),
      kinds_(other.kinds_),
      codec_(other.codec_),
      version_(versions_per_copy * common_->next_copy++),
      target_(other.target_) {}

ClaimModel::~ClaimModel() {
  common_->tally.add(counts_);
}

void ClaimModel::make_equal(State& next, const State& state) const {
  if (next.version == state.version) return;
  if (next.parent == state.version) {
    next.value.regions[next.changed_region] = state.value.regions[next.changed_region];
  } else {
    next.value = state.value;
  }
  next.version = state.version;
  next.parent = 0;
}

void ClaimModel::step(const State& state, const Action& action, State& next) {
  make_equal(next, state);
  const auto& operation = common_->operations[action.operation];
  const auto& setup = common_->trace.setup;
  // Each is constructed in place of the last: a copy of what was written field by field just before
  // waits for the processor's stores.
  static_assert(std::is_trivially_destructible_v<model::Outcome>);
  if (action.failing_step == Action::none) {
    new (&outcome_) model::Outcome(model::step<model::Checks::off>(setup, next.value, operation));
  } else {
    model::Injection injection(action.failing_step, error_of(action.failing_step));
    new (&outcome_)
        model::Outcome(model::step<model::Checks::off>(setup, next.value, operation, injection));
  }
  if (kinds_[action.operation].reads) return;  // of a state that is const: see model::step()
  const std::uint32_t region = kinds_[action.operation].region;
  for (std::uint32_t id = 0; id < setup.regions.size(); ++id) {
    if (id != region && !same(next.value.regions[id], state.value.regions[id])) {
      throw std::logic_error("an operation of one region changed another");
    }
  }
  if (same(next.value.regions[region], state.value.regions[region])) return;
  next.version = fresh_version();
  next.parent = state.version;
  next.changed_region = region;
}

// Fails the first step, the second and so on, until none is left to fail: then it went through.
ClaimModel::Fallible ClaimModel::fallible_steps(const State& state, std::uint16_t position) {
  const auto& setup = common_->trace.setup;
  make_equal(probe_, state);
  for (std::uint16_t failing = 0;; ++failing) {
    model::Injection injection(failing, error_of(failing));
    const auto outcome = model::step<model::Checks::off>(setup, probe_.value,
                                                         common_->operations[position], injection);
    if (injection.fired()) continue;
    if (!outcome.failed()) {
      probe_.version = fresh_version();
      probe_.parent = state.version;
      probe_.changed_region = kinds_[position].region;
    }
    return {failing, !outcome.failed()};
  }
}

std::vector<std::string> ClaimModel::goals() const {
  std::vector<std::string> names;
  for (const auto goal : common_->goals) names.emplace_back(name(goal));
  return names;
}

void ClaimModel::enter(const State& state, const PathReader<Action>& path) {
  if (!target_) return;
  if (!refinement_) {
    refinement_ = std::make_unique<Refinement>(
        *target_, TransitionContext{common_->trace, common_->operations, common_->scope.failures});
  }
  std::vector<std::uint16_t> places;
  for (const Action& action : path().actions) places.push_back(action.operation);
  refinement_->enter(state.value, std::move(places));
}

void ClaimModel::count(Clause clause, Observer& observer) {
  ++counts_.coverage[clause];
  const std::uint8_t goal = common_->goal_of[static_cast<std::size_t>(clause)];
  if (goal != Common::no_goal) observer.reached(goal);
}

void ClaimModel::check(const State& state, Observer& observer) {
  if (const auto theorem = model::false_theorem(common_->trace.setup, state.value)) {
    observer.violated(name(*theorem));
  }
  for (const auto theorem : theorems) {
    if (model::is_nonvacuous(theorem, state.value)) count(theorem, observer);
  }
}

void ClaimModel::check_step(const State& state, const Action& action, const State& next,
                            Observer& observer) {
  const bool changed = !unchanged(state, next);
  ++counts_.coverage.operations;
  count(outcome_.clause, observer);
  check_outcome(action, changed, observer);
  if (!refinement_ || action.failing_step != Action::none) return;
  if (changed && is_empty(next.value)) count(Clause::A4, observer);
  refinement_->transition({action.operation, outcome_, next.value, changed}, counts_);
}

// A1, A2 and W7 of the model itself; the other clauses are what it is made of.
void ClaimModel::check_outcome(const Action& action, bool changed, Observer& observer) {
  const Kind& kind = kinds_[action.operation];
  if (outcome_.failed()) {
    count(kind.offers ? Clause::M5 : Clause::A1, observer);
    if (changed) observer.violated(name(kind.offers ? Clause::M5 : Clause::A1));
  } else if (kind.writes) {
    count(Clause::W7, observer);
    const auto length = model::success_of(common_->operations[action.operation]);
    if (outcome_.result != length) observer.violated(name(Clause::W7));
  }
  if (action.failing_step == Action::none) return;
  count(Clause::A2, observer);
  if (outcome_.result != -error_of(action.failing_step)) observer.violated(name(Clause::A2));
  // The state is as it was, so trying again is the operation's own transition out of it.
  if (action.retry_succeeds && !changed) count(Clause::A3, observer);
}

std::string ClaimModel::describe(const Action& action) const {
  std::string text = model::print(common_->trace, common_->operations[action.operation]);
  if (action.failing_step != Action::none) {
    text += fmt::format("  ! step {}", action.failing_step + 1);
  }
  return text;
}

std::string ClaimModel::describe(const State& state) const {
  std::string text;
  for (std::uint32_t id = 0; id < common_->scope.regions; ++id) {
    const auto& region = state.value.regions[id];
    text += fmt::format("{}region {}{}", id == 0 ? "" : "\n", id,
                        region.driver_bound ? "" : " (no driver)");
    const auto show = [&](const model::Extent& extent) {
      text += fmt::format(
          " {}{}", extent.tag.is_null() ? "-" : tag_text(common_->trace, extent.tag), extent.seq);
      if (extent.offered_of > 0) text += fmt::format("/{}", extent.offered_of);
    };
    for (const auto& extent : region.extents) {
      if (extent.is_free()) show(extent);
    }
    for (const auto& device : region.devices) {
      text += fmt::format("\n{}.{}{}:", id, device.index, device.driver_bound ? " (driver)" : "");
      for (const auto& range : device.ranges) show(region.extents[range.extent]);
    }
  }
  return text;
}

}  // namespace claimcheck::explore::claim
