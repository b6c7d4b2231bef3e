// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

#include "smt/symbolic/walk.hpp"

namespace claimcheck::smt {

// Adds what a specification of the engine's text proves: `run` runs it on the domain, once for each
// path.
template <class Domain, class Run>
void add_obligations(std::vector<Obligation>& all, SpecificationInfo info, Run run) {
  Walk walk(std::move(info));
  Domain domain(walk);
  walk.explore([&] { run(domain); });
  for (auto& one : walk.take_obligations()) all.push_back(std::move(one));
}

}  // namespace claimcheck::smt
