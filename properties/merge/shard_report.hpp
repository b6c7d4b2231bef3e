// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "properties/options/options.hpp"
#include "properties/report/report.hpp"

// The report of one shard, as it travels to where all of them become one. It is the member "state"
// of the report's JSON: of one version of the program, and of no promise to others.

namespace claimcheck::merge {

// A file that is no report of a shard, or shards that are not those of one run: what() says which
// file, and what was expected.
class MergeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What all shards of one run have in common, by name. Two that differ in one are of two runs.
using Identity = std::map<std::string, std::string>;

struct ShardReport {
  std::filesystem::path file;  // that it was read from
  Identity identity;
  options::RunOptions options;  // of the run: seed, engine, effort, amounts, modes, budget, shard
  report::RunReport report;     // without the engine's table
};

// Both read the engine's file and our own program for their hashes, and throw MergeError where one
// cannot be read.
Identity identity_of(const options::RunOptions& options);
nlohmann::json state_of(const report::RunReport& report, const options::RunOptions& options);

// Throws MergeError.
ShardReport read_shard(const std::filesystem::path& file);

// Throws MergeError unless this is the engine that the shard ran. Reads its file.
void expect_engine(const ShardReport& shard, const std::string& engine);

// The reports that are meant: a folder stands for all below it whose names end in .json and that
// are reports of shards; a file has to be one. In the order of their paths, each once. Throws
// MergeError, also where a folder has none.
std::vector<ShardReport> read_shards(const std::vector<std::filesystem::path>& paths);

}  // namespace claimcheck::merge
