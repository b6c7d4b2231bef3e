// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "properties/installation/installation.hpp"
#include "properties/testing/program.hpp"

// What the tests of kernel trees share: the program, the sample tree, and patches that break it.

namespace claimcheck::command::kernel_testing {

inline std::filesystem::path root() {
  return installation::installation().root;
}

inline std::filesystem::path sample() {
  return root() / "impl/kernel/sample";
}

inline testing::Ended claimcheck(std::vector<std::string> words,
                                 const std::vector<std::string>& settings = {}) {
  words.insert(words.begin(), CLAIMCHECK_BINARY);
  return testing::run_program(words, root(), settings);
}

// A seeded bug of the sample, as a patch of a kernel tree.
inline std::filesystem::path patch_of(const std::string& name,
                                      const std::filesystem::path& folder) {
  auto text = testing::read_file(root() / "impl/mutants" / (name + ".patch"));
  const std::string below = "impl/kernel/sample/";
  for (auto at = text.find(below); at != std::string::npos; at = text.find(below, at))
    text.erase(at, below.size());
  testing::write_file(folder / (name + ".patch"), text);
  return folder / (name + ".patch");
}

}  // namespace claimcheck::command::kernel_testing
