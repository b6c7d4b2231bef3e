// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "model/trace.hpp"
#include "model/trace_cursor.hpp"

namespace claimcheck::model {

// A letter, then letters, digits, - and _, and no word that stands where a name could.
bool is_tag_name(std::string_view name);

// An operation with its failures and its expected outcome: a whole line. Throws SyntaxError.
Step read_step(Cursor& cursor, const Trace& trace);

}  // namespace claimcheck::model
