// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/judge/defect.hpp"
#include "properties/options/exit_status.hpp"

// What a command found, as other programs see tests: suites of cases, each with an outcome. Every
// format is made from this one value, by a pure function.

namespace claimcheck::formats {

enum class Outcome {
  passes,
  fails,       // a clause is broken
  no_verdict,  // never a pass: time ran out, or what had to be exercised was not
  skipped,     // nothing was asked: the engine cannot be, or the command left it out
};

struct Place {
  std::string file;      // below the folder of the call, from a kernel tree's root, or from /
  std::size_t line = 0;  // from 1; 0: not known
  bool operator==(const Place&) const = default;
};

// Texts hold whatever an engine said, any byte: a format makes them fit for itself.
struct Case {
  std::string suite;
  std::string name;  // unique in its suite, and the same from run to run
  Outcome outcome = Outcome::passes;
  std::string clause;          // empty where it is of no single clause
  std::string message;         // one line: why it does not pass
  std::string details;         // lines: what is expected, the trace, the command that replays it
  std::vector<Place> sources;  // lines of the engine that a race or a crash names; may be empty
  Place trace;                 // the trace's file and the line of the step; may be empty
  std::string fingerprint;     // of a defect: the same wherever it is found

  const Place& place() const { return sources.empty() ? trace : sources.front(); }
};

struct Results {
  std::string command;  // "run"
  std::string version;
  std::string engine;  // as a person calls it
  options::ExitStatus status = options::ExitStatus::holds;
  std::string verdict;          // one line, which says what the status says
  std::string subject;          // a file that stands for all that was checked
  std::vector<Case> cases;      // those of a suite together; the verdict is the last
  std::int64_t started_ms = 0;  // since 1970
  std::int64_t ended_ms = 0;
};

// The suite of the one case that says what the exit status says.
inline constexpr std::string_view verdict_suite = "verdict";
inline constexpr std::string_view clause_suite = "clauses";

// The last that is done to results: adds the case of the verdict, which passes only where the
// status is 0, numbers the names that a suite has twice, and leaves none empty.
void finish(Results& results);

// The cases of each suite, in order.
std::vector<std::span<const Case>> suites(const Results& results);

std::size_t count(std::span<const Case> cases, Outcome outcome);

// Sixteen hexadecimal digits of what makes the defect one: not of the trace that shows it, and of
// no address.
std::string fingerprint(const judge::Defect& defect);

std::int64_t now_ms();

}  // namespace claimcheck::formats
