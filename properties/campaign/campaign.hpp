// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "properties/options/options.hpp"
#include "properties/report/report.hpp"

// A search that goes on over seeds, for hours and in many processes over one folder:
//   campaign.json   what is searched: the same for all of them
//   seeds/          a report for each seed that is done, a lock for each that is being done
//   found/          the trace of each defect, which later seeds know
//   status.json     how far it is, for programs; status.txt for people
// Whatever is killed loses no finding: a trace is in found/ before it is printed.

namespace claimcheck::campaign {

struct CampaignOptions {
  std::filesystem::path folder;
  options::RunOptions run;            // of each seed; its seed is the first
  std::chrono::milliseconds time{0};  // after which no other seed is begun
};

struct Found {
  std::string clause;
  std::filesystem::path file;
};

// What is known of a campaign by its folder.
struct Status {
  std::uint64_t seeds_done = 0;
  std::uint64_t seeds_without_verdict = 0;  // of these: not all of it was run or exercised
  std::uint64_t traces = 0;
  std::uint64_t operations = 0;
  std::uint64_t executions = 0;
  std::vector<Found> found;  // by file
};

// Makes the folder, or goes on in it. Throws options::UsageError where another campaign has it, or
// something that is none, and std::system_error where it cannot be written.
void open_folder(const CampaignOptions& options);

// Of each seed its number, what it found and what it came to.
using SeedDone = std::function<void(std::uint64_t seed, const report::RunReport& report)>;
using RunSeed = std::function<report::RunReport(const options::RunOptions& options)>;

// Does one seed after another until the time is over or somebody asks us to end. A seed that this
// ended in the middle is done again by the next.
void run_seeds(const CampaignOptions& options, const RunSeed& run, const SeedDone& done);

Status status_of(const std::filesystem::path& folder);

// Some lines of at most 80 columns.
std::string text_of(const Status& status);

// Both forms, each replaced as a whole.
void write_status(const std::filesystem::path& folder);

// broken where anything was found; holds where a seed was done and each has a verdict.
options::ExitStatus exit_status(const Status& status);

}  // namespace claimcheck::campaign
