// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "properties/options/exit_status.hpp"
#include "properties/options/options.hpp"
#include "smt/ledger/ledger.hpp"

namespace claimcheck::command {

struct ProveOptions {
  std::string id;  // only those whose id starts so; all where it is empty
  bool list = false;
  bool explain = false;
  bool page = false;
  bool certificates = false;
  std::optional<std::filesystem::path> export_to;
  std::optional<std::filesystem::path> json;
  std::vector<options::ReportFile> reports;
  std::optional<std::filesystem::path> html;
};

// Throws options::UsageError where nothing has such an id, or a file cannot be written.
options::ExitStatus prove(const ProveOptions& options);

// What proofs come to; where certificates are asked for there is no verdict without all of them.
options::ExitStatus status_of(const std::vector<smt::Entry>& entries, bool certificates);

// A file for each, and one for its certificate where there is one.
void export_files(const std::vector<smt::Entry>& entries, const std::filesystem::path& folder);

// The subcommand `prove`, which leaves its status in `status`.
void add_prove(CLI::App& app, options::ExitStatus& status);

}  // namespace claimcheck::command
