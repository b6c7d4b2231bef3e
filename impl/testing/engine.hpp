// SPDX-License-Identifier: MIT
// An engine in a recording environment, for tests of one thread.
#pragma once

#include <string>
#include <vector>

#include "impl/engine.h"
#include "impl/testing/operations.hpp"
#include "impl/testing/recording_env.hpp"
#include "impl/testing/snapshot.hpp"

namespace claimcheck::testing {

// A dynamic region with a driver and 1 as its sequence base, and how to make it another.
claimcheck_region_setup dynamic_region(std::uint32_t seq_base = 1);
claimcheck_region_setup region_of_kind(claimcheck_region_kind kind);

// Owns the engine. After each operation it checks (as test failures) that no lock was misused
// or is still held.
class Engine {
 public:
  // The k-th region's base is base_of(k), whatever its setup says.
  explicit Engine(const claimcheck_engine_api* api,
                  std::vector<claimcheck_region_setup> regions = {dynamic_region()});
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  std::int64_t apply(const Operation& operation);
  // Applies a read and returns what it read; a failed one reads as "error N".
  std::string read(const Operation& operation);
  Snapshot snapshot() const { return take_snapshot(*api_, engine_); }

  RecordingEnv& env() { return env_; }
  const claimcheck_engine_api& api() const { return *api_; }

  // Deletes all that can be deleted: devices unbound, shrunk and deleted, extents released.
  void clear();

 private:
  claimcheck_outcome run(const Operation& operation);

  const claimcheck_engine_api* api_;
  std::vector<claimcheck_region_setup> regions_;
  claimcheck_setup setup_;
  RecordingEnv env_;
  void* engine_ = nullptr;
};

}  // namespace claimcheck::testing
