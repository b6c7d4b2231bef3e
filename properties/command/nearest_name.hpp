// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace claimcheck::command {

// The name that somebody who typed `given` most likely meant: at most two characters inserted,
// removed or changed, and fewer than it has. The first of the nearest; empty where there is none.
std::string nearest_name(std::string_view given, const std::vector<std::string>& names);

}  // namespace claimcheck::command
