// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "impl/engine.h"
#include "model/trace/trace.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/concurrent/operation_faults.hpp"
#include "properties/schedule/scheduler.hpp"

namespace claimcheck::concurrent {

// An engine's environment under the controlled scheduler: its locks and atomics are the
// scheduler's steps, its accesses food for the race detector, and each thread's operation has
// failures of its own. What is asked outside a thread, in the sequential part, never fails.
class ControlledEnvironment {
 public:
  // With `counts_askings` every operation counts what it asks, not only those with failures.
  ControlledEnvironment(schedule::Scheduler& scheduler, bool counts_askings);
  ControlledEnvironment(const ControlledEnvironment&) = delete;
  ControlledEnvironment& operator=(const ControlledEnvironment&) = delete;

  const claimcheck_env& interface() const { return interface_; }

  // The calling thread starts an operation. `faults` must live until its next.
  void begin(std::span<const model::Fault> faults);

  // The errors that the calling thread's operation was given, as positive errnos.
  const std::vector<int>& injected() const;
  // The sites that gave them out.
  const std::vector<std::string>& failed_sites() const;
  // What the calling thread's operation asked, where it was counted.
  std::span<const Asking> asked() const;

  // The first warning that a thread gave since it was forgotten last; empty where there is none.
  const std::string& warning() const { return warning_; }
  void forget_warning();

 private:
  void warn(const char* text);
  int fail(const char* site);
  int lock(const void* lock, const char* name, std::uint32_t mode);

  claimcheck_env interface_;
  schedule::Scheduler& scheduler_;
  const bool counts_askings_;
  std::array<OperationFaults, model::max_thread> threads_;
  std::string warning_;
};

}  // namespace claimcheck::concurrent
