// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "model/operation.hpp"
#include "model/state.hpp"

// Everything that the model does in a small scope, one step at a time.

namespace claimcheck::smt {

// One operation in one state. Where it failed, `after` is `before`.
struct ModelStep {
  const model::Setup& setup;
  const model::State& before;
  const model::State& after;
  const model::Operation& operation;
  const model::Outcome& outcome;
};

struct SmallWorld {
  model::Setup setup;
  std::vector<model::Operation> operations;
};

// Groups that came whole, lossy, numbered by their device and injected, and untagged extents, with
// sequences from 0 and from 1; two regions that share a tag, one of which drops all when it is
// unbound.
std::vector<SmallWorld> small_worlds();

// Calls `visit` for each operation in each state that they lead to from the start, once as it is
// and once for each of its steps that can fail; and `look_at` for each state. Throws
// model::StatementFailed where a statement of the claim is false. States with more than two
// devices in a region are reached, and not gone on from.
void explore_world(const SmallWorld& world, const std::function<void(const model::State&)>& look_at,
                   const std::function<void(const ModelStep&)>& visit);

}  // namespace claimcheck::smt
