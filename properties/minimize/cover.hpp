// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace claimcheck::minimize {

// One trace of many, by what it reaches.
struct Reaching {
  std::vector<std::uint64_t> features;  // sorted, each once
  std::size_t size = 0;                 // of its file
  std::string name;                     // another for each
  bool is_kept = false;                 // whatever it reaches
};

// A least set that has every feature, as the places of its members in order: always the one that
// adds the most features, then the smaller one, then the one whose name comes first; and in the end
// without those that the others make up for. Greedy: a smaller set may exist. The same for the same
// traces, in whatever order they come.
std::vector<std::size_t> least_cover(const std::vector<Reaching>& traces);

}  // namespace claimcheck::minimize
