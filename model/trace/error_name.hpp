// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace claimcheck::model {

// "EINVAL" for 22, as Linux names it; 0 is no error. A number without a name is printed as
// "errno-4711", and that is read back too, so that a report can show whatever an engine returned.
std::string error_name(int error);

// The positive number of an error's name; nothing where there is no such error.
std::optional<int> parse_error_name(std::string_view name);

}  // namespace claimcheck::model
