// SPDX-License-Identifier: MIT
#include "properties/explore/claim/edges.hpp"

#include <chrono>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "properties/explore/workers.hpp"

namespace claimcheck::explore::claim {
namespace {

constexpr std::size_t states_per_chunk = 4;
constexpr std::size_t chunks_per_round = 32;

// One worker's model, brought into a state and asked for all that leads out of it.
class Edge {
 public:
  explicit Edge(const ClaimModel& model) : model_(model), path_reader_([this] { return path(); }) {}
  Edge(const Edge&) = delete;  // path_reader_ is of this one
  Edge& operator=(const Edge&) = delete;

  std::uint64_t run(const LevelState& at, std::uint32_t depth, Observer& observer) {
    model_.decode(at.encoding, state_);
    path_ = at.path;
    model_.enter(state_, path_reader_);
    observer.at({{}, std::nullopt, depth});
    model_.check(state_, observer);
    std::uint32_t place = 0;
    model_.actions(state_, [&](const Action& action) {
      model_.step(state_, action, next_);
      observer.at({{}, place++, depth + 1});
      model_.check_step(state_, action, next_, observer);
    });
    return place;
  }

 private:
  Path<Action> path() {
    Path<Action> path;
    ClaimModel::State at;
    model_.initial([&](const ClaimModel::State& initial) { at = initial; });
    for (std::size_t begin = 0; begin < path_.size(); begin += sizeof(std::uint16_t)) {
      std::uint16_t wanted = 0;
      std::memcpy(&wanted, path_.data() + begin, sizeof wanted);
      std::optional<Action> action;
      std::uint16_t place = 0;
      model_.actions(at, [&](const Action& one) {
        if (place++ == wanted) action = one;
      });
      if (!action) throw std::logic_error("a state of the model has fewer actions than before");
      ClaimModel::State next;
      model_.step(at, *action, next);
      at = std::move(next);
      path.actions.push_back(*action);
    }
    return path;
  }

  ClaimModel model_;
  ClaimModel::State state_;
  ClaimModel::State next_;
  Bytes path_;
  PathReader<Action> path_reader_;
};

class Edges {
 public:
  Edges(const ClaimModel& model, const Options& options, LevelFrontier& frontier)
      : options_(options),
        frontier_(frontier),
        ledger_(model.common().goals.size()),
        workers_(options.workers) {
    for (std::size_t worker = 0; worker < options.workers; ++worker) {
      edges_.push_back(std::make_unique<Edge>(model));
    }
    for (std::size_t number = 0; number < chunks_per_round; ++number)
      observers_.emplace_back(ledger_);
  }

  void run(std::size_t levels) {
    for (std::size_t level = 0; level < levels; ++level) {
      for (std::size_t index = 0; index < frontier_.own_shards(); ++index) {
        LevelShard& shard = frontier_.own_shard(index);
        for (shard.rewind(level); shard.waiting() > 0;) {
          take_round(shard);
          run_round(static_cast<std::uint32_t>(level));
          if (is_stopped_) return;
        }
      }
    }
  }

  void report_to(Report& report, const Common& common) const {
    if (is_stopped_) report.limit = Limit::progress;
    for (std::size_t goal = 0; goal < common.goals.size(); ++goal) {
      report.goals.push_back({common.goals[goal], std::nullopt});
      if (const auto& seen = ledger_.goals()[goal]) report.goals.back().steps = seen->length;
    }
  }

 private:
  struct Item {
    std::size_t encoding;
    std::size_t path;
    std::size_t end;
  };

  void take_round(LevelShard& shard) {
    items_.clear();
    bytes_.clear();
    while (shard.waiting() > 0 && items_.size() < states_per_chunk * chunks_per_round) {
      const LevelState state = shard.take();
      const std::size_t begin = bytes_.size();
      bytes_.append(state.encoding.data(), state.encoding.size());
      bytes_.append(state.path.data(), state.path.size());
      items_.push_back({begin, begin + state.encoding.size(), bytes_.size()});
    }
  }

  void run_round(std::uint32_t depth) {
    std::vector<std::uint64_t> generated(chunks_per_round);
    const std::size_t chunks = (items_.size() + states_per_chunk - 1) / states_per_chunk;
    workers_.run(chunks, [&](std::size_t worker, std::size_t chunk) {
      const std::size_t end = std::min((chunk + 1) * states_per_chunk, items_.size());
      for (std::size_t index = chunk * states_per_chunk; index < end; ++index) {
        const Item& item = items_[index];
        const LevelState state{{bytes_.at(item.encoding), item.path - item.encoding},
                               {bytes_.at(item.path), item.end - item.path}};
        generated[chunk] += edges_[worker]->run(state, depth, observers_[chunk]);
      }
    });
    for (Observer& observer : observers_) observer.report_to(ledger_);
    for (const std::uint64_t count : generated) progress_.generated += count;
    progress_.distinct += items_.size();
    progress_.depth = depth;
    look_at_the_time();
  }

  void look_at_the_time() {
    const auto now = std::chrono::steady_clock::now();
    if (!options_.progress || now - told_ < options_.progress_interval_ms) return;
    const double seconds = std::chrono::duration<double>(now - told_).count();
    progress_.generated_per_second =
        static_cast<double>(progress_.generated - told_generated_) / seconds;
    told_ = now;
    told_generated_ = progress_.generated;
    is_stopped_ = !options_.progress(progress_);
  }

  const Options& options_;
  LevelFrontier& frontier_;
  Ledger ledger_;
  Workers workers_;
  std::vector<std::unique_ptr<Edge>> edges_;
  std::vector<Observer> observers_;  // by chunk
  std::vector<Item> items_;          // of the round
  ByteBuffer bytes_;
  Progress progress_;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
  std::uint64_t told_generated_ = 0;
  bool is_stopped_ = false;
};

}  // namespace

Report run_edges(ClaimModel model, const Options& options, LevelFrontier& frontier,
                 std::size_t levels) {
  Report report;
  {
    Edges edges(model, options, frontier);
    edges.run(levels);
    edges.report_to(report, model.common());
  }  // the copies of the model add what they counted
  report.counts = model.counts();
  return report;
}

}  // namespace claimcheck::explore::claim
