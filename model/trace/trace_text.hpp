// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/trace/trace.hpp"

// The text of a trace. corpus/README.md describes it for people.

namespace claimcheck::model {

// Where a text is not a trace: line and column count from 1.
class SyntaxError : public std::runtime_error {
 public:
  SyntaxError(std::size_t line, std::size_t column, const std::string& message)
      : std::runtime_error(message), line_(line), column_(column) {}

  std::size_t line() const { return line_; }
  std::size_t column() const { return column_; }

 private:
  std::size_t line_;
  std::size_t column_;
};

// "file:line:column: message", then the line itself and a caret under the column.
std::string describe(const SyntaxError& error, std::string_view file, std::string_view text);

// One line of a trace's file. Where `spelling` is empty the line is printed from the trace;
// elsewhere it is the line as it was read: a comment, or a statement not spelt as we would.
struct Line {
  enum class Kind { version, comment, holds, breaks, region, tag, step, schedule };
  Kind kind = Kind::comment;
  std::size_t index = 0;  // in the trace's list of that kind
  std::string spelling;
};

// A trace with its comments and the order of its lines. print(parse(text)) == text for every
// text that parses.
struct Document {
  Trace trace;
  std::vector<Line> lines;
};

// Limits, so that a hostile file is refused and not worked on.
inline constexpr std::size_t max_text_size = 16u << 20;  // bytes of a file
inline constexpr std::size_t max_lines = 2'000'000;
inline constexpr std::size_t max_regions = 64;
inline constexpr std::size_t max_tags = 4096;
inline constexpr std::size_t max_steps = 1'000'000;
inline constexpr std::size_t max_members = 65'537;  // one more than there are seqs (M2)
inline constexpr std::size_t max_faults = 64;       // of one operation
inline constexpr std::size_t max_name_length = 32;
inline constexpr std::uint32_t max_device = 65535;
inline constexpr std::uint32_t max_mapping = 65535;
inline constexpr std::uint32_t max_thread = 8;
inline constexpr std::size_t max_schedule = 1'000'000;

// Throws SyntaxError.
Document parse(std::string_view text);

std::string print(const Document& document);

// The trace alone: version, what it breaks, setup, steps, with `comments` (one line each, without
// the hash) below the version.
Document document(Trace trace, const std::vector<std::string>& comments = {});

// One line of a step, without the newline; the way in which reports show it too.
std::string print(const Trace& trace, const Step& step);
std::string print(const Trace& trace, const Operation& operation);

// "ok", "EINVAL", "128M", "A", "0.1", "0644": what a result of this operation means.
std::string print_result(const Trace& trace, const Operation& operation, const Answer& answer);

// `name`, as tags are called in text: the name that the trace gives it, else "null" or its UUID.
std::string tag_text(const Trace& trace, const Uuid& tag);

// Whether the outcome is as the step expects.
bool agrees(const Expected& expected, const Outcome& outcome);

}  // namespace claimcheck::model
