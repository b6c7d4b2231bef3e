// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "properties/linearizability/history.hpp"

namespace claimcheck::linearizability {

/// The depth-first search of Wing & Gong, "Testing and Verifying Concurrent Objects" (J. of
/// Parallel and Distributed Computing, 1993): try as next any operation that was invoked before
/// every remaining one returned, and go back where the model forbids all of them. With the
/// memoisation of Lowe, "Testing for Linearizability" (Concurrency and Computation, 2017): what
/// is left depends on the set of operations done and the state only, so no such configuration is
/// entered twice, in whatever order its operations came.
///
/// Departures: operations lie in an array sorted by invocation, where both keep a linked list of
/// invocations and responses; a window from the first remaining one to the first response is
/// scanned instead. The model may leave several states, and operations may be pending.
template <SequentialModel Model>
class Search {
 public:
  using State = typename Model::State;

  Search(const Model& model, const State& initial, const History<Model>& history,
         std::uint64_t max_steps)
      : model_(model),
        history_(history),
        max_steps_(max_steps),
        sorted_(history.size()),
        done_((history.size() + 63) / 64, 0) {
    std::iota(sorted_.begin(), sorted_.end(), std::size_t{0});
    std::stable_sort(sorted_.begin(), sorted_.end(), [&](std::size_t a, std::size_t b) {
      return history[a].invoke < history[b].invoke;
    });
    returned_left_ = static_cast<std::size_t>(std::count_if(
        history.begin(), history.end(), [](const auto& call) { return call.outcome.has_value(); }));
    open(initial);
  }

  /// Whether there is an order. To be called once.
  bool run() {
    while (returned_left_ > 0 && !frames_.empty()) {
      Frame& frame = frames_.back();
      if (!frame.next_states.empty()) {
        enter(frame);
      } else if (frame.tried == frame.candidates.size()) {
        leave();
      } else if (steps_ == max_steps_) {
        out_of_steps_ = true;
        return false;
      } else {
        ++steps_;
        frame.next_states = model_.next(frame.state, history_[frame.candidates[frame.tried++]]);
      }
    }
    return returned_left_ == 0;
  }

  bool exhausted() const { return !out_of_steps_; }
  std::uint64_t steps() const { return steps_; }
  const std::vector<std::size_t>& longest() const { return longest_; }
  /// Of a search that is exhausted and found no order.
  const State& state_behind_longest() const { return *max_state_; }

  /// The operations that real time lets come next behind longest().
  std::vector<std::size_t> candidates_behind_longest() const {
    std::vector<std::uint64_t> done(done_.size(), 0);
    for (const std::size_t call : longest_) done[call / 64] |= std::uint64_t{1} << call % 64;
    return candidates(done);
  }

 private:
  using Set = std::vector<std::uint64_t>;

  // A configuration under way. invariant: order_ has one entry less than there are frames, and
  // done_ is the set of order_.
  struct Frame {
    State state;
    std::vector<std::size_t> candidates;
    std::size_t tried = 0;           ///< of the candidates
    std::vector<State> next_states;  ///< of the candidate tried last, not entered yet
  };

  struct Configuration {
    Set done;
    State state;
    std::size_t hash;
    bool operator==(const Configuration& other) const {
      return done == other.done && state == other.state;
    }
  };
  struct Hash {
    std::size_t operator()(const Configuration& configuration) const { return configuration.hash; }
  };

  Configuration configuration(State state) const {
    std::size_t hash = model_.hash(state);
    for (const std::uint64_t word : done_) {
      hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
    return {done_, std::move(state), hash};
  }

  // Where one operation returned before another was invoked, the other must not come first: the
  // order in which a new value is read and then the old one again would be accepted.
  std::vector<std::size_t> candidates(const Set& done) const {
    std::vector<std::size_t> found;
    Stamp first_response = std::numeric_limits<Stamp>::max();
    for (const std::size_t call : sorted_) {
      if ((done[call / 64] >> call % 64 & 1) != 0) continue;
      if (history_[call].invoke > first_response) break;
      found.push_back(call);
      if (history_[call].outcome)
        first_response = std::min(first_response, history_[call].response);
    }
    return found;
  }

  void open(State state) {
    std::vector<std::size_t> next = candidates(done_);
    frames_.push_back({std::move(state), std::move(next), 0, {}});
  }

  void enter(Frame& frame) {
    State state = std::move(frame.next_states.back());
    frame.next_states.pop_back();
    const std::size_t call = frame.candidates[frame.tried - 1];
    flip(call);
    if (!failed_.empty() && failed_.contains(configuration(state))) {
      flip(call);
      return;
    }
    order_.push_back(call);
    returned_left_ -= history_[call].outcome.has_value();
    if (order_.size() > longest_.size()) {
      longest_ = order_;
      max_state_.reset();
    }
    // What lies behind the last return is of no interest; the longest prefix is then the order.
    if (returned_left_ == 0) longest_ = order_;
    open(std::move(state));
  }

  // No order goes on from here. What is under way is not met again behind itself, as more is done
  // there: so a configuration is noted when it is left, and an order that is found at once pays for
  // no memory of it.
  void leave() {
    State state = std::move(frames_.back().state);
    frames_.pop_back();
    // The first to be left behind the longest prefix is where that leads: none goes further.
    if (!max_state_) max_state_ = state;
    if (order_.empty()) return;
    failed_.insert(configuration(std::move(state)));
    const std::size_t call = order_.back();
    order_.pop_back();
    flip(call);
    returned_left_ += history_[call].outcome.has_value();
  }

  void flip(std::size_t call) { done_[call / 64] ^= std::uint64_t{1} << call % 64; }

  const Model& model_;
  const History<Model>& history_;
  std::uint64_t max_steps_;
  std::uint64_t steps_ = 0;
  bool out_of_steps_ = false;
  std::vector<std::size_t> sorted_;  ///< the calls by invocation
  std::vector<Frame> frames_;
  std::vector<std::size_t> order_;                  ///< the calls done, in order
  Set done_;                                        ///< the same, as a set
  std::size_t returned_left_ = 0;                   ///< calls with an outcome that are not done
  std::unordered_set<Configuration, Hash> failed_;  ///< entered and left
  std::vector<std::size_t> longest_;
  std::optional<State> max_state_;  ///< set once the frame behind longest_ is left
};

}  // namespace claimcheck::linearizability
