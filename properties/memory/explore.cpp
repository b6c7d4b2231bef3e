// SPDX-License-Identifier: MIT
#include "properties/memory/explore.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "properties/memory/picture.hpp"

namespace claimcheck::memory {

Action in_turns(Action action) {
  if (action.order != Order::plain) action.order = action.failure = Order::sequential;
  return action;
}

namespace {

// Nothing that another thread does or has done changes what comes of it, or else it is a race,
// which is found when the second of both is taken: so it need not be interleaved.
bool is_alone(const Action& action) {
  return action.kind == Kind::choose || action.kind == Kind::notify || action.order == Order::plain;
}

// Whether the thread is at a step that it took before, and only looked since.
bool begins_a_turn(const Graph& graph, Thread thread, const Action& action) {
  const auto& ids = graph.events_of(thread);
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    const Event& event = graph.events()[*id];
    if (event.writes || event.action.kind == Kind::choose) return false;
    if (event.action == action) return true;
  }
  return false;
}

class Explorer {
 public:
  Explorer(const Program& program, const Options& options)
      : program_(program), options_(options), threads_(made()), known_(threads_.bodies.size()) {}

  Exploration run() {
    State start{Graph(memory_.initial(), threads_.bodies.size()), {}};
    start.asleep.resize(threads_.bodies.size());
    visit(start);
    return std::move(result_);
  }

 private:
  struct State {
    Graph graph;
    std::vector<std::optional<EventId>> asleep;  ///< by thread: what it had read
  };

  Threads made() {
    const Memory::Making here(memory_);
    return program_.make(memory_);
  }

  const Next& next(const Graph& graph, Thread thread) {
    std::vector<Value> results;
    for (EventId id : graph.events_of(thread)) results.push_back(graph.events()[id].read);
    const auto [entry, is_new] = known_[thread].try_emplace(results);
    if (is_new) {
      entry->second = memory_.run(threads_.bodies[thread], results);
      if (options_.reorder) entry->second.action = options_.reorder(entry->second.action);
    }
    return entry->second;
  }

  bool is_over() const { return result_.finding || !result_.is_exhaustive; }

  bool is_new(const State& state) {
    std::string key = state.graph.key();
    for (const auto& seen : state.asleep) key += seen ? 's' : '-';
    if (!visited_.insert(std::move(key)).second) return false;
    result_.is_exhaustive = ++result_.graphs < options_.max_graphs;
    return true;
  }

  void found(Fault fault, std::string what, const State& state) {
    result_.finding = Finding{fault, std::move(what), picture(memory_, state.graph, state.asleep)};
  }

  void visit(const State& state) {
    if (is_over() || !is_new(state)) return;
    std::vector<Thread> able;
    for (Thread thread = 0; thread < threads_.bodies.size(); thread++) {
      if (!state.asleep[thread] && !next(state.graph, thread).ends) able.push_back(thread);
    }
    if (able.empty()) return end(state);
    if (program_.has_loops && std::any_of(able.begin(), able.end(), [&](Thread thread) {
          return begins_a_turn(state.graph, thread, next(state.graph, thread).action);
        })) {
      return;
    }
    const auto alone = std::find_if(able.begin(), able.end(), [&](Thread thread) {
      return is_alone(next(state.graph, thread).action);
    });
    if (alone != able.end()) able = {*alone};
    for (Thread thread : able) step(state, thread, next(state.graph, thread).action);
  }

  void step(const State& state, Thread thread, const Action& action) {
    const Graph& graph = state.graph;
    if (action.kind == Kind::choose) {
      for (Value way = 0; way < action.operand; way++) pass(state, thread, action, way);
      return;
    }
    if (action.kind == Kind::notify) return pass(state, thread, action, 0);
    const auto writes = graph.writes_to(action.location);
    if (action.order == Order::plain) {
      take(state, thread, action, writes.back());
      return;
    }
    // One that sleeps may be woken for no reason, and then looks for itself.
    if (action.kind == Kind::wait) pass(state, thread, action, 0);
    std::set<Value> read;
    for (EventId write : writes) {
      const Value value = graph.events()[write].written;
      if (action.kind == Kind::wait && value != action.expected) continue;
      // Of those that a relaxed read can read with one value the first binds it least, and nothing
      // else comes of it.
      const bool is_bare = action.kind == Kind::read && action.order == Order::relaxed;
      if (is_bare && read.contains(value)) continue;
      if (take(state, thread, action, write)) read.insert(value);
    }
  }

  // A step that touches nothing.
  void pass(const State& state, Thread thread, const Action& action, Value way) {
    if (is_over()) return;
    State then = state;
    then.graph.pass(thread, action, way);
    visit(then);
  }

  // Where a step reads it reads `write`; where it only writes it writes behind it. False where it
  // cannot.
  bool take(const State& state, Thread thread, const Action& action, EventId write) {
    if (is_over()) return false;
    State then = state;
    if (!then.graph.add(thread, action, write)) return false;
    if (const auto other = then.graph.race()) {
      found(Fault::race, race_text(memory_, then.graph, *other), then);
      return true;
    }
    if (action.kind == Kind::wait) then.asleep[thread] = write;
    visit(then);
    return true;
  }

  // No thread can take a step.
  void end(const State& state) {
    bool sleeps = false;
    for (Thread thread = 0; thread < threads_.bodies.size(); thread++) {
      if (!state.asleep[thread]) continue;
      const EventId wait = state.graph.events_of(thread).back();
      const Location location = state.graph.events()[wait].action.location;
      // Then it goes on, and that it reads something else is another execution.
      if (state.graph.is_woken(location, *state.asleep[thread])) return;
      sleeps = true;
    }
    if (sleeps) return found(Fault::sleeps_for_good, "a thread sleeps and nobody wakes it", state);
    result_.executions++;
    Outcome outcome;
    for (Thread thread = 0; thread < threads_.bodies.size(); thread++) {
      outcome.seen.push_back(next(state.graph, thread).seen);
    }
    for (Location location = 0; location < state.graph.locations(); location++) {
      outcome.last.push_back(state.graph.events()[state.graph.writes_to(location).back()].written);
    }
    if (threads_.judge) {
      if (auto wrong = threads_.judge(outcome)) found(Fault::broken_promise, *wrong, state);
    }
    result_.outcomes.insert(std::move(outcome));
  }

  const Program& program_;
  const Options& options_;
  Memory memory_;
  Threads threads_;
  std::vector<std::map<std::vector<Value>, Next>> known_;  ///< by thread and results
  std::unordered_set<std::string> visited_;
  Exploration result_;
};

}  // namespace

Exploration explore(const Program& program, const Options& options) {
  return Explorer(program, options).run();
}

}  // namespace claimcheck::memory
