// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "properties/command/corpus.hpp"
#include "properties/command/exit_status.hpp"
#include "properties/command/options.hpp"
#include "properties/hunt/hunt.hpp"

// What a run says: on standard output, the same bytes for the same seed, and as JSON.

namespace claimcheck::command {

inline constexpr std::string_view version = CLAIMCHECK_VERSION;

struct FoundTrace {
  hunt::Finding finding;
  std::filesystem::path path;
};

struct RunReport {
  std::string engine;  // as on the command line
  std::vector<ReplayedTrace> replay;
  hunt::Report check;
  std::vector<FoundTrace> found;
};

void print_finding(const hunt::Finding& finding, const std::filesystem::path& path,
                   const std::string& engine);
void print_replay(const std::vector<ReplayedTrace>& replay);
void print_check(const hunt::Report& check);

// The table of clauses: how often each was put to the test, and what came of it.
void print_clauses(const RunReport& report);

// The last lines, which say what the exit status says.
ExitStatus print_verdict(const RunReport& report);

// Throws hunt::StoreError.
void write_json(const RunReport& report, const RunOptions& options,
                const std::filesystem::path& path);

// One line for one replayed file; where it differs, the step and both answers below it.
void print_replayed(const ReplayedTrace& replayed, const std::string& engine);

ExitStatus verdict(const RunReport& report);

// Clauses that operations alone can reach, and that no operation reached.
std::vector<model::Clause> missed_goals(const check::Coverage& coverage);

}  // namespace claimcheck::command
