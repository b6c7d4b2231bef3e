// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "properties/explore/claim/counterexamples.hpp"
#include "properties/explore/claim/exploration.hpp"

// What an exploring child tells its parent, and a rank the others.

namespace claimcheck::explore::claim {

using Message = std::variant<Progress, Report, judge::Finding, Counterexample>;

std::string encode(const Progress& progress);
std::string encode(const Report& report);
std::string encode(const judge::Finding& finding);
std::string encode(const Counterexample& found);
Message decode(std::string_view text);

}  // namespace claimcheck::explore::claim
