// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "properties/explore/model.hpp"

namespace claimcheck::explore {

// A state graph as it is drawn.
struct Graph {
  struct Node {
    std::string label;
    bool initial = false;
    bool broken = false;    // a property of the state is
    std::size_t depth = 0;  // steps of a shortest path
    bool cut = false;       // steps lead from it to states that are left out
  };
  struct Edge {
    std::size_t from = 0;
    std::size_t to = 0;
    std::vector<std::string> labels;  // one for each action that leads there
    bool shortest = false;            // lies on the shortest path that the search keeps
    bool broken = false;              // a property of one of the steps is
  };

  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// Graphviz text, the same bytes for the same graph: initial states doubled, shortest paths bold,
// broken states and steps red.
std::string to_dot(const Graph& graph);

struct DotOptions {
  bool symmetry = false;    // one node an orbit
  bool self_loops = false;  // steps that change nothing: many, of little interest unless broken
  std::size_t max_states = 500;
  bool cuts = false;  // the states beyond are left out instead of the whole refused
};

// A model that can say its states and actions in a few words, lines parted by '\n'.
template <class M>
concept Described = Model<M> &&
    requires(M model, const typename M::State& state, const typename M::Action& action) {
  { model.describe(state) } -> std::convertible_to<std::string>;
  { model.describe(action) } -> std::convertible_to<std::string>;
};

// Collects a tiny state graph. A search of its own, because the explorer keeps no edges; it
// takes states in the order in which they are enumerated.
template <Described M>
class GraphBuilder {
 public:
  using State = typename M::State;

  GraphBuilder(const M& model, const DotOptions& options) : model_(model), options_(options) {}

  // Throws std::length_error if there are more states than the options allow, and they are not to
  // be cut. `seen` is called with each state in the order of the nodes.
  template <class Seen>
  Graph build(Seen seen) {
    seen_ = seen;
    model_.initial([this](const State& state) {
      if (const auto number = node(state, 0)) graph_.nodes[*number].initial = true;
    });
    while (!pending_.empty()) {
      const std::size_t from = pending_.front().first;
      const State state = std::move(pending_.front().second);
      pending_.pop_front();
      graph_.nodes[from].broken =
          is_broken([&](Observer& observer) { model_.check(state, observer); });
      model_.actions(state, [&](const Action& action) { add_step(from, state, action); });
    }
    return std::move(graph_);
  }
  Graph build() {
    return build([](const State&) {});
  }

 private:
  using Action = typename M::Action;

  void add_step(std::size_t from, const State& state, const Action& action) {
    State next;
    model_.step(state, action, next);
    const bool broken =
        is_broken([&](Observer& observer) { model_.check_step(state, action, next, observer); });
    const std::size_t known = graph_.nodes.size();
    const auto reached = node(next, graph_.nodes[from].depth + 1);
    if (!reached) {
      graph_.nodes[from].cut = true;
      return;
    }
    const auto to = *reached;
    if (to == from && !options_.self_loops && !broken) return;
    const auto [place, fresh] = edges_.try_emplace({from, to}, graph_.edges.size());
    if (fresh) graph_.edges.push_back({from, to, {}, to == known, false});
    Graph::Edge& edge = graph_.edges[place->second];
    edge.labels.push_back(model_.describe(action));
    edge.broken = edge.broken || broken;
  }

  // The state's node, which waits to be expanded if it is new; nothing where it is left out.
  std::optional<std::size_t> node(const State& state, std::size_t depth) {
    auto name = key(state);
    if (const auto place = nodes_.find(name); place != nodes_.end()) return place->second;
    const auto number = graph_.nodes.size();
    if (number == options_.max_states) {
      if (options_.cuts) return std::nullopt;
      throw std::length_error("the state graph is too large to be drawn");
    }
    nodes_.emplace(std::move(name), number);
    graph_.nodes.push_back({model_.describe(state)});
    graph_.nodes.back().depth = depth;
    seen_(state);
    pending_.emplace_back(number, state);
    return number;
  }

  std::string key(const State& state) {
    std::vector<std::uint8_t> bytes(model_.max_encoding_bytes());
    std::size_t length = model_.encode(state, bytes.data());
    if constexpr (Symmetric<M>) {
      if (options_.symmetry) length = model_.encode_canonical(state, bytes.data());
    }
    return {reinterpret_cast<const char*>(bytes.data()), length};
  }

  template <class Check>
  bool is_broken(Check check) {
    Ledger ledger(model_.goals().size());
    Observer observer(ledger);
    observer.at({});
    check(observer);
    observer.report_to(ledger);
    return !ledger.violations().empty();
  }

  M model_;
  DotOptions options_;
  Graph graph_;
  std::function<void(const State&)> seen_;
  std::map<std::string, std::size_t> nodes_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> edges_;
  std::deque<std::pair<std::size_t, State>> pending_;
};

template <Described M>
std::string dot(const M& model, const DotOptions& options = {}) {
  return to_dot(GraphBuilder<M>(model, options).build());
}

}  // namespace claimcheck::explore
