// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "model/operation.hpp"
#include "model/trace/trace.hpp"
#include "properties/reach/abstraction.hpp"

// What a trace reached, by the reference model alone: whatever the engine under test does, it is
// the same.

namespace claimcheck::reach {

// What kind of thing a step was.
struct Behaviour {
  std::uint8_t kind = 0;                     // of operation: its index in the variant
  model::Clause clause = model::Clause::W7;  // that decided
  std::uint16_t error = 0;                   // a positive errno; 0: it succeeded

  std::uint32_t key() const {
    return std::uint32_t{kind} << 24 | static_cast<std::uint32_t>(clause) << 16 | error;
  }
  bool operator==(const Behaviour&) const = default;
};

// Of a key: nothing where there is no such.
std::optional<Behaviour> behaviour_of(std::uint64_t key);

struct ReachedStep {
  Behaviour behaviour;
  std::uint64_t state = 0;  // Abstraction, of the region that the operation is about, after it

  // The two as one feature.
  std::uint64_t feature() const;
};

// More steps of a trace than this are not looked at.
inline constexpr std::size_t max_steps = 512;

// Has scratch space: one for one thread.
class Reach {
 public:
  // A step with an injected failure is taken to have failed: it changes nothing, and its error is
  // that of its first. Threads are taken to run one after another.
  void each_step(const model::Trace& trace, const std::function<void(const ReachedStep&)>& visit);

 private:
  Abstraction abstraction_;
  model::State state_;
  std::vector<std::optional<std::uint64_t>> known_;  // by region: what it is like, if that is known
};

// The features of its steps, each once, in order.
std::vector<std::uint64_t> reached_by(const model::Trace& trace, Reach& scratch);
std::vector<std::uint64_t> reached_by(const model::Trace& trace);

}  // namespace claimcheck::reach
