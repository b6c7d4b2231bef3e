// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "properties/explore/expander.hpp"
#include "properties/explore/levels/ledgers.hpp"
#include "properties/explore/levels/level_frontier.hpp"
#include "properties/explore/model.hpp"
#include "properties/explore/model_run.hpp"
#include "properties/explore/result.hpp"
#include "properties/explore/verdict.hpp"
#include "properties/explore/workers.hpp"

namespace claimcheck::explore {

// The search of Explorer where one memory is too small for it: over disk, over several processes,
// or both. It comes to the same result: states are expanded in the same order, and of several
// shortest paths the same is kept, since both depend on links and hashes alone. Bounds are looked
// at when a level is over. The model's enter() is called without a path that could be read.
template <Model M>
class LevelExplorer {
 public:
  using State = typename M::State;
  using Action = typename M::Action;

  // Borrows the exchange; the same arguments on all ranks. Throws std::invalid_argument for what
  // cannot be followed.
  LevelExplorer(const M& model, Options options, const Storage& storage, Exchange& exchange)
      : model_(model),
        options_(std::move(options)),
        exchange_(exchange),
        ledger_(model_.goals().size()),
        frontier_(ledger_, options_, storage, exchange),
        workers_(options_.workers) {
    expect_followable<M>(options_);
    if (exchange.size() > shard_count) {
      throw std::invalid_argument("an exploration has at most 16 processes");
    }
    for (std::size_t worker = 0; worker < options_.workers; ++worker) {
      expanders_.push_back(
          std::make_unique<Expander<M>>(model_, std::span<const Shard>(), options_.symmetry));
    }
  }

  // By all ranks, as path_to(); the result is all ranks'.
  Result<Action> run() {
    expanders_[0]->expand_nothing_into(frontier_.slot(0));
    absorb(1);
    while (end_level()) {
      while (frontier_.next_round()) {
        workers_.run(frontier_.chunk_count(), [this](std::size_t worker, std::size_t number) {
          expanders_[worker]->expand(frontier_.chunk_states(number), frontier_.depth(),
                                     frontier_.slot(number));
        });
        absorb(frontier_.chunk_count());
      }
    }
    return result();
  }

  LevelFrontier& frontier() { return frontier_; }

 private:
  void absorb(std::size_t chunk_count) {
    frontier_.begin_absorbing(chunk_count);
    absorb_all();
    frontier_.end_round(chunk_count, ledger_);
  }

  void absorb_all() {
    workers_.run(frontier_.own_shards(),
                 [&](std::size_t, std::size_t index) { frontier_.absorb(index); });
  }

  bool end_level() {
    while (!frontier_.is_over()) absorb_all();
    absorb_all();
    workers_.run(frontier_.own_shards(),
                 [&](std::size_t, std::size_t index) { frontier_.end_shard(index); });
    return frontier_.next_level();
  }

  Result<Action> result() {
    Result<Action> result;
    frontier_.count_into(result);
    const Ledger ledger = merged(ledger_, exchange_);
    tell(
        ledger, model_.goals(), [&](const Occurrence& occurrence) { return path_to(occurrence); },
        result);
    return result;
  }

  // The actions come from the links, and are done again; each state has to be where it was.
  Path<Action> path_to(const Occurrence& occurrence) {
    std::vector<std::uint32_t> numbers;  // of actions
    std::vector<std::uint32_t> shards = {shard_of(occurrence.state)};
    Origin origin = origin_of(frontier_.link(occurrence.state));
    for (; !origin.is_initial(); origin = origin_of(frontier_.link(origin.parent))) {
      numbers.push_back(origin.action);
      shards.push_back(shard_of(origin.parent));
    }
    std::reverse(numbers.begin(), numbers.end());
    std::reverse(shards.begin(), shards.end());
    if (occurrence.action) numbers.push_back(*occurrence.action);
    Path<Action> path;
    path.initial = origin.action;
    State state = initial_state(model_, path.initial);
    for (std::size_t step = 0; step < numbers.size(); ++step) {
      expect_in(shards[step], state);
      path.actions.push_back(action_of(model_, state, numbers[step]));
      State next;
      model_.step(state, path.actions.back(), next);
      state = next;
    }
    if (!occurrence.action) expect_in(shards.back(), state);
    return path;
  }

  void expect_in(std::uint32_t shard, const State& state) {
    std::vector<std::uint8_t> bytes(model_.max_encoding_bytes());
    const std::size_t length = encode_key(model_, state, options_.symmetry, bytes.data());
    if (explore::shard_of(hash_bytes(bytes.data(), length)) != shard) {
      throw std::logic_error("a step of the model leads elsewhere than before");
    }
  }

  M model_;
  Options options_;
  Exchange& exchange_;
  Ledger ledger_;
  LevelFrontier frontier_;
  Workers workers_;
  std::vector<std::unique_ptr<Expander<M>>> expanders_;
};

}  // namespace claimcheck::explore
