// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "properties/concurrent/claim_history.hpp"
#include "properties/engines/engine.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/linearizability/checker.hpp"

namespace claimcheck::concurrent {

// Of a history that no order explains: how far one comes.
struct TriedOrder {
  struct Refused {
    std::optional<std::size_t> step;  // place in the trace; none: the state at the end
    std::string reason;
  };

  std::vector<std::size_t> prefix;  // places in the trace: the longest legal prefix of an order
  std::vector<Refused> refused;     // what may come next in real time, and why the contract forbids
  engines::Snapshot seen;           // of the engine, at rest
};

// Judges the histories of one trace (C1, C2). The interleavings of a small case are many and what
// they return and end in is little: an order that explained it before is tried first, and a history
// that no order explains is searched once. Not for several threads.
class Judge {
 public:
  // `before` is the contract's state when the threads start. The trace must outlive the judge.
  Judge(const model::Trace& trace, model::State before);

  // Whether some order of the calls explains what they returned and what the engine, now at rest,
  // shows in the end. Calls come in the same order every time; all stamps are below `now`.
  const std::optional<judge::Difference>& judge(const ClaimHistory& calls, engines::Running& engine,
                                                linearizability::Stamp now);

  // The same search, told in full; nothing where an order explains the calls.
  std::optional<TriedOrder> tried(const ClaimHistory& calls, engines::Running& engine,
                                  linearizability::Stamp now) const;

 private:
  linearizability::Result check(ClaimHistory& calls, const engines::Snapshot& seen,
                                linearizability::Stamp now) const;
  std::optional<judge::Difference> difference(const linearizability::Result& result,
                                              const ClaimHistory& calls) const;

  // What is known of histories that return the same and end in the same: they differ in when their
  // calls began and ended.
  struct Known {
    std::vector<std::vector<std::size_t>> orders;  // each explains those whose real time allows it
    std::optional<judge::Difference> left;         // what is held in the end, where one explains
    std::unordered_map<std::string, std::optional<judge::Difference>> refused;  // by their stamps
  };

  const model::Trace& trace_;
  model::State before_;
  engines::Snapshot snapshot_;
  std::string key_;
  std::string stamps_;
  std::unordered_map<std::string, Known> known_;  // by what they return and end in, as bytes
  std::size_t kept_ = 0;                          // orders and refusals
};

}  // namespace claimcheck::concurrent
