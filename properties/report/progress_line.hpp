// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace claimcheck::report {

// "check: 51200 of 200000 traces, 12300/s, 12 s left". `limit_s`: what the budget leaves. Where
// `all` is 0 nobody knows how many there will be, and the time alone is bounded.
std::string progress_text(std::string_view mode, std::uint64_t done, std::uint64_t all,
                          double elapsed_s, double limit_s, std::string_view unit = "traces");

// On standard error: rewritten in place on a terminal, and then no wider than it; else a line.
void print_progress(std::string text, bool is_terminal);

// How far a search is: one line on standard error, rewritten in place on a terminal, elsewhere a
// line at each tenth.
class ProgressLine {
 public:
  using Clock = std::chrono::steady_clock;

  // `unit` is what is counted, in the plural.
  explicit ProgressLine(std::string_view mode,
                        Clock::time_point deadline = Clock::time_point::max(),
                        std::string_view unit = "traces");
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void operator()(std::uint64_t done, std::uint64_t all = 0);
  // On a terminal alone: of what cannot be counted.
  void say(const std::string& text);

  // Before anything is written to standard output.
  void clear();

 private:
  std::uint64_t tenth_of_time(Clock::time_point now) const;

  std::string mode_;
  std::string unit_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point deadline_;
  bool is_terminal_;
  bool is_shown_ = false;
  std::uint64_t tenth_ = 0;  // shown last
};

}  // namespace claimcheck::report
