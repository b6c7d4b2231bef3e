// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "properties/engines/engine.hpp"
#include "properties/judge/coverage.hpp"
#include "properties/judge/finding.hpp"
#include "properties/process/child.hpp"
#include "properties/process/deadline.hpp"
#include "properties/search/search_range.hpp"

// Random search in child processes, over every crash and hang, to the list of all
// distinct defects.

namespace claimcheck::search {

// What is searched: the traces, by number, and how each is probed.
struct Work {
  std::function<model::Trace(std::uint64_t index)> trace;
  Probe probe;
};

struct Options {
  std::uint64_t traces = 0;  // over all shards
  std::uint64_t shard = 0;   // this one, below shards
  std::uint64_t shards = 1;
  int hang_timeout_ms = 10'000;  // without a sign of life: a hang
  process::Deadline deadline;
  judge::Defects known;  // listed already: they are set aside
  std::size_t max_findings = std::numeric_limits<std::size_t>::max();  // then it ends
};

// Called in this process, in the order in which things happen.
struct Events {
  std::function<void(std::uint64_t done, std::uint64_t all)> progress;
  std::function<void(const model::Trace& unshrunk, const judge::Defect& defect,
                     const std::string& message)>
      fails;
  std::function<void(const judge::Finding&)> finds;
};

struct Report {
  judge::Coverage coverage;
  std::vector<judge::Finding> findings;  // one for each defect
  judge::WarningTable warnings;
  // Not run: the deadline passed, it hung too often, or there were findings enough.
  std::uint64_t traces_left = 0;
  std::uint64_t crashes = 0;  // and hangs
  // False: the engine wrote over what was counted. Then nothing of the coverage is to be believed.
  bool is_credible = true;
  // What the engine said where it could not be used any more, as by an error of create(): then the
  // search ended. Empty: it could.
  std::string refused;
};

// `shared` says what is running, at every moment. Throws engines::EngineError where the engine
// could not be used for the first trace.
Report search(const engines::Engine& engine, const Work& work, const Options& options,
              const Events& events, process::Shared& shared);

}  // namespace claimcheck::search
