// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace claimcheck::schedule {

/// What is known of each address in one execution. Emptied at the start of each of thousands a
/// second, it keeps its memory and that of its values: open addressing by linear probing, where a
/// slot of an earlier epoch is free.
template <class Value>
class AddressTable {
 public:
  AddressTable() : slots_(64) {}

  void clear() {
    ++epoch_;
    size_ = 0;
  }

  /// Null where the address is not there. Good until the next insert().
  Value* find(std::uintptr_t address) {
    Slot& slot = slots_[index_of(address)];
    return slot.epoch == epoch_ ? &slot.value : nullptr;
  }

  /// The value of the address, and whether it is new: then it is as some address left it before
  /// clear(), and the caller's to reset. Good until the next insert().
  std::pair<Value&, bool> insert(std::uintptr_t address) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[index_of(address)];
    const bool is_new = slot.epoch != epoch_;
    if (is_new) {
      slot.address = address;
      slot.epoch = epoch_;
      ++size_;
    }
    return {slot.value, is_new};
  }

 private:
  struct Slot {
    std::uintptr_t address = 0;
    std::uint64_t epoch = 0;
    Value value{};
  };

  // The slot of the address, or the free one where it belongs. There always is one: at most half of
  // them are taken.
  std::size_t index_of(std::uintptr_t address) const {
    const auto mask = slots_.size() - 1;
    // Fibonacci hashing (Knuth, volume 3, 6.4): addresses are multiples of 8 next to each other.
    auto index = static_cast<std::size_t>((address * 0x9e3779b97f4a7c15u) >> 32) & mask;
    while (slots_[index].epoch == epoch_ && slots_[index].address != address) {
      index = (index + 1) & mask;
    }
    return index;
  }

  void grow() {
    std::vector<Slot> before(2 * slots_.size());
    before.swap(slots_);
    for (Slot& slot : before) {
      if (slot.epoch == epoch_) slots_[index_of(slot.address)] = std::move(slot);
    }
  }

  std::vector<Slot> slots_;  // invariant: a power of two of them, at most half of this epoch
  std::uint64_t epoch_ = 1;
  std::size_t size_ = 0;  // slots of this epoch
};

}  // namespace claimcheck::schedule
