// SPDX-License-Identifier: MIT
#include "properties/options/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "properties/options/number.hpp"
#include "properties/options/options.hpp"

namespace claimcheck::options {
namespace {

// GitLab sets its total in every job. A Slurm batch script is process 0 of a job that may have
// many tasks, and is not one of them: only a step's count says that the work is divided. A
// Kubernetes job tells no total: whoever divides the work adds it to the pod's environment.
constexpr std::array<ShardVariables, 11> variables_of_programs = {{
    {"GoogleTest", "GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS"},
    {"Bazel", "TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS"},
    {"GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1, {}, {}, true, false},
    {"CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL"},
    {"Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT"},
    {"Bitbucket", "BITBUCKET_PARALLEL_STEP", "BITBUCKET_PARALLEL_STEP_COUNT"},
    {"Slurm arrays", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 0, "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_STEP"},
    {"Slurm steps", "SLURM_PROCID", "SLURM_STEP_NUM_TASKS", 0, {}, {}, false, true},
    {"Open MPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
    {"PMI", "PMI_RANK", "PMI_SIZE"},
    {"Kubernetes", "JOB_COMPLETION_INDEX", "CLAIMCHECK_JOB_COMPLETIONS"},
}};

std::string names(const ShardVariables& row) {
  return fmt::format("{} and {}", row.index, row.count);
}

[[noreturn]] void refuse(const ShardVariables& row) {
  throw UsageError(fmt::format(
      "{} ({}): expected two numbers, the index from {} on and of no more processes than the "
      "count; --shard i/n says it in their place",
      names(row), row.program, row.first_in.empty() ? std::to_string(row.first) : row.first_in));
}

const char* value_of(const Variables& variables, std::string_view name) {
  return name.empty() ? nullptr : variables(std::string(name).c_str());
}

std::uint64_t number(const ShardVariables& row, const char* text) {
  const auto value = whole_number(text);
  if (!value) refuse(row);
  return *value;
}

std::uint64_t number_or(const ShardVariables& row, const char* text, std::uint64_t otherwise) {
  return text ? number(row, text) : otherwise;
}

std::optional<Shard> shard_of(const ShardVariables& row, const Variables& variables) {
  const char* index = value_of(variables, row.index);
  const char* count = value_of(variables, row.count);
  const bool is_told = (index && row.index_means_shard) || (count && row.count_means_shard);
  if (!is_told) return std::nullopt;
  if (!index || !count) refuse(row);
  const auto first = number_or(row, value_of(variables, row.first_in), row.first);
  const auto step = number_or(row, value_of(variables, row.step_in), 1);
  const auto indexed = number(row, index);
  const auto counted = number(row, count);
  if (indexed < first || step == 0 || (indexed - first) % step != 0) refuse(row);
  const auto place = (indexed - first) / step;
  if (place >= counted) refuse(row);
  return Shard{place, counted, names(row)};
}

}  // namespace

std::span<const ShardVariables> shard_variables() {
  return variables_of_programs;
}

Shard parse_shard(const std::string& text) {
  const std::string_view whole = text;
  const auto slash = std::min(whole.find('/'), whole.size());
  const auto index = whole_number(whole.substr(0, slash)).value_or(0);
  const auto count = slash < whole.size() ? whole_number(whole.substr(slash + 1)).value_or(0) : 0;
  if (index == 0 || index > count) {
    throw UsageError(fmt::format("--shard {}: expected i/n with i from 1 to n, as in 2/4", text));
  }
  return {index - 1, count, ""};
}

Shard shard_from(const Variables& variables) {
  std::optional<Shard> taken;
  for (const auto& row : variables_of_programs) {
    auto shard = shard_of(row, variables);
    if (!shard) continue;
    // Which of two is meant cannot be known: a part that nobody searches would pass unseen.
    if (taken && (taken->index != shard->index || taken->count != shard->count)) {
      throw UsageError(
          fmt::format("{} say shard {}/{}, and {} say {}/{}: expected one of them, or --shard i/n",
                      taken->source, taken->index + 1, taken->count, shard->source,
                      shard->index + 1, shard->count));
    }
    if (!taken) taken = std::move(shard);
  }
  return taken.value_or(Shard{});
}

Shard shard_from_environment() {
  return shard_from([](const char* name) { return std::getenv(name); });
}

}  // namespace claimcheck::options
