// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "properties/engines/engine.hpp"
#include "properties/kernel/coverage.hpp"
#include "properties/report/report.hpp"

// The findings of a kernel run as a mail to the list on which its code is discussed.

namespace claimcheck::mail {

// What a mail is made of. What it refers to must outlive it.
struct MailInput {
  const engines::Engine& engine;
  const report::RunReport& report;
  std::filesystem::path tree;  // the sources that the engine was built from
  std::filesystem::path root;  // that docs/contract.md lies below
  kernel::CoverageMap& map;    // the one that the engine was loaded under; what it says is lost
  bool only_added = false;     // the report has what another tree has not, and nothing else
};

// A subject, what was run, and each cause of a finding on its own: what was seen, what is expected
// and where that comes from, the calls that show it, the lines of the tree, and how to reproduce
// it. Prose has at most 72 columns; code, commands and traces are left as they are. Runs the traces
// once more, in child processes.
std::string mail_of(const MailInput& input);

}  // namespace claimcheck::mail
