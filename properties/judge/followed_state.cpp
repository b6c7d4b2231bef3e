// SPDX-License-Identifier: MIT
#include "properties/judge/followed_state.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/step.hpp"
#include "model/theorems.hpp"

namespace claimcheck::judge {
namespace {

// Of how many extents on a state is indexed, and below how many no more; and how many extents there
// are to an operation between two whole judgements, which are so a small part of the time.
constexpr std::size_t many_extents = 64;
constexpr std::size_t few_extents = 32;
constexpr std::size_t extents_per_operation = 8;

std::size_t extents_of(const model::State& state) {
  std::size_t extents = 0;
  for (const auto& region : state.regions) extents += region.extents.size();
  return extents;
}

}  // namespace

FollowedState::FollowedState(const model::Setup& setup, bool in_parts)
    : setup_(setup), may_be_indexed_(in_parts), state_(model::initial_state(setup)) {}

model::Outcome FollowedState::step(const model::Operation& operation, bool failed, bool is_last) {
  choose_how();
  if (!indexed_) {
    if (!failed) return model::step<model::Checks::on>(setup_, state_, operation);
    auto copy = state_;
    return model::step<model::Checks::on>(setup_, copy, operation);
  }
  is_whole_due_ = is_last || ++steps_ * extents_per_operation > indexed_->extents();
  if (is_whole_due_) return step_and_compare(operation, failed);
  return indexed_->step(operation, failed);
}

model::Outcome FollowedState::step_and_compare(const model::Operation& operation, bool failed) {
  steps_ = 0;
  auto plain = indexed_->whole();
  const auto expected = model::step<model::Checks::on>(setup_, plain, operation);
  const auto outcome = indexed_->step(operation, failed);
  if (outcome != expected || (!failed && indexed_->whole() != plain)) {
    throw std::logic_error("a slice of the model's state was stepped to another state");
  }
  return outcome;
}

void FollowedState::choose_how() {
  if (!may_be_indexed_) return;
  if (!indexed_ && extents_of(state_) >= many_extents) {
    indexed_.emplace(setup_, std::move(state_));
    steps_ = 0;
  } else if (indexed_ && indexed_->extents() < few_extents) {
    state_ = std::move(*indexed_).release();
    indexed_.reset();
  }
}

const IndexedState* FollowedState::in_parts() const {
  const bool is_large = indexed_ && indexed_->extents() >= few_extents;
  return is_large && !is_whole_due_ ? &*indexed_ : nullptr;
}

const model::State& FollowedState::whole() {
  return indexed_ ? indexed_->whole() : state_;
}

bool FollowedState::is_empty() const {
  if (indexed_) return indexed_->is_empty();
  return std::ranges::all_of(state_.regions, [](const model::Region& region) {
    return region.extents.empty() && region.devices.size() <= 1;
  });
}

bool FollowedState::is_nonvacuous(model::Clause theorem) const {
  return indexed_ ? indexed_->is_nonvacuous(theorem) : model::is_nonvacuous(theorem, state_);
}

std::optional<model::Clause> FollowedState::false_theorem() {
  if (indexed_ && !is_whole_due_) {
    indexed_->cut(indexed_->names(), slice_);
    if (!model::false_theorem(setup_, slice_.state)) return std::nullopt;
  }
  return model::false_theorem(setup_, whole());
}

}  // namespace claimcheck::judge
