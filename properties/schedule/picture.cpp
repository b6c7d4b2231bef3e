// SPDX-License-Identifier: MIT
#include "properties/schedule/picture.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

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

}  // namespace

std::string picture(std::size_t threads, const std::vector<Row>& rows) {
  std::vector<std::size_t> width(threads, 0);
  for (std::size_t thread = 0; thread < threads; ++thread) {
    width[thread] = fmt::format("thread {}", thread + 1).size();
  }
  for (const Row& row : rows) width[row.thread] = std::max(width[row.thread], cell(row).size());

  std::string text;
  std::string titles;
  std::string rule;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    titles += fmt::format("{:{}}   ", fmt::format("thread {}", thread + 1), width[thread]);
    rule += std::string(width[thread], '-') + "   ";
  }
  append_line(text, titles);
  append_line(text, rule);
  std::vector<bool> running(threads, false);
  for (const Row& row : rows) {
    std::string line;
    for (std::size_t thread = 0; thread < threads; ++thread) {
      const std::string here = thread == row.thread ? cell(row) : running[thread] ? "|" : "";
      line += fmt::format("{:{}}   ", here, width[thread]);
    }
    append_line(text, line);
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
