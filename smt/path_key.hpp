// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>

namespace claimcheck::smt {

// The name of a point of a text: the loop head that was passed last and the branches since. A
// plain run and a symbolic walk that stand at the same point give it the same name, which is how
// a proof point is known to have been run.
class PathKey {
 public:
  void decided(bool yes) { branches_ += yes ? 'Y' : 'N'; }

  // True where the head was met before: an iteration comes back to it.
  bool at_loop(const std::string& name) {
    head_ = name;
    branches_.clear();
    return !heads_.insert(name).second;
  }
  bool has_met(const std::string& name) const { return heads_.contains(name); }

  const std::string& head() const { return head_; }  // empty before the first loop
  const std::string& branches() const { return branches_; }

  // "carve.step/YNN": a point of that name here.
  std::string point(const std::string& name) const {
    return branches_.empty() ? name : name + "/" + branches_;
  }

 private:
  std::set<std::string> heads_;
  std::string head_;
  std::string branches_;
};

}  // namespace claimcheck::smt
