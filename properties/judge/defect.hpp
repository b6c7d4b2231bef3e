// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <initializer_list>
#include <string>
#include <vector>

#include "model/clause.hpp"

// What makes a defect one, and not another.

namespace claimcheck::judge {

// Which defect a difference shows, as far as can be told from outside.
struct Defect {
  model::Clause clause = model::Clause::W1;
  std::string aspect;  // what is wrong: "outcome", "text", "use count", "history", ...
  std::vector<std::string> kinds = {};  // of operations: the threads', or the one that crashes
  std::vector<std::string> sites = {};  // that were failed by injection; sorted, each once
  std::string object = {};              // the lock, the data, or what the engine said as it died

  auto operator<=>(const Defect&) const = default;
};

// Whether a trace that shows `other` may show nothing but `known`: the same clause is broken in the
// same part on the same object, and of the operations and failures that `known` needs none is
// missing. A race needs only one of its operations: the one that takes no lock.
bool covers(const Defect& known, const Defect& other);

// "C1 history of create and delete", "A2 outcome at reserve-range".
std::string describe(const Defect& defect);

// Defects that are known.
class Defects {
 public:
  Defects() = default;
  Defects(std::initializer_list<Defect> defects) : defects_(defects) {}

  void insert(Defect defect) { defects_.push_back(std::move(defect)); }
  // Whether one of them covers it.
  bool contains(const Defect& defect) const;
  bool empty() const { return defects_.empty(); }
  auto begin() const { return defects_.begin(); }
  auto end() const { return defects_.end(); }

 private:
  std::vector<Defect> defects_;  // few
};

}  // namespace claimcheck::judge
