// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "properties/merge/shard_report.hpp"

// The reports of all shards of a run as the report that one run without shards would have made.

namespace claimcheck::merge {

struct Merged {
  options::RunOptions options;  // of the run: shard 0 of 1
  report::RunReport report;     // without the engine's table; `missing` says what it lacks
  std::uint64_t shards = 1;     // that the run was divided into
};

// Sums are sums. A defect is listed once, with the trace of the lowest number that shows it, as a
// run meets them: by mode, then by number. Of a file of the corpus that came to different ends in
// two shards the worse end counts. Shards that are missing are named in the report, which then
// can't hold. At least one shard, in any order. Throws MergeError where two are not of one run, or
// are one and the same shard.
Merged merged(std::vector<ShardReport> shards);

}  // namespace claimcheck::merge
