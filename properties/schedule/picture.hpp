// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/schedule/execution.hpp"

namespace claimcheck::schedule {

enum class RowKind : std::uint8_t { begin, step, failure, end };

/// One line of a picture: what one thread does while the others do nothing.
struct Row {
  ThreadId thread = 0;
  RowKind kind = RowKind::step;
  std::string text;
  std::vector<std::string> held;  ///< the locks that the thread holds behind it
};

/// Threads as columns, time downwards, one row for each line: an operation where it begins, `|`
/// while it runs, `!` where a failure hits, `->` and its outcome where it ends, the locks that the
/// thread holds in brackets. A blocked thread's wait is not drawn: see describe(execution).
/// Plain ASCII, no trailing blanks, a newline at the end of each line. Text is not wrapped: a
/// column is as wide as its longest line.
std::string picture(std::size_t threads, const std::vector<Row>& rows);

/// The rows of a recorded execution: its steps, but for the bounds of operations, and its notes.
std::vector<Row> rows_of(const Execution& execution);

}  // namespace claimcheck::schedule
