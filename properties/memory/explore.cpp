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

// Whether the step neither writes, sleeps nor goes one of several ways, where it reads the last
// write.
bool only_looks(const Graph& graph, const Action& action) {
  if (action.kind == Kind::notify || action.kind == Kind::read) return true;
  if (action.kind != Kind::compare && action.kind != Kind::wait) return false;
  return graph.events()[graph.writes_to(action.location).back()].written != action.expected;
}

// A weak comparison may fail for no reason. It does so once: else there was no end of it in a loop
// whose turns are followed.
bool may_falter(const Graph& graph, Thread thread, const Action& action) {
  const auto& ids = graph.events_of(thread);
  return action.kind == Kind::compare && std::none_of(ids.begin(), ids.end(), [&](EventId id) {
           return graph.events()[id].falters && graph.events()[id].action == action;
         });
}

// Whether what was taken last was taken right before it too: so one turn after another. What the
// first of both began with may be older than all that is read now, what the second began with is
// not.
bool ends_in_two_turns(const std::vector<Action>& taken) {
  for (std::size_t turn = 1; turn <= taken.size() / 2; turn++) {
    const auto last = taken.end() - static_cast<std::ptrdiff_t>(turn);
    if (std::equal(last, taken.end(), last - static_cast<std::ptrdiff_t>(turn))) return true;
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
    std::vector<Result> results;
    for (EventId id : graph.events_of(thread)) {
      const Event& event = graph.events()[id];
      results.push_back({event.read, event.falters});
    }
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
      return look_for_spinning(state, able);
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
    const bool falters = may_falter(graph, thread, action);
    std::set<Value> read;
    for (EventId write : writes) {
      const Value value = graph.events()[write].written;
      if (action.kind == Kind::wait && value != action.expected) continue;
      // Of those that a relaxed read can read with one value the first binds it least, and nothing
      // else comes of it.
      const bool is_bare = action.kind == Kind::read && action.order == Order::relaxed;
      if (is_bare && read.contains(value)) continue;
      if (take(state, thread, action, write)) read.insert(value);
      if (falters && value == action.expected) take(state, thread, action, write, true);
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
  bool take(const State& state, Thread thread, const Action& action, EventId write,
            bool falters = false) {
    if (is_over()) return false;
    State then = state;
    if (!then.graph.add(thread, action, write, falters)) return false;
    if (const auto other = then.graph.race()) {
      found(Fault::race, race_text(memory_, then.graph, *other), then);
      return true;
    }
    if (action.kind == Kind::wait) then.asleep[thread] = write;
    visit(then);
    return true;
  }

  // A fault where each of the threads takes the same steps again and again, now that nobody writes
  // any more and so each of them comes to see the last of all writes. Of those threads some one is
  // the first to begin another turn. A thread that chooses in its loop may choose another way at
  // last, and is taken for one that does not spin.
  void look_for_spinning(const State& state, const std::vector<Thread>& able) {
    State then = state;
    for (Thread thread : able) {
      if (!only_turns(then.graph, thread)) return;
    }
    for (Thread thread = 0; thread < threads_.bodies.size(); thread++) {
      if (is_woken(then, thread)) return;
    }
    found(Fault::spins_for_good, "a thread looks again and again, and nobody changes what it sees",
          then);
  }

  // Takes the steps of two turns of a loop that only looks, if the thread is in one.
  bool only_turns(Graph& graph, Thread thread) {
    std::vector<Action> taken;
    while (!ends_in_two_turns(taken)) {
      const Next& at = next(graph, thread);
      const bool is_full = graph.events().size() == max_events;
      if (at.ends || is_full || !only_looks(graph, at.action)) return false;
      taken.push_back(at.action);
      if (at.action.kind == Kind::notify || at.action.kind == Kind::wait) {
        graph.pass(thread, at.action, 0);
      } else if (!graph.add(thread, at.action, graph.writes_to(at.action.location).back())) {
        return false;
      }
    }
    return true;
  }

  // One that sleeps: then it goes on, and that it reads something else is another execution.
  bool is_woken(const State& state, Thread thread) const {
    if (!state.asleep[thread]) return false;
    const Event& write = state.graph.events()[*state.asleep[thread]];
    return state.graph.is_woken(write.action.location, *state.asleep[thread]);
  }

  // No thread can take a step.
  void end(const State& state) {
    bool sleeps = false;
    for (Thread thread = 0; thread < threads_.bodies.size(); thread++) {
      if (is_woken(state, thread)) return;
      sleeps |= state.asleep[thread].has_value();
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
  std::vector<std::map<std::vector<Result>, Next>> known_;  ///< by thread and results
  std::unordered_set<std::string> visited_;
  Exploration result_;
};

}  // namespace

Exploration explore(const Program& program, const Options& options) {
  return Explorer(program, options).run();
}

}  // namespace claimcheck::memory
