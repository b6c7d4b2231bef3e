// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "properties/judge/finding.hpp"

// What a searching child tells its parent.

namespace claimcheck::search {

struct FailsMessage {
  model::Trace trace;
  judge::Defect defect;
  std::string message;
};

struct ProgressMessage {
  std::uint64_t next = 0;  // the number of the trace that comes next
};

// Lines for the report, from a child whose own standard output is not ours.
struct TextMessage {
  std::string text;
};

// The end of a look at the interleavings of one trace.
struct SearchedMessage {
  std::uint64_t executions = 0;
  bool complete = false;  // all interleavings
  bool bounded = false;   // all that the bound on preemptions allows, and there are more
  std::string refusal;    // why the trace's own schedule did not fit
};

using Message =
    std::variant<FailsMessage, ProgressMessage, TextMessage, SearchedMessage, judge::Finding>;

std::string encode(const Message& message);
Message decode(std::string_view text);

}  // namespace claimcheck::search
