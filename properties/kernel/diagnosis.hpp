// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Why a tree could not be built, from what the compiler and the linker said (gcc and clang, in the
// C locale).

namespace claimcheck::kernel {

// A name that the tree uses and the shims do not have.
struct MissingName {
  std::string kind;  // "function", "type", "member", "name", "header"
  std::string name;
  std::string where;    // "drivers/dax/bus.c:123", its first use; empty where it is not known
  std::string nearest;  // the most similar name that the shims have; empty where none is similar
};

struct Diagnosis {
  std::vector<MissingName> missing;        // each name once, in the order of their first uses
  std::optional<std::string> first_error;  // "drivers/dax/bus.c:12: ...", where no name is missing
};

// `log` is all that the build said; `root` the folder that paths are shown from; `known` the names
// that the shims have.
Diagnosis diagnose(const std::string& log, const std::string& root,
                   const std::vector<std::string>& known);

// All identifiers in a text of C, each once, sorted.
std::vector<std::string> identifiers(std::string_view text);

// The name of `known` that is most like `name`; empty where all are too different to be meant.
std::string nearest_name(const std::string& name, const std::vector<std::string>& known);

// For a person: one line for each missing name, or the first error.
std::string to_string(const Diagnosis& diagnosis);

}  // namespace claimcheck::kernel
