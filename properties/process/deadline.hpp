// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

// When work is to come to an end: at a time, or where the user asks for it. Then what was found is
// told, and what was not run is counted.

namespace claimcheck::process {

using Deadline = std::optional<std::chrono::steady_clock::time_point>;  // nothing: none

// Whether it is over, or a signal has asked us to end.
bool is_past(const Deadline& deadline);

// Whether a signal has.
bool is_interrupted();

// Of what is_past(): "it was interrupted" or "the time was over".
std::string_view why_it_ended();

// From here on the first SIGINT, SIGTERM or SIGHUP is such a question, and the next ends us at
// once, unless it comes within 50 ms: then it is the same question. One that is ignored, as nohup
// has it, stays so. A child that is to have the default again calls heed_no_signals().
void heed_signals();
void heed_no_signals();

}  // namespace claimcheck::process
