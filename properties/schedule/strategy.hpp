// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <stdexcept>

#include "properties/schedule/execution.hpp"

namespace claimcheck::schedule {

// The program did something else where it was to do what it did before.
class NotDeterministic : public std::runtime_error {
 public:
  NotDeterministic() : std::runtime_error("the program under test is not deterministic") {}
};

/// What a strategy sees when it chooses. Lives for one call.
struct View {
  std::span<const Event> events;  ///< what happened so far
  std::span<const Step> pending;  ///< by thread: its next step; meaningless once it ended
  ThreadSet enabled = 0;          ///< the threads that can take that step; never empty
  ObjectId objects = 0;           ///< how many objects have a number by now
};

/// Decides who goes next. One strategy drives one search: executions one after the other.
///
/// The program under test has to be deterministic: two executions whose schedules agree so far
/// are in the same state.
class Strategy {
 public:
  virtual ~Strategy() = default;

  /// Whether there is one more execution to run.
  virtual bool more() const = 0;
  /// Once more() is false: whether every behaviour has been seen.
  virtual bool exhaustive() const = 0;
  /// One of view.enabled; nothing where this execution is to be given up.
  virtual std::optional<ThreadId> choose(const View& view) = 0;
  /// The execution ended. Called once for each, given up ones included.
  virtual void finished(const Execution& execution) = 0;
};

}  // namespace claimcheck::schedule
