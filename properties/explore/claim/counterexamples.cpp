// SPDX-License-Identifier: MIT
#include "properties/explore/claim/counterexamples.hpp"

#include <algorithm>
#include <tuple>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"

namespace claimcheck::explore::claim {
namespace {

bool is_better(const Counterexample& a, const Counterexample& b) {
  const auto rank = [](const Counterexample& s) {
    return std::tuple(!s.reproduced, !s.shortest, s.trace.steps.size());
  };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return print(model::document(a.trace)) < print(model::document(b.trace));
}

}  // namespace

TransitionKind kind_of(const model::Trace& trace, std::size_t step) {
  const std::size_t last = std::min(step, trace.steps.size() - 1);  // there is one
  auto state = model::initial_state(trace.setup);
  model::Outcome outcome;
  for (std::size_t index = 0; index <= last; ++index) {
    outcome = model::step<model::Checks::off>(trace.setup, state, trace.steps[index].operation);
  }
  const auto& faults = trace.steps[last].faults;
  return {trace.steps[last].operation.index(), outcome.clause,
          faults.empty() ? "" : faults.front().site};
}

std::optional<std::size_t> Counterexamples::length(const judge::Defect& defect) const {
  const std::lock_guard lock(mutex_);
  const auto best = best_.find(defect);
  if (best == best_.end()) return std::nullopt;
  return best->second.trace.steps.size();
}

void Counterexamples::add(Counterexample counterexample) {
  const std::lock_guard lock(mutex_);
  const auto best = best_.find(counterexample.defect);
  if (best != best_.end() && !is_better(counterexample, best->second)) return;
  tell_(counterexample);
  best_.insert_or_assign(counterexample.defect, std::move(counterexample));
}

std::vector<Counterexample> Counterexamples::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<Counterexample> all;
  for (const auto& [defect, counterexample] : best_) all.push_back(counterexample);
  std::stable_sort(all.begin(), all.end(), [](const Counterexample& a, const Counterexample& b) {
    return a.trace.steps.size() < b.trace.steps.size();
  });
  return all;
}

}  // namespace claimcheck::explore::claim
