// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "model/trace.hpp"
#include "properties/check/conformance.hpp"
#include "properties/driver/engine.hpp"

// Traces of files, run strictly on an engine.

namespace claimcheck::command {

enum class Replayed {
  holds,           // on the contract and on the engine
  breaks_as_said,  // the file says that this engine breaks this clause here, and it does
  breaks,          // a clause, and the file does not say so
  not_broken,      // the file says that this engine breaks a clause, and it does not
  wrong_file,      // the file's own outcomes are not the contract's
};

struct ReplayedTrace {
  std::filesystem::path path;
  model::Trace trace;
  Replayed verdict = Replayed::holds;
  std::optional<check::Difference> difference;
};

// How a replay is told step by step: `tell` is called in the child, where the engine is, and what
// it says is heard here, even if the child does not live to see the next step. Both or neither.
struct Narration {
  std::function<std::string(const check::StepReport&)> tell;
  std::function<void(const std::string&)> hear;
};

// Runs the trace in a child process. Throws driver::EngineError and hunt::StoreError.
ReplayedTrace replay_file(const driver::Engine& engine, const std::filesystem::path& path,
                          const Narration& narration = {});

// Every trace below the folder, by path.
std::vector<ReplayedTrace> replay_corpus(const driver::Engine& engine,
                                         const std::filesystem::path& corpus);

}  // namespace claimcheck::command
