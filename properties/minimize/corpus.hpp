// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

// A folder of traces, and those of them that reach as much as all.

namespace claimcheck::minimize {

struct Minimized {
  std::vector<std::filesystem::path> kept;  // below the folder, by name
  std::size_t traces = 0;                   // that the folder has
  std::size_t features = 0;                 // that they reach
  std::size_t with_threads = 0;             // of those that are kept
};

// What the reference model says that each trace reaches (properties/reach) decides. Traces with
// threads are all kept: what their interleavings reach is not measured. Writes nothing. Throws
// store::StoreError where there is no such folder, no trace in it, or a file that is none.
Minimized minimized(const std::filesystem::path& folder);

// Copies these files of the folder, with their bytes and their names, into another, which is made
// where it is not there. Nothing is written where a file there has the name of one and other bytes,
// or where `into` lies in the folder or the folder in it: throws store::StoreError.
void copy_into(const std::filesystem::path& into, const std::filesystem::path& folder,
               const std::vector<std::filesystem::path>& files);

}  // namespace claimcheck::minimize
