// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "properties/engines/call_mark.hpp"

// A child process and whether it still gets anywhere.

namespace claimcheck::process {

// A child that was forked, with whatever it forks itself: all are killed in the end.
class Process {
 public:
  explicit Process(pid_t child);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // How it ended, as waitpid() says it; nothing while it runs.
  std::optional<int> ended();
  void kill();

  // The CPU time that it took so far; nothing where the system does not say.
  std::optional<std::chrono::nanoseconds> cpu_time() const;
  // Whether it waits for something or was stopped, instead of running or wanting to.
  bool is_waiting() const;

 private:
  pid_t child_;
  std::optional<int> status_;  // set once it was waited for
};

// What a child does first: it dies with its parent, belongs to a group of its own, reads nothing,
// writes to standard error only (standard output is the report's) and gets so much address space
// at most, but where a sanitizer is loaded, whose shadow is larger than any limit. What it forks
// ends at once: an engine that forks would else make a second harness, which reports too.
void become_child(std::uint64_t max_memory_bytes);

// Tells a child that makes no progress from one that the machine does not let run, and an engine
// from the harness around it. An engine hangs that was in one call for `engine_timeout` and waits
// now, or used that much CPU time. The harness does whose beats stand still for `harness_timeout`
// while no call begins or ends.
class Pulse {
 public:
  enum class Life { gets_on, engine_hangs, harness_hangs };

  // The marks must outlive it.
  Pulse(const Process& process, std::span<const engines::CallMark> marks,
        std::chrono::nanoseconds engine_timeout, std::chrono::nanoseconds harness_timeout);

  // `beats` is any number that goes up while the harness gets somewhere. To be called often: what
  // lies between two looks counts as a second at most, as whoever looks may be stopped too.
  Life look(std::uint64_t beats);

 private:
  using Clock = std::chrono::steady_clock;

  // One call of the engine, as far as it was seen.
  struct Call {
    std::uint64_t number = 0;
    std::chrono::nanoseconds silent{0};
    std::chrono::nanoseconds cpu_before{0};  // of the process, when it was first seen
  };

  bool hangs(Call& call, std::uint64_t number, std::chrono::nanoseconds passed);
  // One look may meet a moment's wait, for a page or for us to read.
  bool waits();

  const Process& process_;
  std::span<const engines::CallMark> marks_;
  std::chrono::nanoseconds engine_timeout_;
  std::chrono::nanoseconds harness_timeout_;
  std::vector<Call> calls_;  // by mark
  std::uint64_t beats_ = 0;
  std::chrono::nanoseconds silent_{0};  // the harness
  Clock::time_point looked_;
  std::optional<Clock::time_point> waiting_since_;  // at each look since then it waited
};

}  // namespace claimcheck::process
