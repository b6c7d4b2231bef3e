// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

// Which part of a search is this process's: said on the command line, or by whatever started it.

namespace claimcheck::options {

struct Shard {
  std::uint64_t index = 0;  // from 0
  std::uint64_t count = 1;
  std::string source;  // the variables that said so; empty: the command line, or nobody
};

// A program that starts many processes, and the variables in which it tells each its place.
struct ShardVariables {
  std::string_view program;
  std::string_view index;
  std::string_view count;
  std::uint64_t first = 0;      // index of the first process
  std::string_view first_in{};  // a variable that holds it, where it is set
  std::string_view step_in{};   // a variable that holds the distance of two indices
  // Whether either variable may be set where nothing is divided; then it says nothing alone.
  bool index_means_shard = true;
  bool count_means_shard = true;
};

// Every program whose variables are read, in the order of docs/usage.md.
std::span<const ShardVariables> shard_variables();

// "2/4": the second of four. Throws UsageError.
Shard parse_shard(const std::string& text);

// The value of a variable of the environment; null where it is not set.
using Variables = std::function<const char*(const char* name)>;

// The shard that the variables of shard_variables() give; all of the search where none is set.
// Throws UsageError where an index has no count or a count no index, a value is no number or out of
// range, or two programs contradict.
Shard shard_from(const Variables& variables);
Shard shard_from_environment();

}  // namespace claimcheck::options
