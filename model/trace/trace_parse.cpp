// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

#include "model/trace/bytes.hpp"
#include "model/trace/trace_cursor.hpp"
#include "model/trace/trace_operation.hpp"
#include "model/trace/trace_print.hpp"

namespace claimcheck::model {
namespace {

constexpr std::string_view version_line = "claimcheck trace 1";

// A first line that only a later version of this format begins with.
void refuse_newer(Cursor& cursor, std::string_view text) {
  constexpr auto stem = version_line.substr(0, version_line.size() - 1);
  if (!text.starts_with(stem)) return;
  const auto number = text.substr(stem.size());
  const bool is_number = !number.empty() && number.size() < 4 && number.front() != '0' &&
                         std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number) return;
  cursor.accept("claimcheck");
  cursor.accept("trace");
  cursor.refuse_next(fmt::format(
      "a trace of format {}: newer than this claimcheck, which reads format 1", number));
}

RegionKind read_kind(Cursor& cursor) {
  if (cursor.accept("dynamic")) return RegionKind::dynamic;
  if (cursor.accept("static")) return RegionKind::static_;
  if (cursor.accept("plain")) return RegionKind::plain;
  cursor.refuse_next("expected a region's kind: dynamic, static or plain");
}

Unbind read_unbind(Cursor& cursor) {
  if (cursor.accept("keeps")) return Unbind::keeps;
  if (cursor.accept("drops")) return Unbind::drops;
  cursor.refuse_next("expected what unbinding does: keeps or drops");
}

void read_region(Cursor& cursor, Trace& trace) {
  auto& regions = trace.setup.regions;
  const auto number = cursor.number("a region's number", max_regions - 1);
  if (number != regions.size()) {
    cursor.refuse(fmt::format("regions are numbered in order: this is region {}", regions.size()));
  }
  RegionSetup region;
  region.kind = read_kind(cursor);
  cursor.expect("base");
  region.base = cursor.bytes("the region's base");
  cursor.expect("size");
  region.size = cursor.bytes("the region's size");
  if (region.size == 0) cursor.refuse("a region has at least one byte");
  if (region.size - 1 > max_bytes - region.base) cursor.refuse("a region ends at 2^64 at most");
  if (cursor.accept("align")) {
    region.align = cursor.bytes("the region's align");
    if (!std::has_single_bit(region.align) || region.align < page_size) {
      cursor.refuse("align is a power of two, at least 4K");
    }
  }
  if (region.base % region.align != 0 || region.size % region.align != 0) {
    cursor.refuse("base and size are multiples of the align");
  }
  if (cursor.accept("seq-base")) {
    region.seq_base = static_cast<std::uint16_t>(cursor.number("the first seq", 1));
  }
  if (cursor.accept("driver")) {
    cursor.expect("none");
    region.driver_bound = false;
  }
  if (cursor.accept("unbind")) region.unbind = read_unbind(cursor);
  if (std::ranges::any_of(regions, [&](const auto& other) {
        return overlap(region.base, region.size, other.base, other.size);
      })) {
    cursor.refuse("this region overlaps an earlier one");
  }
  regions.push_back(region);
}

void read_tag_line(Cursor& cursor, Trace& trace, TagIndex& tags) {
  if (trace.tags.size() == max_tags) {
    cursor.refuse(fmt::format("more than {} tags", max_tags));
  }
  const auto name = cursor.word("a tag's name");
  if (!is_tag_name(name)) {
    cursor.refuse(fmt::format(
        "a tag's name is a letter, then letters, digits, - or _, at most {} in all, and none of "
        "untagged, null, at, shared",
        max_name_length));
  }
  if (tags.uuid_of(name)) cursor.refuse("this tag has a line already");
  const auto uuid = parse_uuid(cursor.word("the tag's UUID"));
  if (!uuid) cursor.refuse("expected a UUID: 36 characters, 8-4-4-4-12 hexadecimal digits");
  if (uuid->is_null()) cursor.refuse("the null UUID is no tag: it means untagged");
  if (tags.name_of(*uuid)) cursor.refuse("another tag has this UUID");
  trace.tags.push_back({std::string(name), *uuid});
  tags.add(trace.tags.back());
}

Line::Kind read_expect(Cursor& cursor, Trace& trace) {
  if (cursor.accept("holds")) return Line::Kind::holds;
  if (!cursor.accept("breaks")) cursor.refuse_next("expected 'holds' or 'breaks'");
  const auto clause = parse_clause(cursor.word("a clause"));
  if (!clause) cursor.refuse("no such clause: see 'claimcheck clauses'");
  cursor.expect("on");
  const auto engine = cursor.word("an engine's name");
  if (!is_tag_name(engine)) cursor.refuse("an engine's name is a letter, then letters or digits");
  trace.breaks.push_back({*clause, std::string(engine)});
  return Line::Kind::breaks;
}

// Whether a schedule fits the engine's steps shows when it is replayed; here only its form counts.
void read_schedule(Cursor& cursor, Trace& trace) {
  if (!trace.schedule.empty()) cursor.refuse("a trace has one schedule");
  if (!trace.is_concurrent()) cursor.refuse("a schedule needs threads: 'thread 1: ...'");
  std::array<bool, max_thread + 1> is_used{};
  for (const auto& step : trace.steps) is_used[step.thread] = step.thread > 0;
  do {
    const auto thread = cursor.number("a thread's number", max_thread);
    if (!is_used[thread]) cursor.refuse("no line above is of this thread");
    if (trace.schedule.size() == max_schedule) {
      cursor.refuse(fmt::format("a schedule has at most {} steps", max_schedule));
    }
    trace.schedule.push_back(static_cast<std::uint32_t>(thread));
  } while (!cursor.at_end());
}

class Parser {
 public:
  Document take() && { return std::move(document_); }

