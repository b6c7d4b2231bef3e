// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "properties/command/exit_status.hpp"
#include "properties/explore/claim/exploration.hpp"

namespace claimcheck::command {

inline constexpr std::string_view no_engine = "none";

struct ExploreCommand {
  std::string engine = "indexed";  // or none: the model alone
  explore::claim::ExploreOptions options;
  std::filesystem::path save;
  std::filesystem::path corpus;
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> dot;
};

struct ExploreReport {
  explore::claim::Report report;
  std::vector<std::filesystem::path> paths;  // where each finding was saved
};

// Adds the subcommand; what it returns goes to `status`, which lives as long as the app.
void add_explore(CLI::App& app, ExitStatus& status);

// What the exploration says of a clause: "BROKEN", "holds" or "NOT REACHED".
std::string verdict_on(const explore::claim::Report& report,
                       const explore::claim::ReachedGoal& goal);

// What ended it: "time ran out". Not for an exploration that came to its end.
std::string_view reason(explore::Limit limit);

// The table of depths, of clauses, the findings and the verdict, on standard output.
void print_explored(const ExploreCommand& command, const ExploreReport& report);

// Throws hunt::StoreError.
void write_json(const ExploreCommand& command, const ExploreReport& report,
                const std::filesystem::path& path);

ExitStatus verdict(const explore::claim::Report& report);

}  // namespace claimcheck::command
