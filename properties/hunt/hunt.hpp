// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "properties/check/coverage.hpp"
#include "properties/driver/engine.hpp"
#include "properties/hunt/child.hpp"
#include "properties/hunt/finding.hpp"
#include "properties/hunt/search.hpp"

// The hunt: random search in child processes, over every crash and hang, to the list of all
// distinct defects.

namespace claimcheck::hunt {

// What is searched: the traces, by number, and how each is probed.
struct Work {
  std::function<model::Trace(std::uint64_t index)> trace;
  Probe probe;
};

struct Options {
  std::uint64_t traces = 0;  // over all shards
  std::uint64_t shard = 0;   // this one, below shards
  std::uint64_t shards = 1;
  int patience_ms = 10'000;  // without a sign of life: a hang
  std::optional<std::chrono::steady_clock::time_point> deadline;
  Defects known;  // listed already: they are set aside
  std::size_t most_findings = std::numeric_limits<std::size_t>::max();  // then it ends
};

// Called in this process, in the order in which things happen.
struct Events {
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;
  std::function<void(const model::Trace& unshrunk, const check::Defect& defect,
                     const std::string& message)>
      fails;
  std::function<void(const Finding&)> finds;
};

struct Report {
  check::Coverage coverage;
  std::vector<Finding> findings;  // one for each defect
  // Not run: the deadline passed, it crashed too often, or there were findings enough.
  std::uint64_t traces_left = 0;
  std::uint64_t crashes = 0;  // and hangs
};

// `shared` says what is running, at every moment.
Report hunt(const driver::Engine& engine, const Work& work, const Options& options,
            const Events& events, Shared& shared);

}  // namespace claimcheck::hunt
