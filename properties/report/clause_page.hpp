// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/clause.hpp"

// Where one clause stands: what the tree itself says of it, read from its sources.

namespace claimcheck::report {

struct SourceLine {
  std::string file;  // from the root
  std::size_t number = 0;
  std::string text;
};

struct NamedText {
  std::string name;  // a file from the root, or an obligation
  std::string text;
};

struct ClausePage {
  model::Clause clause;
  // The lines that decide it: a comment names the clause there, or the code does.
  std::vector<SourceLine> model, indexed, posted, harness;
  std::vector<NamedText> breaking_traces;  // an engine breaks it there
  std::vector<NamedText> deciding_traces;  // it says how an operation ends there, or it is named
  std::vector<NamedText> seeded_bugs;      // patches that break it, of engines and specifications
  std::vector<NamedText> obligations;      // proved, and named after the clause in the ledger
};

// Of the tree below `root`. Throws options::UsageError where there is no such tree.
ClausePage clause_page(const std::filesystem::path& root, model::Clause clause);

std::string text_of(const ClausePage& page);

}  // namespace claimcheck::report