  void read_line(std::string_view text, std::size_t number) {
    Cursor cursor(text, number);
    if (number > max_lines) cursor.refuse(fmt::format("more than {} lines", max_lines));
    if (number == 1) {
      if (text != version_line) {
        refuse_newer(cursor, text);
        cursor.refuse_next(fmt::format("a trace begins with the line '{}'", version_line));
      }
      add(Line::Kind::version, 0, text);
      return;
    }
    if (cursor.at_end()) {
      document_.lines.push_back({Line::Kind::comment, 0, std::string(text)});
      return;
    }
    read_statement(cursor, text);
    if (!cursor.at_end()) cursor.refuse_next("expected the end of the line");
  }

 private:
  void read_statement(Cursor& cursor, std::string_view text) {
    auto& trace = document_.trace;
    const bool begun = !trace.steps.empty();
    if (cursor.accept("expect")) {
      if (begun) cursor.refuse("'expect' comes before the first operation");
      const auto kind = read_expect(cursor, trace);
      if (expects_ == Line::Kind::holds || (expects_ && kind != *expects_)) {
        cursor.refuse("a trace either holds or breaks something, and says the first only once");
      }
      expects_ = kind;
      add(kind, kind == Line::Kind::breaks ? trace.breaks.size() - 1 : 0, text);
    } else if (cursor.accept("region")) {
      if (begun) cursor.refuse("'region' comes before the first operation");
      read_region(cursor, trace);
      add(Line::Kind::region, trace.setup.regions.size() - 1, text);
    } else if (cursor.accept("tag")) {
      if (begun) cursor.refuse("'tag' comes before the first operation");
      read_tag_line(cursor, trace, tags_);
      add(Line::Kind::tag, trace.tags.size() - 1, text);
    } else if (cursor.accept("schedule")) {
      read_schedule(cursor, trace);
      add(Line::Kind::schedule, 0, text);
    } else {
      if (trace.steps.size() == max_steps) {
        cursor.refuse_next(fmt::format("more than {} operations", max_steps));
      }
      if (!trace.schedule.empty()) cursor.refuse_next("the schedule is the last line");
      if (trace.is_concurrent() && cursor.peek() != "thread") {
        cursor.refuse_next("once the threads have started, every operation is a thread's");
      }
      trace.steps.push_back(read_step(cursor, trace.setup, tags_));
      add(Line::Kind::step, trace.steps.size() - 1, text);
    }
  }

  // Keeps the spelling only where it is not ours, so that a line whose step changes is printed
  // anew.
  void add(Line::Kind kind, std::size_t index, std::string_view text) {
    Line line{kind, index, ""};
    if (print(document_.trace, tags_, line) != text) line.spelling = text;
    document_.lines.push_back(std::move(line));
  }

  Document document_;
  TagIndex tags_;                      // of document_.trace
  std::optional<Line::Kind> expects_;  // holds or breaks, once a line said so
};

}  // namespace

Document parse(std::string_view text) {
  if (text.size() > max_text_size) {
    throw SyntaxError(1, 1, fmt::format("a trace has at most {} bytes", max_text_size));
  }
  Parser parser;
  std::size_t number = 0;
  std::string_view rest = text;
  while (!rest.empty() || number == 0) {
    ++number;
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    for (std::size_t index = 0; index < line.size(); ++index) {
      const auto byte = static_cast<unsigned char>(line[index]);
      if (byte < ' ' || byte == 0x7f) {
        throw SyntaxError(number, index + 1,
                          "a control character: lines end in \\n, words are kept apart by spaces");
      }
    }
    parser.read_line(line, number);
    if (end == std::string_view::npos) {
      throw SyntaxError(number, line.size() + 1,
                        "the last line has no newline: is the file whole?");
    }
    rest.remove_prefix(end + 1);
  }
  auto document = std::move(parser).take();
  if (document.trace.setup.regions.empty()) {
    throw SyntaxError(number, 1, "a trace has at least one region");
  }
  return document;
}

bool agrees(const Expected& expected, const Outcome& outcome) {
  return static_cast<const Answer&>(expected) == outcome &&
         (!expected.clause || *expected.clause == outcome.clause);
}

}  // namespace claimcheck::model
