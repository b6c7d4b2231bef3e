// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "properties/schedule/execution.hpp"

namespace claimcheck::schedule {

/// Microseconds of the picture for one step: time there is the position in the schedule, no clock.
inline constexpr std::size_t step_us = 10;

/// A recorded execution in the Trace Event Format, which Perfetto and chrome://tracing open: an
/// array of events of one process. A lane a thread with its operations as slices and its steps,
/// failures and races as instants; below it a lane for each lock that the thread takes, with a
/// slice while it holds it. The threads begin at `start_us`.
nlohmann::json trace_events(const Execution& execution, int process, std::size_t start_us,
                            SourceName name = nullptr);

/// Names a lane. Lanes stand in the order of their numbers.
void name_lane(nlohmann::json& events, int process, std::size_t lane, const std::string& name);

/// A slice of a lane: from `begin_us`, of at least one microsecond.
nlohmann::json slice(int process, std::size_t lane, const std::string& name, std::size_t begin_us,
                     std::size_t end_us);

}  // namespace claimcheck::schedule
