// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "properties/judge/conformance.hpp"

namespace claimcheck::judge {

// The aspect of the defect that not_freed() finds.
inline constexpr std::string_view not_freed_aspect = "not freed";

// A4: an engine that is destroyed in any state gives all of its memory back. Runs the trace several
// times over, each on an engine of its own, destroys that with whatever the trace has left in it,
// and looks whether the heap of this process grows each time. Nothing else is judged. Finds nothing
// where a sanitizer has a heap of its own, which looks for leaks itself.
std::optional<Difference> not_freed(const engines::Engine& engine, const model::Trace& trace,
                                    const Watch& watch);

}  // namespace claimcheck::judge
