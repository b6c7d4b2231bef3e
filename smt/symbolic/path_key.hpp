// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace claimcheck::smt {

// The name of a point of a specification: the loop head that was passed last and the branches
// since. A concrete run and a symbolic walk that stand at the same point give it the same name,
// which is how a proof point is known to have been run.
class PathKey {
 public:
  void decided(bool yes) { branches_ += yes ? 'Y' : 'N'; }

  void at_loop(const std::string& name) {
    branches_.clear();
    head_ = name;
    const auto met = std::find(heads_.begin(), heads_.end(), name);
    // The loops within this one start anew in its next iteration.
    if (met != heads_.end())
      heads_.erase(met + 1, heads_.end());
    else
      heads_.push_back(name);
  }
  // Whether an iteration comes back to the head.
  bool has_met(const std::string& name) const {
    return std::find(heads_.begin(), heads_.end(), name) != heads_.end();
  }

  const std::string& head() const { return head_; }  // empty before the first loop
  const std::string& branches() const { return branches_; }

  // "carve.step/YNN": a point of that name here.
  std::string point(const std::string& name) const {
    return branches_.empty() ? name : name + "/" + branches_;
  }

 private:
  std::vector<std::string> heads_;  // in the order in which they were met
  std::string head_;
  std::string branches_;
};

}  // namespace claimcheck::smt
