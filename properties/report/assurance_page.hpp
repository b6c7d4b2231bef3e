// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "properties/options/exit_status.hpp"
#include "properties/report/evidence.hpp"

// What is known of each clause, and how: one page.

namespace claimcheck::report {

// How often each search put a clause to the test.
struct Exercised {
  std::uint64_t check = 0;
  std::uint64_t faults = 0;
  std::uint64_t concurrent = 0;
  std::uint64_t explore = 0;

  bool operator==(const Exercised&) const = default;
};

struct AssuranceRow {
  model::Clause clause;
  Exercised exercised;
  bool broken = false;  // a search found a defect
  std::vector<std::string> theorems;
  std::vector<std::string> bugs;

  // Kinds of evidence that do not rest on each other: random traces (check and faults), every
  // interleaving of small cases, every state of a scope, a proof.
  std::size_t kinds() const;
};

struct Assurance {
  std::vector<AssuranceRow> rows;  // in the order of the contract
  std::string budget;              // what check, faults and concurrent ran
  std::string scope;               // what explore ran: lines
  bool is_finished = true;         // else it was ended early
};

// Rows with what `evidence` has to say, and no searches yet.
std::vector<AssuranceRow> rows_of(const std::vector<Evidence>& evidence);

std::string page(const Assurance& assurance);

// Throws store::StoreError.
void write_assurance(const Assurance& assurance, const std::filesystem::path& path);

options::ExitStatus verdict(const Assurance& assurance);

}  // namespace claimcheck::report
