// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "properties/reach/histograms.hpp"
#include "properties/reach/places.hpp"
#include "properties/reach/reached.hpp"
#include "properties/reach/result.hpp"

// Counts what the traces of a search are like and what they reach, in a child process, in memory
// that it shares and of a fixed size.

namespace claimcheck::reach {

// What is counted. An engine can write over it: no verdict depends on it.
struct Tally {
  static constexpr std::size_t max_features = 1u << 17;  // of the sample
  static constexpr std::size_t max_sample = 2'000;
  static constexpr std::size_t max_states = 1u << 13;      // of the small scope
  static constexpr std::size_t max_behaviours = 1u << 12;  // a power of two

  std::uint64_t next = 0;  // a trace below this number was counted
  std::uint64_t traces = 0;
  Histograms histograms;
  std::array<BehaviourRow, max_behaviours> behaviours{};  // by key, open addressing
  // By feature of the sample: how many traces hold it; 3 stands for more.
  std::array<std::uint8_t, max_features> holders{};
  std::array<std::uint8_t, max_sample> ran{};  // by trace of the sample
  std::array<std::uint8_t, max_states> visited{};
};

// The trace of a number.
using TraceOf = std::function<model::Trace(std::uint64_t index)>;

// Which traces of a search are looked at for features that no other has, what these are, and which
// states the small scope has: all a function of the search, so that every shard has the same.
class Plan {
 public:
  // Nothing but what the traces are like is counted.
  Plan() = default;
  // A search of so many traces, over all shards.
  Plan(const TraceOf& trace, std::uint64_t traces);

  bool reaches() const { return states_.size() > 0; }
  std::uint32_t sampled(std::uint64_t index) const { return sampled_.find(index); }
  std::uint32_t feature(std::uint64_t feature) const { return features_.find(feature); }
  std::uint32_t state(std::uint64_t state) const { return states_.find(state); }

  Result result(const Tally& tally) const;

 private:
  Places sampled_;                                // by number of the trace
  std::vector<std::vector<std::uint32_t>> held_;  // by trace of the sample: its features
  Places features_;
  Places states_;
};

class Counter {
 public:
  // Both must outlive it.
  Counter(const Plan& plan, Tally& tally) : plan_(plan), tally_(tally) {}

  // A trace is counted once: their numbers rise.
  void count(std::uint64_t number, const model::Trace& trace);

 private:
  void count(const Behaviour& behaviour, std::uint64_t number);

  const Plan& plan_;
  Tally& tally_;
  Reach reach_;
  std::vector<std::uint64_t> features_;  // of one trace
};

}  // namespace claimcheck::reach
