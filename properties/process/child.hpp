// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/judge/coverage.hpp"
#include "properties/judge/warnings.hpp"
#include "properties/process/deadline.hpp"

// Engines run in a child process, so that one that crashes, exits or hangs is a finding and not
// the end of the run.

namespace claimcheck::process {

inline constexpr std::size_t max_running_text = 1u << 20;
inline constexpr std::size_t max_schedule =
    10'000;  // steps of one execution: see schedule::Options

// Address space of a child: an engine that takes memory without end fails before the machine does.
inline constexpr std::uint64_t max_memory_bytes = std::uint64_t{4} << 30;

// What parent and child both see while the child works. It lies in a file while a run lasts, so
// that what was running is known even if all of us are killed.
struct Shared {
  judge::Coverage coverage;
  std::atomic<std::uint64_t> beats{0};          // goes up with every operation: still alive
  std::atomic<std::uint64_t> index{0};          // of the generated trace that runs
  std::atomic<std::uint64_t> step{0};           // of the trace that runs
  std::atomic<std::uint64_t> text_size{0};      // 0: the generated trace itself runs
  std::atomic<std::uint64_t> schedule_size{0};  // of the execution that runs
  std::atomic<bool> cut_off{false};             // the child could not send
  std::atomic<bool> stop{false};        // the deadline has passed: the child is to come to an end
  judge::WarningTable warnings;         // of the engine
  char text[max_running_text];          // else the trace that runs in its place
  std::uint8_t schedule[max_schedule];  // threads from 1, of the execution that runs
};

// How a child ended. What it did that it should not is the engine's doing.
struct Ending {
  enum class Kind {
    finished,
    exited,
    signalled,
    hung,
    threw,          // an exception came out of the engine
    out_of_memory,  // the limit was reached and we, not the engine, were refused
    cut_off,        // it closed the descriptor on which its messages go
    spoilt,         // or wrote on it
  };
  Kind kind = Kind::finished;
  int number = 0;                            // exit status or signal
  std::string text;                          // what it threw
  std::string died = {};                     // what the engine told die(), where it did
  std::vector<std::string> last_lines = {};  // that the child wrote to standard error, printable

  std::string describe() const;  // "killed by SIGSEGV"
  // An allocator found its memory overwritten: where it did says nothing of what overwrote it.
  bool is_heap_corruption() const;
};

// Sends a message. An empty one is none: it only makes sure that messages can be sent.
using Send = std::function<void(std::string_view message)>;

// Forks; the child runs `work` and sends messages, which `receive` gets in the parent, whole and in
// order, until the child is gone. It has finished only where `work` returned. A child whose beats
// stand still for `hang_timeout_ms`, though it could run, is killed. Whatever it started is ended
// when it ends, whatever group or session it went to.
// Once the deadline has passed, shared.stop is set. What the child writes is kept from the
// terminal. Throws engines::EngineError where `work` did: the engine cannot be used. Throws
// std::runtime_error where `work` threw anything else that is not the engine's doing.
Ending run_in_child(Shared& shared, int hang_timeout_ms,
                    const std::function<void(const Send&)>& work,
                    const std::function<void(std::string_view message)>& receive,
                    const Deadline& deadline = {});

}  // namespace claimcheck::process
