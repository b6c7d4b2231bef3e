// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "smt/certificates/congruence.hpp"
#include "smt/certificates/pool.hpp"
#include "smt/certificates/simplex.hpp"
#include "smt/certificates/steps.hpp"

namespace claimcheck::smt::certificates {

// What equality and arithmetic say of an assignment.
struct Judgement {
  // A clause that is false under the assignment, and the steps that give it.
  struct Lemma {
    std::vector<Literal> clause;
    std::size_t step;
  };
  std::optional<Lemma> lemma;
  // Otherwise equalities of integers that have to be decided; none where the assignment holds.
  std::set<std::pair<Node, Node>> undecided;
};

// `terms` are those of the formulas of the assignment.
Judgement judge(Pool& pool, Steps& steps, const std::set<Node>& terms,
                const std::vector<Literal>& assignment);

}  // namespace claimcheck::smt::certificates
