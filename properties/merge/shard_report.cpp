// SPDX-License-Identifier: MIT
#include "properties/merge/shard_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "properties/installation/installation.hpp"
#include "properties/kernel/built.hpp"
#include "properties/kernel/tree.hpp"
#include "properties/merge/run_members.hpp"

namespace claimcheck::merge {
namespace {

using nlohmann::json;

// More than any report of ours by far.
constexpr std::uintmax_t max_report_bytes = std::uintmax_t{1} << 30;

std::string content(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw MergeError(fmt::format("{}: it cannot be read", installation::show(file)));
  return bytes;
}

// A tree's plugin is made anew on each machine: what went into it is what makes it one.
std::string engine_hash(const std::string& engine) {
  if (engines::is_of_this_tree(engine)) return engine;
  const auto file = std::filesystem::path(engine.substr(0, engine.find(',')));
  if (!kernel::sources_of(engine).empty()) return file.parent_path().filename().string();
  return kernel::content_hash(content(file)) + engines::options_of(engine);
}

std::string program_hash() {
  return kernel::content_hash(content("/proc/self/exe"));
}

constexpr const char* engine_build = "build of the engine";

Identity identity_of(const options::RunOptions& options, const std::string& program,
                     const std::string& engine) {
  const auto& amounts = options.amounts;
  const auto& modes = options.modes;
  Identity identity{{"build of claimcheck", program},
                    {engine_build, engine},
                    {"seed", std::to_string(options.seed)},
                    {"effort", options.effort == options::Effort::full ? "full" : "quick"},
                    {"traces", std::to_string(amounts.traces)},
                    {"fault traces", std::to_string(amounts.fault_traces)},
                    {"cases", std::to_string(amounts.cases)},
                    {"three threads", std::to_string(amounts.three_threads_percent)},
                    {"budget", fmt::format("{} ms", options.budget_ms)},
                    {"shards", std::to_string(options.shards)}};
  auto& names = identity["modes"];
  const auto add = [&](bool is_on, const char* name) {
    if (is_on) names += (names.empty() ? "" : ",") + std::string(name);
  };
  add(modes.replay, "replay");
  add(modes.check, "check");
  add(modes.faults, "faults");
  add(modes.concurrent, "concurrent");
  add(modes.explore, "explore");
  return identity;
}

bool is_report_of_a_shard(const json& document) {
  return document.is_object() && document.value("command", json()) == "run" &&
         document.contains("state");
}

json parsed(const std::filesystem::path& file) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  if (error || bytes > max_report_bytes) {
    throw MergeError(fmt::format("{}: {}", installation::show(file),
                                 error ? error.message() : "larger than any report"));
  }
  return json::parse(content(file), nullptr, false);
}

ShardReport shard_of(const json& document, const std::filesystem::path& file) {
  try {
    const auto& state = document.at("state");
    ShardReport shard;
    shard.file = file;
    shard.options = Reader::read<options::RunOptions>(state.at("options"));
    shard.report = Reader::read<report::RunReport>(state.at("report"));
    const auto& options = shard.options;
    if (options.shards < 1 || options.shard >= options.shards) {
      throw std::out_of_range(fmt::format("shard {} of {}", options.shard + 1, options.shards));
    }
    shard.identity = identity_of(options, state.at("program"), state.at("engine"));
    return shard;
  } catch (const std::exception& error) {
    throw MergeError(fmt::format("{}: not as `claimcheck run --shard` writes it: {}",
                                 installation::show(file), error.what()));
  }
}

}  // namespace

Identity identity_of(const options::RunOptions& options) {
  return identity_of(options, program_hash(), engine_hash(options.engine));
}

json state_of(const report::RunReport& report, const options::RunOptions& options) {
  return {{"program", program_hash()},
          {"engine", engine_hash(options.engine)},
          {"options", Writer::written(options)},
          {"report", Writer::written(report)}};
}

ShardReport read_shard(const std::filesystem::path& file) {
  const auto document = parsed(file);
  if (!is_report_of_a_shard(document)) {
    throw MergeError(
        fmt::format("{}: no report of a shard, as `claimcheck run --shard i/n --json FILE` "
                    "writes it",
                    installation::show(file)));
  }
  return shard_of(document, file);
}

void expect_engine(const ShardReport& shard, const std::string& engine) {
  if (engine_hash(engine) == shard.identity.at(engine_build)) return;
  throw MergeError(fmt::format("{} is another build of the engine than {} ran", engine,
                               installation::show(shard.file)));
}

std::vector<ShardReport> read_shards(const std::vector<std::filesystem::path>& paths) {
  std::vector<ShardReport> shards;
  std::set<std::filesystem::path> seen;
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      if (seen.insert(std::filesystem::weakly_canonical(path)).second) {
        shards.push_back(read_shard(path));
      }
      continue;
    }
    const auto before = shards.size();
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".json") files.insert(entry);
    }
    for (const auto& file : files) {
      if (seen.contains(std::filesystem::weakly_canonical(file))) continue;
      // Other programs write .json too.
      const auto document = parsed(file);
      if (!is_report_of_a_shard(document)) continue;
      seen.insert(std::filesystem::weakly_canonical(file));
      shards.push_back(shard_of(document, file));
    }
    if (shards.size() == before) {
      throw MergeError(
          fmt::format("{}: no report of a shard lies below it, as `claimcheck run "
                      "--shard i/n --json FILE` writes one",
                      installation::show(path)));
    }
  }
  return shards;
}

}  // namespace claimcheck::merge
