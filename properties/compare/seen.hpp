// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "properties/replay/corpus.hpp"

namespace claimcheck::compare {

// What a trace does on an engine.
struct Seen {
  enum class Kind { breaks, holds, unknown };
  Kind kind = Kind::unknown;
  std::optional<judge::Difference> difference;  // where it breaks
  std::string sentence;                         // one line: what differs, or why it is not known
};

// Runs the trace in child processes. It holds only where that says something: with threads every
// interleaving was run, whatever schedule it has, and each failure that it injects came to pass.
// Throws engines::EngineError.
Seen seen_on(const engines::Engine& engine, const model::Trace& trace,
             const replay::Deadline& deadline);

}  // namespace claimcheck::compare
