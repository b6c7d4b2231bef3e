// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "properties/compare/compare.hpp"

// What a comparison looks like: for people, and for programs.

namespace claimcheck::compare {

// How many defects are new, undecided, unchanged and fixed, and of each what its trace does on
// both sides, with the commands that replay it there. In 80 columns, but for the commands.
std::string text_of(const Comparison& comparison, const Side& now, const Side& before);

nlohmann::json to_json(const Comparison& comparison, const Side& now, const Side& before);

}  // namespace claimcheck::compare
