// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/process/deadline.hpp"
#include "properties/search/message.hpp"

// Traces of files, run strictly on an engine.

namespace claimcheck::replay {

enum class Replayed {
  holds,           // on the contract and on the engine
  breaks_as_said,  // the file says that this engine breaks this clause here, and it does
  breaks,          // a clause, and the file does not say so
  not_broken,      // the file says that this engine breaks a clause, and it does not
  not_asked,       // the engine's table says that it cannot do what the trace asks
  unfinished,      // no interleaving that was run breaks a clause, and there are more
  wrong_file,      // the file's own outcomes are not the contract's
};

struct ReplayedTrace {
  std::filesystem::path path;
  model::Trace trace;
  Replayed verdict = Replayed::holds;
  std::optional<judge::Difference> difference;
  // Where the interleavings were searched, and how far: of a concurrent trace without a schedule,
  // or with one that does not fit the engine.
  std::optional<search::SearchedMessage> searched;
  std::optional<std::size_t> max_preemptions;  // of the interleavings that were
  std::vector<std::string> last_lines;         // that a dying engine wrote to standard error
  bool stopped = false;                        // the deadline passed before its end
  bool was_run = true;                         // false: it had passed before its beginning
};

// Which interleavings of one trace are run at most, where they are searched.
struct Interleavings {
  std::uint64_t most = 100'000;
  std::optional<std::size_t> max_preemptions = {};
};

using process::Deadline;

struct Limits {
  Deadline deadline;
  int hang_timeout_ms = 10'000;  // in one call of the engine
};

// How a replay is told step by step: `tell` is called in the child, where the engine is, and what
// it says is heard here, even if the child does not live to see the next step. Both or neither.
// `search` hears of a search of interleavings that is long: its estimate, and how far it is.
struct Narration {
  std::function<std::string(const judge::StepReport&)> tell;
  std::function<void(const std::string&)> hear;
  std::function<void(const std::string&)> search;
};

// Runs the trace in a child process. A concurrent one is run by its schedule, strictly; where it
// has none, or one that does not fit what the engine does, its interleavings are searched, those
// and no more. Throws engines::EngineError and store::StoreError.
ReplayedTrace replay_file(const engines::Engine& engine, const std::filesystem::path& path,
                          const Interleavings& interleavings = {}, const Narration& narration = {},
                          const Limits& limits = {});

// As replay_file(), of a trace that lies in no file.
ReplayedTrace replay_trace(const engines::Engine& engine, model::Trace trace,
                           const Interleavings& interleavings = {}, const Narration& narration = {},
                           const Limits& limits = {});

// What a file is that the deadline left out. Throws store::StoreError.
ReplayedTrace not_run(const std::filesystem::path& path);

// Every trace below the folder, by path. Those that the deadline leaves out are unfinished.
std::vector<ReplayedTrace> replay_corpus(const engines::Engine& engine,
                                         const std::filesystem::path& corpus,
                                         const Limits& limits = {});

}  // namespace claimcheck::replay
