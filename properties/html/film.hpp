// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/html/markup.hpp"
#include "properties/html/neighbour.hpp"
#include "properties/judge/conformance.hpp"

// A defect as a film: its trace, run once more on the engine, a frame for each step.

namespace claimcheck::html {

// A trace that breaks a clause, wherever it comes from.
struct Broken {
  model::Trace trace;
  judge::Difference difference;
  std::vector<std::string> last_lines = {};  // that a dying engine wrote to standard error
  std::filesystem::path path = {};           // of the trace
  std::string command = {};                  // replays it
  std::vector<std::string> notes = {};       // what else is known of it, a sentence each
  std::vector<model::Clause> also = {};      // other clauses that break for the same cause
};

struct Film {
  std::vector<Markup> frames;  // one for each step; of a trace with threads those before them
  Markup threads;  // what they did, by the scheduler's steps; empty where there are none
  Markup source;   // the lines of a kernel tree or a plugin that race or warn
  Markup order;    // of a history that no order explains
  std::optional<Neighbour> neighbour;
};

// Runs the trace in child processes, again and again for its neighbour: some ten times in all.
// Throws engines::EngineError.
Film film_of(const engines::Engine& engine, const Broken& broken);

// The operation of a step with the failures injected into it, and without what is expected of it;
// empty where there is no such step.
std::string said_step(const model::Trace& trace, std::size_t step);

// A section of a page. `number` counts defects from 1.
Markup section(const Broken& broken, const Film& film, std::size_t number);

}  // namespace claimcheck::html
