// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smt/term/term.hpp"

namespace claimcheck::smt {

// A formula as a person writes it, each line after the first indented by `indent` columns. The same
// formula is always the same text, and a change of a part of it changes few lines.
std::string to_text(const Term& term, std::size_t indent = 0);

}  // namespace claimcheck::smt
