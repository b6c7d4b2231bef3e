// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "smt/certificates/pool.hpp"

namespace claimcheck::smt::certificates {

// A step of a certificate: docs/certificates.md.
struct Step {
  std::string rule;
  struct Piece {
    std::string word;  // before the term, or alone
    bool has_term = false;
    Literal literal = 0;  // of the term
  };
  std::vector<Piece> pieces = {};
  std::vector<std::size_t> used = {};       // of `derive`: steps
  std::vector<std::string> new_names = {};  // of `some`
};

class Steps {
 public:
  explicit Steps(Pool& pool) : pool_(pool) {}
  // A name for the step; the same step is added once.
  std::size_t add(Step step);
  // What the last step needs, as the text of a certificate; `names` are of assertions.
  std::string text(const std::string& id, const std::map<Node, std::string>& names) const;

 private:
  Pool& pool_;
  std::vector<Step> list_;
  std::map<std::string, std::size_t> by_text_;
};

}  // namespace claimcheck::smt::certificates
