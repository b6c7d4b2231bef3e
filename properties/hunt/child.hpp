// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "properties/check/coverage.hpp"

// Engines run in a child process, so that one that crashes, exits or hangs is a finding and not
// the end of the run.

namespace claimcheck::hunt {

inline constexpr std::size_t highest_running_text = 1u << 20;

// What parent and child both see while the child works. It lies in a file while a run lasts, so
// that what was running is known even if all of us are killed.
struct Shared {
  check::Coverage coverage;
  std::atomic<std::uint64_t> beats{0};      // goes up with every operation: still alive
  std::atomic<std::uint64_t> index{0};      // of the generated trace that runs
  std::atomic<std::uint64_t> step{0};       // of the trace that runs
  std::atomic<std::uint64_t> text_size{0};  // 0: the generated trace itself runs
  char text[highest_running_text];          // else the trace that runs in its place
};

// How a child ended.
struct Ending {
  enum class Kind { finished, exited, signalled, hung };
  Kind kind = Kind::finished;
  int number = 0;  // exit status or signal

  std::string describe() const;  // "killed by SIGSEGV"
};

using Send = std::function<void(std::string_view message)>;

// Forks; the child runs `work` and sends messages, which `receive` gets in the parent, whole and in
// order, until the child is gone. It has finished only where `work` returned. A child whose beats
// stand still for `patience_ms` is killed.
Ending run_in_child(Shared& shared, int patience_ms, const std::function<void(const Send&)>& work,
                    const std::function<void(std::string_view message)>& receive);

}  // namespace claimcheck::hunt
