// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "properties/schedule/strategy.hpp"

namespace claimcheck::schedule {

/// Runs one given schedule, strictly: where the schedule does not fit the program, because it
/// names a thread that is not enabled, ends too early or goes on too long, refusal() says at
/// which position and which threads were enabled.
class Replay : public Strategy {
 public:
  explicit Replay(Schedule schedule) : schedule_(std::move(schedule)) {}

  bool more() const override { return !done_; }
  bool exhaustive() const override { return false; }
  std::optional<ThreadId> choose(const View& view) override;
  void finished(const Execution& execution) override;

  /// Empty where the execution took the whole schedule and ended with it.
  const std::string& refusal() const { return refusal_; }

 private:
  Schedule schedule_;
  std::string refusal_;
  bool done_ = false;
};

}  // namespace claimcheck::schedule
