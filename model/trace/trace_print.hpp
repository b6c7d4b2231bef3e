// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "model/trace/tag_index.hpp"
#include "model/trace/trace_text.hpp"

namespace claimcheck::model {

// One line of a document, without its newline. `tags` are the trace's.
std::string print(const Trace& trace, const TagIndex& tags, const Line& line);

}  // namespace claimcheck::model
