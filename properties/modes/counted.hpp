// SPDX-License-Identifier: MIT
#pragma once

#include "properties/modes/searches.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/reach/tally.hpp"

namespace claimcheck::modes {

// What the traces of one search are like and, with a plan, what they reach: counted in the child
// that searches, as each is generated and before any engine runs it.
class Counted {
 public:
  explicit Counted(reach::Plan plan = {}) : plan_(std::move(plan)), counter_(plan_, *tally_) {}
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

  // It must not outlive this.
  Generated generated() {
    return
        [this](std::uint64_t number, const model::Trace& trace) { counter_.count(number, trace); };
  }
  reach::Result result() const { return plan_.result(*tally_); }

 private:
  process::SharedMemory<reach::Tally> tally_;
  reach::Plan plan_;
  reach::Counter counter_;
};

}  // namespace claimcheck::modes
