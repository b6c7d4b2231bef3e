// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "properties/report/report.hpp"

namespace claimcheck::report {

// All that a run found, for programs.
nlohmann::json to_json(const RunReport& report, const options::RunOptions& options);

// One finding, with the command that replays it.
nlohmann::json to_json(const FoundTrace& found, const std::string& engine);

// Throws store::StoreError.
void write_json(const nlohmann::json& document, const std::filesystem::path& path);

}  // namespace claimcheck::report
