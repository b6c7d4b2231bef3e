// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "properties/explore/expander.hpp"
#include "properties/explore/frontier.hpp"
#include "properties/explore/model.hpp"
#include "properties/explore/replay.hpp"
#include "properties/explore/result.hpp"
#include "properties/explore/verdict.hpp"
#include "properties/explore/workers.hpp"

namespace claimcheck::explore {

// Breadth-first search of everything that a model reaches, a level at a time and within it a
// round at a time. A round has two parallel phases: chunks of waiting states are expanded into
// candidates; then each shard absorbs the candidates whose hash is its own, in the order of the
// chunks. Neither chunks nor shards depend on how many workers share them, so neither does the
// order of states, nor which of several shortest paths is kept (after the idea of Stern and
// Dill's parallel Murphi, "Parallelizing the Murphi verifier", 1997, with rounds added for the
// sake of one result).
template <Model M>
class Explorer {
 public:
  using Action = typename M::Action;

  // Throws std::invalid_argument for options that the model cannot follow.
  Explorer(const M& model, Options options)
      : model_(model),
        options_(std::move(options)),
        ledger_(model_.goals().size()),
        frontier_(ledger_, options_),
        workers(options_.workers) {
    expect_followable<M>(options_);
    for (std::size_t worker = 0; worker < options_.workers; ++worker) {
      expanders_.push_back(
          std::make_unique<Expander<M>>(model_, frontier_.shards(), options_.symmetry));
    }
  }

  Result<Action> run() {
    expanders_[0]->expand_nothing_into(frontier_.slot(0));
    absorb(1);
    while (frontier_.next_level()) {
      while (!frontier_.is_stopped() && frontier_.next_round()) {
        workers.run(frontier_.chunk_count(), [this](std::size_t worker, std::size_t number) {
          expanders_[worker]->expand(frontier_.chunk_states(number), frontier_.depth(),
                                     frontier_.slot(number));
        });
        absorb(frontier_.chunk_count());
      }
    }
    return result();
  }

 private:
  void absorb(std::size_t chunk_count) {
    frontier_.begin_absorbing(chunk_count);
    workers.run(shard_count, [&](std::size_t, std::size_t shard) { frontier_.absorb(shard); });
    frontier_.end_round(chunk_count, ledger_);
  }

  Result<Action> result() {
    Result<Action> result;
    frontier_.count_into(result);
    Replay<M> replay(model_, frontier_.shards(), options_.symmetry);
    tell(
        ledger_, model_.goals(),
        [&](const Occurrence& occurrence) { return replay.path_to(occurrence); }, result);
    return result;
  }

  M model_;
  Options options_;
  Ledger ledger_;
  Frontier frontier_;
  Workers workers;
  std::vector<std::unique_ptr<Expander<M>>> expanders_;
};

template <Model M>
Result<typename M::Action> explore(const M& model, const Options& options = {}) {
  return Explorer<M>(model, options).run();
}

}  // namespace claimcheck::explore
