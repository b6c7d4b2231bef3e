// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace claimcheck::text {

// "1 trace", "2 traces": a number and what it counts. The singular stands in `what`, whose last
// word takes an s.
std::string count_of(std::uint64_t number, std::string_view what);

}  // namespace claimcheck::text
