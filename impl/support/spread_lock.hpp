// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "impl/support/light_lock.hpp"
#include "impl/support/machine.hpp"

namespace claimcheck::support {

// A reader-writer lock for what is read by every claim and seldom written. Its readers spread over
// slots, one for each of a few processors, so that two that read at once do not wait for each
// other's cache line; a writer pays for that and takes every slot. The idea is that of the Linux
// kernel's percpu-rwsem and of the brlock before it, without their grace periods: a slot is a lock.
template <class Machine>
class BasicSpreadLock {
 public:
  using Lock = BasicLightLock<Machine>;

  // In the same order always, so two writers do not each hold what the other wants; and given back
  // from the last to the first, so that a writer waits for another at the first alone.
  void lock() {
    for (Slot& slot : slots_) slot.lock.lock();
  }
  void unlock() {
    for (std::size_t i = slots_.size(); i-- > 0;) slots_[i].lock.unlock();
  }
  // What the caller then gives back: its thread may run on another processor by that time.
  Lock& lock_shared() {
    Lock& slot = slots_[Machine::processor() % slots_.size()].lock;
    slot.lock_shared();
    return slot;
  }

 private:
  struct alignas(destructive_distance) Slot {
    Lock lock;
  };

  std::array<Slot, Machine::slots> slots_;
};

using SpreadLock = BasicSpreadLock<Machine>;

}  // namespace claimcheck::support
