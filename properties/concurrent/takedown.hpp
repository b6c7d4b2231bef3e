// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "model/trace/trace.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/judge/conformance.hpp"

namespace claimcheck::concurrent {

// Of a defect that the taking down showed.
inline constexpr std::string_view takedown_aspect = "takedown";

// Whether nothing is in use: no extent, and each region has its first device alone, unclaimed.
bool is_empty(const engines::Snapshot& snapshot);

// What is held though the snapshot is empty (A4).
std::optional<judge::Difference> leak(const engines::Snapshot& snapshot, std::size_t step);

// Threads can lose count of what no snapshot shows: a tag that the host remembers or forgets (M3),
// an extent that can never be released. So what they left, which the snapshot shows and which was
// judged, is taken down in one thread: no tag that lives can be offered; drivers and extents leave
// the devices, devices and extents go, and each tag of the trace can be offered once more. The
// first answer that is another than the contract's, or what is held in the end (A4). An engine that
// cannot be asked all of this is not asked the rest.
std::optional<judge::Difference> take_down(const model::Trace& trace,
                                           const claimcheck_engine_api& api,
                                           engines::Running& engine);

}  // namespace claimcheck::concurrent
