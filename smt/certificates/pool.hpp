// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "smt/term/term.hpp"

namespace claimcheck::smt::certificates {

using Node = std::size_t;

// A formula, or its negation: twice its node, and one more where it is negated. What starts with
// `not` is a negated literal, and (= a b) and (= b a) are the same one.
using Literal = std::size_t;
inline Literal negated(Literal literal) {
  return literal ^ 1;
}
inline Node formula_of(Literal literal) {
  return literal / 2;
}
inline bool is_negated(Literal literal) {
  return literal % 2 == 1;
}

// Terms without free variables as numbers: two that are written the same have the same one. A
// formula that starts with forall has no parts.
class Pool {
 public:
  Node add(const Term& term);
  const Term& term(Node node) const { return entries_[node].term; }
  const std::vector<Node>& parts(Node node) const { return entries_[node].parts; }
  const std::string& text(Node node) const { return entries_[node].text; }
  std::size_t size() const { return entries_.size(); }

  Node canonical(Node node);
  Node equal(Node a, Node b);  // canonical
  Node less(Node a, Node b);
  Literal literal(Node formula);

 private:
  struct Entry {
    Term term;
    std::vector<Node> parts;
    std::string text;
  };
  std::vector<Entry> entries_;
  std::map<std::string, Node> by_text_;
};

}  // namespace claimcheck::smt::certificates
