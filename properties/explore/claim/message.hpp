// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "properties/explore/claim/exploration.hpp"

// What an exploring child tells its parent.

namespace claimcheck::explore::claim {

using Message = std::variant<Progress, Report, judge::Finding>;

std::string encode(const Progress& progress);
std::string encode(const Report& report);
std::string encode(const judge::Finding& finding);
Message decode(std::string_view text);

}  // namespace claimcheck::explore::claim
