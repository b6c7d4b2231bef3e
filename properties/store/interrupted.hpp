// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/process/child.hpp"
#include "properties/process/shared_memory.hpp"

// What is running, in a file in the folder of findings; and what was, when a run was killed.

namespace claimcheck::store {

struct RunState {
  std::array<char, 32> format{};   // says which layout this is
  std::array<char, 256> engine{};  // as on the command line, cut to fit
  std::uint64_t seed = 0;
  std::atomic<std::uint32_t> begun{0};  // a trace is running or has been
  process::Shared shared;
};

// The state of this run in a file of its own, which goes when the run ends in whatever way but by
// a kill.
class RunFile {
 public:
  // Throws StoreError where the folder cannot be made or written.
  RunFile(const std::filesystem::path& folder, const std::string& engine, std::uint64_t seed);

  RunState& state() { return *memory_; }

 private:
  process::LockedFile file_;
  process::SharedMemory<RunState> memory_;
};

// A trace that was running when an earlier run was killed.
struct Interrupted {
  model::Trace trace;
  std::filesystem::path file;
};

// Those of the same engine, by the name it was given, in the folder whose processes are all gone.
// Files of another build of the format are left where they are.
std::vector<Interrupted> interrupted_runs(const std::filesystem::path& folder,
                                          const std::string& name, const engines::Engine& engine);

}  // namespace claimcheck::store
