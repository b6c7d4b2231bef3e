// SPDX-License-Identifier: MIT
#include "properties/schedule/picture.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <string_view>

namespace claimcheck::schedule {
namespace {

std::string cell(const Row& row) {
  std::string text;
  switch (row.kind) {
    case RowKind::begin:
      text = row.text;
      break;
    case RowKind::step:
      text = "| " + row.text;
      break;
    case RowKind::failure:
      text = "! " + row.text;
      break;
    case RowKind::end:
      text = "-> " + row.text;
      break;
  }
  if (!row.held.empty()) text += fmt::format("  [{}]", fmt::join(row.held, ", "));
  return text;
}

void append_line(std::string& picture, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  picture += line + "\n";
}

RowKind row_kind(NoteKind kind) {
  switch (kind) {
    case NoteKind::begin:
      return RowKind::begin;
    case NoteKind::failure:
      return RowKind::failure;
    case NoteKind::end:
      break;
  }
  return RowKind::end;
}

void apply(const Step& step, std::vector<std::string>& held) {
  if (step.kind == StepKind::lock) {
    held.push_back(step.mode == Mode::read ? fmt::format("{} (read)", step.name) : step.name);
  }
  if (step.kind != StepKind::unlock) return;
  const auto taken = std::find_if(held.rbegin(), held.rend(), [&](const std::string& name) {
    return name == step.name || name == fmt::format("{} (read)", step.name);
  });
  if (taken != held.rend()) held.erase(std::prev(taken.base()));
}

constexpr std::string_view gap = "   ";

std::string title(std::size_t thread) {
  return fmt::format("thread {}", thread + 1);
}

// As wide as what stands in it; where that is too much together, what is widest has to give.
std::vector<std::size_t> column_widths(std::size_t threads, const std::vector<Row>& rows,
                                       std::size_t width) {
  std::vector<std::size_t> wanted(threads, 0);
  for (std::size_t thread = 0; thread < threads; ++thread) wanted[thread] = title(thread).size();
  const auto least = wanted;
  for (const Row& row : rows) wanted[row.thread] = std::max(wanted[row.thread], cell(row).size());
  auto widths = wanted;
  const auto all = [&] {
    return std::accumulate(widths.begin(), widths.end(), gap.size() * (threads - 1));
  };
  while (threads > 0 && all() > width) {
    const auto widest = std::ranges::max_element(widths);
    if (*widest == least[static_cast<std::size_t>(widest - widths.begin())]) break;
    --*widest;
  }
  return widths;
}

}  // namespace

std::string picture(std::size_t threads, const std::vector<Row>& rows, std::size_t width) {
  const auto widths = column_widths(threads, rows, width);
  std::string text;
  std::string titles;
  std::string rule;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    titles += fmt::format("{:{}}{}", title(thread), widths[thread], gap);
    rule.append(widths[thread], '-').append(gap);
  }
  append_line(text, titles);
  append_line(text, rule);
  std::vector<bool> running(threads, false);
  for (const Row& row : rows) {
    for (const auto& here : text::cell_lines(cell(row), widths[row.thread])) {
      std::string line;
      for (std::size_t thread = 0; thread < threads; ++thread) {
        const std::string seen = thread == row.thread ? here : running[thread] ? "|" : "";
        line += fmt::format("{:{}}{}", seen, widths[thread], gap);
      }
      append_line(text, line);
    }
    if (row.kind == RowKind::begin) running[row.thread] = true;
    if (row.kind == RowKind::end) running[row.thread] = false;
  }
  return text;
}

std::vector<Row> rows_of(const Execution& execution) {
  std::vector<Row> rows;
  std::vector<std::vector<std::string>> held(execution.threads);
  auto note = execution.notes.begin();
  for (std::size_t position = 0; position <= execution.events.size(); ++position) {
    for (; note != execution.notes.end() && note->position == position; ++note) {
      rows.push_back({note->thread, row_kind(note->kind), note->text, held[note->thread]});
    }
    if (position == execution.events.size()) break;
    const auto& [thread, step] = execution.events[position];
    if (is_boundary(step)) continue;
    apply(step, held[thread]);
    rows.push_back({thread, RowKind::step, describe(step), held[thread]});
  }
  return rows;
}

}  // namespace claimcheck::schedule
