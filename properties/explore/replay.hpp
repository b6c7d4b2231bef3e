// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>
#include <stdexcept>
#include <vector>

#include "properties/explore/model.hpp"
#include "properties/explore/model_run.hpp"
#include "properties/explore/shard.hpp"

namespace claimcheck::explore {

// Turns the parents and action numbers in the shards into runs of the model. Each step is
// compared with what was stored, so a path that it returns has been executed: a model whose
// answers vary, or whose encoding loses something, is caught here.
template <Model M>
class Replay {
 public:
  using State = typename M::State;
  using Action = typename M::Action;

  // Borrows the shards; they must not change during a call. Throws std::logic_error if the
  // model does not do again what it did.
  Replay(const M& model, std::span<const Shard> shards, bool symmetry)
      : model_(model), shards_(shards), symmetry_(symmetry), bytes_(model_.max_encoding_bytes()) {}

  Path<Action> path_to(StateId id) {
    State state;
    return walk(id, state);
  }

  Path<Action> path_to(const Occurrence& occurrence) {
    State state;
    Path<Action> path = walk(occurrence.state, state);
    if (occurrence.action) path.actions.push_back(action_of(model_, state, *occurrence.action));
    return path;
  }

 private:
  Path<Action> walk(StateId id, State& state) {
    std::vector<StateId> chain;
    for (StateId at = id;; at = origin(at).parent) {
      chain.push_back(at);
      if (origin(at).is_initial()) break;
    }
    std::reverse(chain.begin(), chain.end());
    Path<Action> path;
    path.initial = origin(chain.front()).action;
    state = initial_state(model_, path.initial);
    expect_stored(chain.front(), state);
    for (const StateId& at : std::span(chain).subspan(1)) {
      path.actions.push_back(action_of(model_, state, origin(at).action));
      State next;
      model_.step(state, path.actions.back(), next);
      expect_stored(at, next);
      state = next;
    }
    return path;
  }

  Origin origin(StateId id) const { return shards_[id.shard].arena().origin(id.offset); }

  void expect_stored(StateId id, const State& state) {
    const std::span<const std::uint8_t> stored = shards_[id.shard].arena().encoding(id.offset);
    const std::size_t length = encode_key(model_, state, symmetry_, bytes_.data());
    if (!std::equal(stored.begin(), stored.end(), bytes_.begin(),
                    bytes_.begin() + static_cast<std::ptrdiff_t>(length))) {
      throw std::logic_error("a step of the model leads elsewhere than before");
    }
  }

  M model_;
  std::span<const Shard> shards_;
  bool symmetry_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace claimcheck::explore
