// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "properties/formats/results.hpp"
#include "properties/options/options.hpp"

namespace claimcheck::command {

// Adds --report: what is given is checked before anything runs, and goes to `reports`, which lives
// as long as the app.
void add_reports(CLI::App& command, std::vector<options::ReportFile>& reports);

// Adds --json in the same way.
void add_json(CLI::App& command, std::optional<std::filesystem::path>& json,
              const std::string& help = "Write the report here as well");

// Adds --html in the same way.
void add_html(CLI::App& command, std::optional<std::filesystem::path>& html);

// What is left of a verdict once the reports are written, as written_after() has it. `results` is
// called where there are any.
options::ExitStatus reported(options::ExitStatus verdict,
                             const std::vector<options::ReportFile>& reports,
                             const std::function<formats::Results()>& results);

}  // namespace claimcheck::command
