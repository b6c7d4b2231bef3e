// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "impl/support/machine.hpp"
#include "impl/support/spread_text.hpp"

namespace claimcheck::support {

// The sum of the values of slots that others change meanwhile.
template <class Slot, std::size_t count>
std::uint64_t sum_at_one_instant(const std::array<Slot, count>& slots) {
  for (;;) {
    std::array<std::uint64_t, count> ended;
    std::uint64_t sum = 0;
    if (sum_if_still(slots, ended, sum)) return sum;
  }
}

// A number that many threads add to and few read, modulo 2^64. Who adds does so in the slot of the
// processor that it runs on, and so waits for nobody's cache line. read() is the sum at one instant
// between its call and its return: it is taken again until no slot changed while it was taken, so
// it waits for no lock, but for as long as others add without a pause.
template <class Machine>
class BasicSpreadSum {
 public:
  explicit BasicSpreadSum(std::uint64_t value) { slots_[0].value = value; }

  void add(std::uint64_t amount) { add_to(slots_[Machine::processor() % slots_.size()], amount); }

  std::uint64_t read() const { return sum_at_one_instant(slots_); }
  // Where nobody adds meanwhile.
  std::uint64_t read_at_rest() const {
    std::uint64_t sum = 0;
    for (const Slot& slot : slots_) sum += slot.value.load(std::memory_order_relaxed);
    return sum;
  }

 private:
  using Count = typename Machine::template Atomic<std::uint64_t>;
  struct alignas(destructive_distance) Slot {
    Count begun = 0;
    Count value = 0;
    Count ended = 0;
  };

  std::array<Slot, Machine::slots> slots_;
};

using SpreadSum = BasicSpreadSum<Machine>;

}  // namespace claimcheck::support
