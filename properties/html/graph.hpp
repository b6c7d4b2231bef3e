// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/explore/claim/exploration.hpp"
#include "properties/explore/dot.hpp"
#include "properties/html/markup.hpp"

// The state graph of a small scope, to be walked: each state as the region maps show it, and the
// operations that lead from it.

namespace claimcheck::html {

inline constexpr std::size_t max_graph_states = 200;

// The states that the fewest operations lead to, where there are too many. `findings` are those of
// the exploration, each with a section of its number, from 1.
Markup graph_part(const explore::claim::Scope& scope, bool symmetry,
                  const std::vector<judge::Finding>& findings);

// A graph as a drawing: states by depth from above, numbered as its nodes are.
Markup drawn(const explore::Graph& graph);

}  // namespace claimcheck::html
