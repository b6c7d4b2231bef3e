// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include "properties/report/explore_report.hpp"

namespace claimcheck::report {

// What was looked at and what was reached; not the findings.
nlohmann::json to_json(const explore::claim::Report& report);

}  // namespace claimcheck::report
