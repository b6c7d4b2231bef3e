// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "properties/report/report.hpp"

// How thorough random search was: what its traces were like, and what they reached.

namespace claimcheck::report {

// The widest ranges of what was generated, and what it reached: rows of the summary.
// Empty where nothing was counted, or where an engine wrote over the counts.
std::string generated_words(const RunReport& report);
std::string reached_words(const RunReport& report);

// Every dimension, of every search, 80 columns wide.
std::string generated_table(const RunReport& report);

// Members of a stage's reach.
nlohmann::json generated_json(const reach::Result& result);
nlohmann::json reached_json(const reach::Result& result);

}  // namespace claimcheck::report
