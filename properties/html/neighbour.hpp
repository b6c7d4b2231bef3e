// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/engine.hpp"
#include "properties/html/markup.hpp"

// The neighbour that passes: a trace that shows a defect, less one thing or two, and the engine
// keeps the contract. What was taken away is what the defect needs.

namespace claimcheck::html {

struct Neighbour {
  struct Line {
    std::string text;
    bool removed = false;
    bool added = false;
  };
  std::string without;      // "the failure of reserve-range"
  std::vector<Line> lines;  // none: the same, in another order
  Markup map;               // the regions at its end; empty where threads run
  Markup threads = {};      // what they do once it is another; lines there are none then
};

// The first of: without a failure, without the loss of a member, without preemption, without one of
// the operations, of those that come one after another the last excepted; then without two of
// these. Nothing where none of the few that are tried passes.
std::optional<Neighbour> neighbour_of(const engines::Engine& engine, const model::Trace& trace);

}  // namespace claimcheck::html
