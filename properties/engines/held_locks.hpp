// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <unordered_set>
#include <vector>

namespace claimcheck::engines {

// The locks that one thread of operations holds. Nearly all operations hold one to three, which a
// short list serves best and without an allocation; one that holds a million costs no more each.
class HeldLocks {
 public:
  bool empty() const { return few_.empty() && many_.empty(); }

  // False where it is held already.
  bool insert(const void* lock) {
    if (std::ranges::find(few_, lock) != few_.end() || many_.contains(lock)) return false;
    if (few_.size() < max_few) {
      few_.push_back(lock);
    } else {
      many_.insert(lock);
    }
    return true;
  }

  // False where it is not held.
  bool erase(const void* lock) { return std::erase(few_, lock) + many_.erase(lock) > 0; }

  void clear() {
    few_.clear();
    many_.clear();
  }

 private:
  static constexpr std::size_t max_few = 16;

  // invariant: each lock once, in one of the two.
  std::vector<const void*> few_;
  std::unordered_set<const void*> many_;
};

}  // namespace claimcheck::engines
