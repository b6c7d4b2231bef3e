// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace claimcheck::options {

// Which parts of a run are done, in this order.
struct Modes {
  bool replay = true;
  bool check = true;
  bool faults = true;
  bool concurrent = true;
  bool explore = true;
};

// How much a run does where its amounts are not given.
enum class Effort {
  quick,  // for an engine whose operations cost much: a minute or two for a kernel tree
  full,
};

struct Amounts {
  std::uint64_t traces = 200'000;       // of check
  std::uint64_t fault_traces = 10'000;  // of faults
  std::uint64_t cases = 2'000;          // random ones of concurrent
  // Of the small cases of three threads, and of the failures in each: concurrent/drawn_cases.hpp.
  std::uint64_t three_threads_percent = 100;
};
Amounts amounts_of(Effort effort);

// A report in the form of another program, such as junit: properties/formats/formats.hpp has them.
struct ReportFile {
  std::string format;
  std::filesystem::path path;  // - is standard output
};

struct RunOptions {
  std::string engine = "indexed";
  std::string against;  // the engine to compare it with; empty: none
  std::uint64_t seed = 1;
  Effort effort = Effort::full;
  Amounts amounts;
  Modes modes;
  std::uint64_t budget_ms = 170'000;  // of the whole run
  std::uint64_t hang_timeout_ms = 10'000;
  bool fail_fast = false;   // ends at the first defect that is not known
  std::uint64_t shard = 0;  // from 0
  std::uint64_t shards = 1;
  std::uint64_t jobs = 1;    // processes that the shard is divided between
  std::uint64_t job = 0;     // this one, from 0: only the first tells how far it is
  std::string shard_source;  // the variables of the environment that said so
  std::filesystem::path save;
  std::filesystem::path corpus;
  std::vector<std::filesystem::path> known;  // folders of traces whose defects are not listed
  std::optional<std::filesystem::path> json;
  std::vector<ReportFile> reports;
  std::optional<std::filesystem::path> html;
  std::optional<std::filesystem::path> coverage;  // of a kernel tree's text
  bool verbose = false;                           // the long tables too
  std::optional<std::filesystem::path> reply;     // a mail of its findings; - is standard output
};

struct ReplayOptions {
  std::string engine = "indexed";
  std::vector<std::filesystem::path> files;  // folders stand for all traces below them
  bool explain = false;
  std::optional<std::filesystem::path> json;
  std::vector<ReportFile> reports;
  std::optional<std::filesystem::path> trace_events;  // of the schedules
  std::optional<std::filesystem::path> html;
  // Of a concurrent trace whose interleavings are searched.
  std::uint64_t executions = 1'000'000;
  std::optional<std::size_t> preemptions;
  std::uint64_t budget_ms = 3'600'000;  // of all files
  std::uint64_t hang_timeout_ms = 10'000;
};

struct SoakOptions {
  std::string engine = "indexed";
  std::optional<std::filesystem::path> trace;  // in place of random cases
  std::uint64_t seed = 1;
  std::uint64_t budget_ms = 30'000;
  std::filesystem::path save;
  std::optional<std::filesystem::path> json;
  std::vector<ReportFile> reports;
  std::optional<std::filesystem::path> html;
};

struct MutantOptions {
  std::vector<std::string> patterns;  // of names; none: all
  std::vector<std::string> modes;     // none: all
  std::uint64_t seed = 1;             // the first one
  std::uint64_t seeds = 10;
  std::uint64_t traces = 2'000;         // of check, for each seed
  std::uint64_t fault_traces = 200;     // of faults, for each seed
  std::uint64_t budget_ms = 3'600'000;  // of all together
  std::filesystem::path patches;
  std::filesystem::path plugins;
  std::filesystem::path corpus;
  std::optional<std::filesystem::path> json;
  std::vector<ReportFile> reports;
  std::optional<std::filesystem::path> html;
};

struct AssuranceOptions {
  std::optional<std::filesystem::path> json;
  std::vector<ReportFile> reports;
  std::optional<std::filesystem::path> html;
  std::optional<std::filesystem::path> into;  // a text with a page that is replaced
};

// Bad usage: what() says which flag, and what it takes.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// "90s", "3m", "500ms" or a number of seconds, in milliseconds. Throws UsageError.
std::uint64_t parse_time(std::string_view flag, const std::string& text);

// A number from 0 to 2^64 - 1 in decimal digits, and nothing else: what is wrong with the text, or
// nothing. What reads numbers for us takes -1 for the largest of them.
std::string wrong_number(const std::string& text);

// What is wrong with the path of a tree, or nothing. A variable that was never set is no wish for
// the engine that is checked by default.
std::string wrong_name(const std::string& text);

// A file that a report is to be written to, before there is one: what is in it is left alone.
// Throws UsageError where it cannot be written, so that nobody learns that from a search's end.
std::filesystem::path output_file(std::string_view flag, const std::filesystem::path& path);

// "check,faults": only these. Throws UsageError.
Modes parse_modes(const std::string& text);

}  // namespace claimcheck::options
