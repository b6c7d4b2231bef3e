// SPDX-License-Identifier: MIT
#include "properties/explore/claim/counterexamples.hpp"

#include <algorithm>
#include <tuple>

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

std::optional<std::size_t> Counterexamples::length(const judge::Defect& defect) const {
  const std::lock_guard lock(mutex_);
  const auto best = best_.find(defect);
  if (best == best_.end()) return std::nullopt;
  return best->second.trace.steps.size();
}

void Counterexamples::add(Counterexample counterexample) {
  const std::lock_guard lock(mutex_);
  const auto best = best_.find(counterexample.defect);
  if (best == best_.end()) {
    best_.emplace(counterexample.defect, std::move(counterexample));
  } else if (is_better(counterexample, best->second)) {
    best->second = std::move(counterexample);
  }
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
