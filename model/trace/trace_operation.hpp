// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "model/trace/tag_index.hpp"
#include "model/trace/trace.hpp"
#include "model/trace/trace_cursor.hpp"

namespace claimcheck::model {

// A letter, then letters, digits, - and _, and no word that stands where a name could.
bool is_tag_name(std::string_view name);

// An operation with its failures and its expected outcome: a whole line. `setup` and `tags` are
// what the lines above it say. Throws SyntaxError.
Step read_step(Cursor& cursor, const Setup& setup, const TagIndex& tags);

}  // namespace claimcheck::model
