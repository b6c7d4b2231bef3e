// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/clause.hpp"

namespace claimcheck::mutants {

// A patch of impl/mutants/: an engine with one bug seeded.
struct SeededBug {
  std::string name;         // 101-density-end
  std::string description;  // one sentence
  // The clause that it has to be blamed on; several where the place that it is in serves several,
  // and each of them shows, the one first met by chance.
  std::vector<model::Clause> breaks;
  std::string found_by;  // the mode that has to find it
  // The same mistake in a specification: a mutant of smt/mutants/ by its name, without the number.
  // Empty where there is none.
  std::string refuted_as;
};

// "T2", "T4 U1 U2".
std::string clause_names(const std::vector<model::Clause>& clauses);

// What the patches of a folder say, by name. Throws store::StoreError where one does not begin with
// its description, "Breaks: CLAUSE..." and "Found by: MODE"; "Refuted as: TEXT" may follow.
std::vector<SeededBug> seeded_bugs(const std::filesystem::path& folder);

// Whether the name is matched by the pattern, in which * stands for any text. A pattern without one
// is looked for anywhere in the name.
bool matches(const std::string& name, const std::string& pattern);

}  // namespace claimcheck::mutants
