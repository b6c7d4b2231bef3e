// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// What the audit finds and is no fault, each with its reason. What is not here fails it.

namespace claimcheck::smt {

// Why the goal of this obligation may be true whatever is assumed; empty where there is no reason.
std::string why_trivial(const std::string& id);

}  // namespace claimcheck::smt
