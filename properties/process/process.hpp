// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>

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

// Tells a child that makes no progress from one that the machine does not let run. Hung is what
// for `hang_timeout` gave no sign of life and waits now, or used that much CPU time.
class Pulse {
 public:
  Pulse(const Process& process, std::chrono::milliseconds hang_timeout);

  // `beats` is any number that goes up while the child gets somewhere.
  bool is_hung(std::uint64_t beats);

 private:
  using Clock = std::chrono::steady_clock;

  // One look may meet a moment's wait, for a page or for us to read.
  bool waits(Clock::time_point now);

  const Process& process_;
  std::chrono::nanoseconds hang_timeout_;
  std::uint64_t beats_ = 0;
  Clock::time_point since_;                         // the last sign of life
  std::optional<Clock::time_point> waiting_since_;  // at each look since then it waited
  std::chrono::nanoseconds cpu_since_;
};

}  // namespace claimcheck::process
