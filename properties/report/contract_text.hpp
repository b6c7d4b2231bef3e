// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "model/clause.hpp"

namespace claimcheck::report {

// What docs/contract.md says of one clause, in full: one line of plain text, without its marks and
// without its source. Where the document does not have it, the clause's short sentence.
std::string contract_text(const std::filesystem::path& root, model::Clause clause);

// Where the clause comes from, in words: "CXL r4.0, table 8-230".
std::string origin_of(model::Clause clause);

}  // namespace claimcheck::report
