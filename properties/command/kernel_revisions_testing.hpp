// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "properties/installation/installation.hpp"
#include "properties/testing/program.hpp"

// For tests: a kernel tree made of the sample by a few edits, and a short run of it.
namespace claimcheck::command::revisions {

namespace fs = std::filesystem;

inline fs::path root() {
  return installation::installation().root;
}

// Of one file of drivers/dax, or of each ("*"): all places of `from`; or, where `to` is given, the
// text from the first `from` to the end of the next `to`. Without `from` the file is a new one.
struct Edit {
  std::string file;
  std::string from;
  std::string with;
  std::string to = {};
};
using Edits = std::vector<Edit>;

inline bool apply(const Edit& edit, std::string& text) {
  auto at = text.find(edit.from);
  if (at == std::string::npos) return false;
  if (!edit.to.empty()) {
    const auto end = text.find(edit.to, at);
    if (end == std::string::npos) return false;
    text.replace(at, end + edit.to.size() - at, edit.with);
    return true;
  }
  for (; at != std::string::npos; at = text.find(edit.from, at + edit.with.size())) {
    text.replace(at, edit.from.size(), edit.with);
  }
  return true;
}

inline void make_tree(const fs::path& tree, const Edits& edits) {
  fs::copy(root() / "impl/kernel/sample", tree, fs::copy_options::recursive);
  for (const auto& edit : edits) {
    bool found = edit.from.empty();
    if (found) testing::write_file(tree / "drivers/dax" / edit.file, edit.with);
    for (const auto& entry : fs::directory_iterator(tree / "drivers/dax")) {
      if (edit.from.empty()) continue;
      if (edit.file != "*" && entry.path().filename() != edit.file) continue;
      auto text = testing::read_file(entry.path());
      if (!apply(edit, text)) continue;
      found = true;
      testing::write_file(entry.path(), text);
    }
    EXPECT_TRUE(found) << edit.file << ": " << edit.from;
  }
}

inline testing::Ended run(const Edits& edits) {
  const testing::TemporaryFolder folder;
  make_tree(folder.path() / "tree", edits);
  return testing::run_program(
      {CLAIMCHECK_BINARY, "run", "--kernel", folder.path() / "tree", "--modes", "check", "--traces",
       "400", "--budget", "60s", "--corpus", "none", "--save", folder.path() / "found"},
      root());
}

inline Edits joined(Edits all, const Edits& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace claimcheck::command::revisions
