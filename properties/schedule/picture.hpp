// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/schedule/execution.hpp"
#include "properties/text/wrap.hpp"

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
/// Plain ASCII, no trailing blanks, a newline at the end of each line. A column is as wide as its
/// longest line; where the picture would be wider than `width`, the widest columns are made
/// narrower, and what is longer than its column goes on in the next line.
std::string picture(std::size_t threads, const std::vector<Row>& rows,
                    std::size_t width = text::any_width);

/// The rows of a recorded execution: its steps, but for the bounds of operations, and its notes.
std::vector<Row> rows_of(const Execution& execution);

}  // namespace claimcheck::schedule
