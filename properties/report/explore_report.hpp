// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/explore/claim/exploration.hpp"
#include "properties/options/exit_status.hpp"
#include "properties/options/options.hpp"

namespace claimcheck::report {

inline constexpr std::string_view no_engine = "none";

struct ExploreCommand {
  std::string engine = "indexed";  // or none: the model alone
  explore::claim::ExploreOptions options;
  std::filesystem::path save;
  std::filesystem::path corpus;
  std::optional<std::filesystem::path> json;
  std::vector<options::ReportFile> reports;
  std::optional<std::filesystem::path> html;
  std::optional<std::filesystem::path> dot;
  bool verbose = false;
};

struct ExploreReport {
  explore::claim::Report report;
  std::vector<std::filesystem::path> paths;  // where each finding was saved
};

// What the exploration says of a clause: "BROKEN", "holds" or "NOT EXERCISED".
std::string verdict_on(const explore::claim::Report& report,
                       const explore::claim::ReachedGoal& goal);

// What ended it: "time ran out". Not for an exploration that came to its end.
std::string_view reason(explore::Limit limit);
// That, and how much is left where it is known: "time ran out, 5180 states were not expanded".
std::string what_is_left(const explore::claim::Report& report);

// What holds, the findings and the verdict, on standard output; verbose the tables of depths and
// clauses in place of the first.
void print_explored(const ExploreCommand& command, const ExploreReport& report);

// Throws store::StoreError.
void write_json(const ExploreCommand& command, const ExploreReport& report,
                const std::filesystem::path& path);

options::ExitStatus verdict(const explore::claim::Report& report);

}  // namespace claimcheck::report
