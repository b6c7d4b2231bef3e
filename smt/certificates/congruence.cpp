// SPDX-License-Identifier: MIT
#include "smt/certificates/congruence.hpp"

#include <algorithm>

namespace claimcheck::smt::certificates {

Congruence::Congruence(const Pool& pool, const std::set<Node>& terms,
                       const std::vector<Node>& equalities)
    : pool_(pool) {
  for (const Node node : terms) classes_[node] = node;
  for (const Node equality : equalities) {
    join({pool.parts(equality)[0], pool.parts(equality)[1], true});
  }
  close(terms);
}

void Congruence::join(const Edge& edge) {
  const Node from = class_of(edge.from), to = class_of(edge.to);
  if (from == to) return;
  // The tree of `edge.from` is hung up by it.
  std::vector<Edge> turned = to_root(edge.from);
  for (const Edge& old : turned) up_.erase(old.from);
  for (const Edge& old : turned) up_[old.to] = {old.to, old.from, old.is_given};
  up_[edge.from] = edge;
  for (auto& [node, its] : classes_) {
    if (its == from) its = to;
  }
}

void Congruence::close(const std::set<Node>& terms) {
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    std::map<std::pair<std::string, std::vector<Node>>, Node> first;
    for (const Node node : terms) {
      if (pool_.parts(node).empty()) continue;
      std::vector<Node> arguments;
      for (const Node part : pool_.parts(node)) {
        const auto found = classes_.find(part);
        arguments.push_back(found == classes_.end() ? part : found->second);
      }
      const auto [place, is_new] =
          first.emplace(std::pair(pool_.term(node).name(), arguments), node);
      if (is_new || are_equal(node, place->second)) continue;
      join({node, place->second, false});
      is_changed = true;
    }
  }
}

std::vector<Congruence::Edge> Congruence::to_root(Node node) const {
  std::vector<Edge> edges;
  for (auto found = up_.find(node); found != up_.end(); found = up_.find(found->second.to)) {
    edges.push_back(found->second);
  }
  return edges;
}

std::vector<Congruence::Edge> Congruence::path(Node a, Node b) const {
  std::vector<Edge> forth = to_root(a), back = to_root(b);
  while (!forth.empty() && !back.empty() && forth.back().from == back.back().from) {
    forth.pop_back();
    back.pop_back();
  }
  std::reverse(back.begin(), back.end());
  for (const Edge& edge : back) forth.push_back({edge.to, edge.from, edge.is_given});
  return forth;
}

}  // namespace claimcheck::smt::certificates
