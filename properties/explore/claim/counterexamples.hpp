// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/judge/conformance.hpp"

namespace claimcheck::explore::claim {

// Transitions that are the same thing done elsewhere: what is set aside after one ended the
// process.
struct TransitionKind {
  std::size_t operation = 0;  // alternative of model::Operation
  model::Clause clause = model::Clause::W1;
  std::string site;  // of the injected failure; empty without one

  auto operator<=>(const TransitionKind&) const = default;
};

// Of the step of the trace, or of its last; it has one.
TransitionKind kind_of(const model::Trace& trace, std::size_t step);

// A difference between engine and model, with a trace that shows it.
struct Counterexample {
  judge::Defect defect;
  std::string message;
  std::size_t step = 0;
  model::Trace trace;
  bool shortest = true;    // the trace is a path of the state graph and one more operation; else
                           // operations without effect had to run before it
  bool reproduced = true;  // the trace was run from the start and showed it
};

// The best counterexample of each defect, whichever worker had it: the shortest trace, and of those
// the first by its text. So it is the same on every run.
class Counterexamples {
 public:
  // `tell` is called with each that is the best of its defect so far, by one worker at a time.
  explicit Counterexamples(std::function<void(const Counterexample&)> tell)
      : tell_(std::move(tell)) {}

  // The steps of the best so far; none where there is none.
  std::optional<std::size_t> length(const judge::Defect& defect) const;
  void add(Counterexample counterexample);
  std::vector<Counterexample> all() const;  // shortest first

 private:
  const std::function<void(const Counterexample&)> tell_;
  mutable std::mutex mutex_;
  std::map<judge::Defect, Counterexample> best_;
};

}  // namespace claimcheck::explore::claim
