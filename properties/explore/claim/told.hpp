// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "properties/explore/claim/counterexamples.hpp"
#include "properties/judge/finding.hpp"

namespace claimcheck::explore::claim {

// As the search met it.
judge::Finding unshrunk(const Counterexample& found, const std::string& engine);

// What an exploring child told of as soon as it had found it, not shrunk: so it is there whatever
// becomes of the child.
class Told {
 public:
  // Of a defect the shortest trace is kept.
  void add(judge::Finding finding);
  bool empty() const { return best_.empty(); }
  // Those that none of these findings, which are what the child told in the end, stands for.
  std::vector<judge::Finding> beside(const std::vector<judge::Finding>& findings) const;

 private:
  std::map<judge::Defect, judge::Finding> best_;
};

}  // namespace claimcheck::explore::claim
