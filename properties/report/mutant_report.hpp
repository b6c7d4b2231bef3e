// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "properties/mutants/mutant_modes.hpp"
#include "properties/mutants/seeded_bugs.hpp"
#include "properties/options/exit_status.hpp"
#include "properties/options/options.hpp"

// What is known of seeded bugs once they were looked for: printed, and as JSON.

namespace claimcheck::report {

inline constexpr std::size_t max_shrunk = 5;  // operations

// One mode on one seeded bug.
struct MutantCell {
  std::string mode;
  std::uint64_t runs = 0;
  std::uint64_t unfinished = 0;                // the deadline passed
  std::vector<mutants::Detection> detections;  // by seed, where it was caught
};

struct MutantRow {
  mutants::SeededBug bug;
  std::vector<MutantCell> cells;  // by mode
  std::string film;  // HTML: the first trace that showed it; empty where none was asked

  // Of the mode that the patch names.
  options::ExitStatus status() const;
  // In a word or two, if it is anything but caught.
  std::string complaint() const;
};

struct Spread {
  double mean = 0;
  double deviation = 0;  // of the sample; 0 for one value
  double lowest = 0;
  double highest = 0;
};
Spread spread(const std::vector<double>& values);

// "T2", or "T2 8, T5 2" where it was not always the same.
std::string blamed(const MutantCell& cell);

void print_head();
void print_row(const MutantRow& row);
options::ExitStatus verdict(const std::vector<MutantRow>& rows);
// The last lines, which say what the exit status says.
options::ExitStatus print_verdict(const std::vector<MutantRow>& rows);

// A row as one line of JSON without its statistics, and back: how processes hand them on.
std::string encode(const MutantRow& row);
MutantRow decode(const mutants::SeededBug& bug, const std::string& text);

// Throws store::StoreError.
void write_json(const std::vector<MutantRow>& rows, const options::MutantOptions& options,
                const std::filesystem::path& path);

}  // namespace claimcheck::report
