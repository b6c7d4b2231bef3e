// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/html/markup.hpp"
#include "properties/html/shown_state.hpp"

// A region as a picture: its extents by address, not to scale, with tag and seq; below them the
// devices, with an arrow to each extent for a range, dashed for a mapping.

namespace claimcheck::html {

// What one side shows of a state. What is new in it is marked, and what the other
// side has not: on the contract's as what is wanted.
struct Side {
  const model::Trace& trace;
  const engines::Snapshot& now;
  const engines::Snapshot& before;  // of the same side
  const engines::Snapshot& other;   // the other side now
  const std::vector<LostMember>& lost;
  bool is_contract = false;
};

// Every region that the trace is about, one below the other.
Markup region_maps(const Side& side);

}  // namespace claimcheck::html
