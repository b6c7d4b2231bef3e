// SPDX-License-Identifier: MIT
#include "properties/mutants/seeded_bugs.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "properties/store/store.hpp"

namespace claimcheck::mutants {
namespace {

// Nothing where a word is no clause.
std::vector<model::Clause> clauses_of(const std::string& words) {
  std::vector<model::Clause> clauses;
  std::istringstream in(words);
  for (std::string word; in >> word;) {
    const auto clause = model::parse_clause(word);
    if (!clause) return {};
    clauses.push_back(*clause);
  }
  return clauses;
}

SeededBug read(const std::filesystem::path& patch) {
  std::ifstream in(patch);
  std::string description, breaks, found_by, refuted_as;
  std::getline(in, description);
  std::getline(in, breaks);
  std::getline(in, found_by);
  const bool is_whole = !in.fail();
  std::getline(in, refuted_as);
  const auto after = [](const std::string& line, std::string_view key) {
    return line.starts_with(key) ? line.substr(key.size()) : "";
  };
  const auto clauses = clauses_of(after(breaks, "Breaks: "));
  const auto mode = after(found_by, "Found by: ");
  if (!is_whole || description.empty() || clauses.empty() || mode.empty()) {
    throw store::StoreError(
        fmt::format("{}: expected a line that describes the bug, then \"Breaks: \" and clauses, "
                    "then \"Found by: \" and a mode",
                    patch.string()));
  }
  return {patch.stem(), description, clauses, mode, after(refuted_as, "Refuted as: ")};
}

}  // namespace

std::string clause_names(const std::vector<model::Clause>& clauses) {
  std::string names;
  for (const auto clause : clauses) {
    names += fmt::format("{}{}", names.empty() ? "" : " ", name(clause));
  }
  return names;
}

std::vector<SeededBug> seeded_bugs(const std::filesystem::path& folder) {
  std::vector<SeededBug> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".patch") all.push_back(read(entry.path()));
  }
  std::ranges::sort(all, {}, &SeededBug::name);
  return all;
}

bool matches(const std::string& name, const std::string& pattern) {
  const auto whole =
      pattern.find('*') == std::string::npos ? fmt::format("*{}*", pattern) : pattern;
  return fnmatch(whole.c_str(), name.c_str(), 0) == 0;
}

}  // namespace claimcheck::mutants
