// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <vector>

#include "smt/certificates/pool.hpp"

namespace claimcheck::smt::certificates {

// Which terms are equal because these equalities are, and by which path.
class Congruence {
 public:
  struct Edge {
    Node from = 0;
    Node to = 0;
    bool is_given = false;  // otherwise: their arguments are equal
  };
  // `terms` has the arguments of each of its terms as well.
  Congruence(const Pool& pool, const std::set<Node>& terms, const std::vector<Node>& equalities);

  bool are_equal(Node a, Node b) const { return class_of(a) == class_of(b); }
  Node class_of(Node node) const { return classes_.at(node); }
  // From `a` to `b`, which are equal.
  std::vector<Edge> path(Node a, Node b) const;

 private:
  void join(const Edge& edge);
  void close(const std::set<Node>& terms);
  std::vector<Edge> to_root(Node node) const;

  const Pool& pool_;
  std::map<Node, Node> classes_;
  std::map<Node, Edge> up_;  // a forest; absent at a root
};

}  // namespace claimcheck::smt::certificates
