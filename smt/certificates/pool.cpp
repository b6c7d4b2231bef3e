// SPDX-License-Identifier: MIT
#include "smt/certificates/pool.hpp"

namespace claimcheck::smt::certificates {

Node Pool::add(const Term& term) {
  std::string text = to_string(term);
  if (const auto found = by_text_.find(text); found != by_text_.end()) return found->second;
  std::vector<Node> parts;
  if (term.kind() != Term::Kind::forall) {
    for (const Term& argument : term.arguments()) parts.push_back(add(argument));
  }
  const Node node = entries_.size();
  by_text_.emplace(text, node);
  entries_.push_back({term, std::move(parts), std::move(text)});
  return node;
}

Node Pool::canonical(Node node) {
  if (!term(node).is("=") || parts(node)[0] <= parts(node)[1]) return node;
  return equal(parts(node)[0], parts(node)[1]);
}

Node Pool::equal(Node a, Node b) {
  if (b < a) std::swap(a, b);
  const Term left = term(a), right = term(b);
  return add(Term::builtin("=", bool_sort, {left, right}));
}

Node Pool::less(Node a, Node b) {
  const Term left = term(a), right = term(b);
  return add(Term::builtin("<", bool_sort, {left, right}));
}

Literal Pool::literal(Node formula) {
  std::size_t negated = 0;
  for (; term(formula).is("not"); formula = parts(formula)[0]) negated ^= 1;
  return 2 * canonical(formula) + negated;
}

}  // namespace claimcheck::smt::certificates
