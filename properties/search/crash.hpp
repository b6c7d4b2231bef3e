// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/search/search_range.hpp"

// Traces that end the process in which the engine runs: each try of one costs a process.

namespace claimcheck::search {

// In place of a step, in Shared: none has begun, or all are over.
inline constexpr std::uint64_t being_destroyed = ~std::uint64_t{0};
inline constexpr std::uint64_t being_created = being_destroyed - 1;

inline constexpr int short_hang_timeout_ms = 1000;  // where a hang was found before

struct Crash {
  process::Ending ending;
  std::size_t step = 0;  // of the trace; where there is none: as the engine was torn down
  // Of a trace with threads: up to the end of the process.
  std::vector<std::uint32_t> schedule = {};
};

judge::Defect defect_of(const model::Trace& trace, const Crash& crash);

// "killed by SIGABRT: rwsem not held", with lines of the engine's source.
std::string message_of(const Crash& crash, const engines::Engine& engine);

// Says in memory that is shared what runs in a child, and ends it where it is told to stop.
judge::Watch watch_into(process::Shared& shared);
void remember(process::Shared& shared, const model::Trace& trace);

class CrashSearch {
 public:
  // All but the numbers must outlive it.
  CrashSearch(const engines::Engine& engine, const Probe& probe, int hang_timeout_ms,
              const process::Deadline& deadline)
      : engine_(engine), probe_(probe), hang_timeout_ms_(hang_timeout_ms), deadline_(deadline) {}

  // The trace is shrunk, whatever known defects it shows on its way to the crash.
  judge::Finding finding_of(const model::Trace& trace, const Crash& first,
                            const judge::Defects& known);

  // Whether a trace with threads ends the process, or differs, where its operations run one after
  // another: then it is not the threads' defect.
  bool needs_no_threads(const model::Trace& trace);

  // Whether a process in which nothing ran before shows the finding.
  bool confirms(const judge::Finding& finding);

 private:
  bool is_late() const { return process::is_past(deadline_); }
  // How the trace ends a process: nothing where it does not.
  std::optional<Crash> crash_of(const model::Trace& trace, const judge::Defect& sought,
                                const judge::Defects& known);
  void add_schedule(model::Trace& trace, Crash& last, const judge::Defect& sought,
                    const judge::Defects& known);

  const engines::Engine& engine_;
  const Probe& probe_;
  const int hang_timeout_ms_;
  const process::Deadline deadline_;
  process::SharedMemory<process::Shared> shared_;  // not the search's: its child may still run
};

}  // namespace claimcheck::search
