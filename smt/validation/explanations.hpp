// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// What the audit finds and is no fault, each with its reason. What is not here fails it.

namespace claimcheck::smt {

// Why the goal of this obligation may be true whatever is assumed; empty where there is no reason.
std::string why_trivial(const std::string& id);

// Why nothing but the ledger notices this weakening, by its name; empty where there is no reason
// that somebody has given.
std::string why_unnoticed(const std::string& name);

}  // namespace claimcheck::smt
