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

#include "properties/engines/call_mark.hpp"
#include "properties/judge/coverage.hpp"
#include "properties/judge/warnings.hpp"
#include "properties/process/deadline.hpp"
#include "properties/process/published.hpp"

// Engines run in a child process, so that one that crashes, exits or hangs is a finding and not
// the end of the run.

namespace claimcheck::process {

inline constexpr std::size_t max_running_text = 1u << 20;
inline constexpr std::size_t max_schedule =
    10'000;  // steps of one execution: see schedule::Options

// Address space of a child: an engine that takes memory without end fails before the machine does.
inline constexpr std::uint64_t max_memory_bytes = std::uint64_t{4} << 30;

// Threads of a child that call an engine at a time, each with a mark of its own.
inline constexpr std::size_t max_callers = 17;

// What parent and child both see while the child works. It lies in a file while a run lasts, so
// that what was running is known even if all of us are killed. An engine can write all of it: what
// a verdict depends on is published, and what else is wrong here can name a wrong trace but makes
// none hold.
struct Shared {
  Published<judge::Coverage> coverage;
  std::array<engines::CallMark, max_callers> marks;  // the first is that of the only thread
  std::atomic<std::uint64_t> beats{0};          // goes up as the harness gets on, between calls too
  std::atomic<std::uint64_t> index{0};          // of the generated trace that runs
  std::atomic<std::uint64_t> step{0};           // of the trace that runs
  std::atomic<std::uint64_t> text_size{0};      // 0: the generated trace itself runs
  std::atomic<std::uint64_t> schedule_size{0};  // of the execution that runs
  // Not 0: so it is. A bool that was written over is none.
  std::atomic<std::uint32_t> cut_off{0};  // the child could not send
  std::atomic<std::uint32_t> stop{0};     // the deadline has passed: the child is to come to an end
  judge::WarningTable warnings;           // of the engine
  char text[max_running_text];            // else the trace that runs in its place
  std::uint8_t schedule[max_schedule];    // threads from 1, of the execution that runs
};

// How a child ended. What it did that it should not is the engine's doing.
struct Ending {
  enum class Kind {
    finished,
    exited,
    signalled,
    hung,           // in the engine
    late,           // the deadline had passed, and `work` came to no end: nobody's fault
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

// How long a child may be silent. All of it is waiting: time in which the machine did not let the
// child run, or us look, does not count.
struct Patience {
  int engine_ms = 10'000;    // in one call of the engine: then it hangs
  int harness_ms = 600'000;  // between two calls: then we do
  int grace_ms = 700;        // behind the deadline: what it has found is to be sent by then
};

// Forks; the child runs `work` and sends messages, which `receive` gets in the parent, whole and in
// order, until the child is gone. It has finished only where `work` returned. A child that hangs in
// one call of the engine is killed. Whatever it started is ended when it ends, whatever group or
// session it went to. Once the deadline has passed, shared.stop is set, which `work` may answer by
// throwing judge::Stopped; a child that has not ended the grace later is killed too. What the child
// writes is kept from the terminal. Throws engines::EngineError where `work` did: the engine cannot
// be used. Throws std::runtime_error where `work` threw anything else that is not the engine's
// doing, or hung while no engine ran.
Ending run_in_child(Shared& shared, const Patience& patience,
                    const std::function<void(const Send&)>& work,
                    const std::function<void(std::string_view message)>& receive,
                    const Deadline& deadline = {});

}  // namespace claimcheck::process
