// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

namespace claimcheck::engines {

// Says, in memory that another process reads, whether an engine's code runs, so that only an
// engine's silence is held against it and never the harness's. A number that goes up with every
// beginning and every end of a call, odd while one runs. No time: whoever watches has a clock of
// its own, and what an engine writes over the number can only look like other calls.
//
// Of one thread. A call inside another, as of a fiber that goes on, begins anew.
class CallMark {
 public:
  void enter() { put(number() + 1 + (number() & 1)); }
  void leave() { put(number() + (number() & 1)); }

  std::uint64_t number() const { return number_.load(std::memory_order_relaxed); }
  static bool is_running(std::uint64_t number) { return (number & 1) != 0; }

 private:
  void put(std::uint64_t number) { number_.store(number, std::memory_order_relaxed); }

  std::atomic<std::uint64_t> number_{0};
};

// A call of an engine, as long as it lives; of nobody who watches where the mark is null.
class MarkedCall {
 public:
  explicit MarkedCall(CallMark* mark) : mark_(mark) {
    if (mark_) mark_->enter();
  }
  ~MarkedCall() {
    if (mark_) mark_->leave();
  }
  MarkedCall(const MarkedCall&) = delete;
  MarkedCall& operator=(const MarkedCall&) = delete;

 private:
  CallMark* mark_;
};

}  // namespace claimcheck::engines
