// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "properties/report/report.hpp"

namespace claimcheck::report {

// The version of the form of all reports in JSON: docs/report.schema.json, and what it promises in
// docs/reports.md.
inline constexpr std::string_view schema_version = "1.2";

// What every report begins with: the version of its form, the command that wrote it, and ours.
nlohmann::json head(std::string_view command);

// All that a run found, for programs.
nlohmann::json to_json(const RunReport& report, const options::RunOptions& options);

// What came of one file, and of all that `replay` was given.
nlohmann::json to_json(const replay::ReplayedTrace& replayed);
nlohmann::json to_json(const std::vector<replay::ReplayedTrace>& replay,
                       const options::ReplayOptions& options);

// One finding, with the command that replays it.
nlohmann::json to_json(const FoundTrace& found, const std::string& engine);

// Throws store::StoreError.
void write_json(const nlohmann::json& document, const std::filesystem::path& path);

}  // namespace claimcheck::report
