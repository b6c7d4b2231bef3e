// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/explore/claim/counterexamples.hpp"
#include "properties/explore/claim/notes.hpp"
#include "properties/explore/claim/tally.hpp"
#include "properties/judge/observe.hpp"

namespace claimcheck::explore::claim {

// The engine that is to do what the model does.
struct Target {
  engines::Engine engine;
  Notes* notes = nullptr;  // where the transition that is about to run is written down; may be null
  std::atomic<std::uint64_t>* beats = nullptr;  // goes up with every operation; may be null
  std::set<TransitionKind> set_aside;           // transitions that are known to end the process
  Counterexamples* found = nullptr;             // where differences go; never null
  const std::atomic<std::uint32_t>* stop = nullptr;  // set: nothing more is run; may be null
  std::span<engines::CallMark> marks = {};           // of the workers, by the number of their note
};

// The error that a failing site gets: a wait for a lock is interrupted, else there is no memory.
int injected_error(const std::string& site);

// Nothing is offered, claimed or created any more (A4).
bool is_empty(const model::State& state);

// What a refinement is about: never changes, and outlives it.
struct TransitionContext {
  const model::Trace& empty_trace;
  const std::vector<model::Operation>& operations;
  bool failures;  // every operation again for every failure that it can meet
};

// One worker's engine, brought into the state that the worker expands. An operation that changes
// nothing, by the contract, runs on that one instance; one that does runs on a clone or, where
// the engine has no clone(), on the instance itself, which is then made anew. So there is never
// more than one engine of those that cannot be cloned.
class Refinement {
 public:
  Refinement(const Target& target, const TransitionContext& context);

  // What follows is about this state, which the operations lead to. Outlived by `state`.
  void enter(const model::State& state, std::vector<std::uint16_t> path);

  struct Transition {
    std::uint16_t operation;  // index in the operations
    const model::Outcome& outcome;
    const model::State& next;
    bool changed;
  };
  // Runs the transition on the engine, then again for every failure.
  void transition(const Transition& transition, Counts& counts);

 private:
  bool at_state(Counts& counts);
  void plain(const Transition& transition, Counts& counts);
  void failures(const Transition& transition, Counts& counts);
  bool with_failure(const Transition& transition, const engines::SiteUse& use, std::uint32_t nth,
                    Counts& counts);
  void retry(const Transition& transition);
  bool is_set_aside(const Transition& transition, const std::string& site, Counts& counts) const;

  judge::Observed run(engines::Running& running, const Transition& transition,
                      const std::vector<model::Fault>& faults);
  // Compares what was observed, and the whole snapshot. Nothing where all is as it should be.
  std::optional<std::string> difference(engines::Running& running, const Transition& transition,
                                        const judge::Observed& observed, bool failed);
  void report(const Transition& transition, const judge::Observed& observed,
              const std::string& aspect, const std::vector<model::Fault>& faults);
  model::Trace trace(const Transition& transition, const std::vector<model::Fault>& faults,
                     bool with_history) const;
  void note(const Transition& transition, const std::string& site, std::uint32_t nth);

  const Target& target_;
  TransitionContext context_;
  engines::Engine engine_;      // the target's, marked where there are marks
  std::vector<bool> is_asked_;  // by place in the operations: the engine knows it
  std::vector<std::unique_ptr<engines::Translated>> translated_;  // by index in the operations
  Notes::Note* note_;                                             // null where there are none
  const model::State* state_ = nullptr;
  std::vector<std::uint16_t> path_;
  bool enterable_ = true;                        // false: the path leads elsewhere on the engine
  std::unique_ptr<engines::Instance> instance_;  // null, or in the state
  std::vector<model::Step> history_;             // what ran on the instance since, in order
  std::vector<engines::SiteUse> sites_;          // that the plain operation asked
  engines::Snapshot snapshot_;
  // Differences alike in all that tells defects apart, with the length of the shortest trace.
  using Alike = std::tuple<std::size_t, model::Clause, std::int64_t, std::string, bool>;
  std::map<Alike, std::size_t> known_;
};

}  // namespace claimcheck::explore::claim
