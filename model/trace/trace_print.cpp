// SPDX-License-Identifier: MIT
#include "model/trace/trace_print.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/rules/sysfs_input.hpp"
#include "model/trace/bytes.hpp"
#include "model/trace/error_name.hpp"

namespace claimcheck::model {
namespace {

constexpr std::size_t outcome_column = 56;
constexpr std::size_t min_repetition = 64;  // fewer members than these are printed one by one

std::string_view kind_name(RegionKind kind) {
  switch (kind) {
    case RegionKind::dynamic:
      return "dynamic";
    case RegionKind::static_:
      return "static";
    case RegionKind::plain:
      break;
  }
  return "plain";
}

std::string_view attribute_name(Attribute attribute) {
  switch (attribute) {
    case Attribute::uuid:
      return "uuid";
    case Attribute::size:
      return "size";
    case Attribute::align:
      break;
  }
  return "align";
}

std::string_view field_name(MappingField field) {
  switch (field) {
    case MappingField::start:
      return "start";
    case MappingField::end:
      return "end";
    case MappingField::page_offset:
      break;
  }
  return "page-offset";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\0':
        out += "\\0";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '"':
        out += "\\\"";
        break;
      default:
        if (c >= ' ' && c <= '~') {
          out += c;
        } else {
          out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        }
    }
  }
  return out + '"';
}

std::string name_or_uuid(const TagIndex& tags, const Uuid& tag) {
  if (tag.is_null()) return "null";
  const auto* name = tags.name_of(tag);
  return name ? *name : to_string(tag);
}

// A name where the text is what `echo` writes of a UUID in lower case.
std::string claim_text(const TagIndex& tags, const std::string& text) {
  if (text == "0\n") return "0";
  const auto uuid = read_claim_text(text);
  if (!uuid) return quoted(text);
  const std::string lower_case = to_string(*uuid) + "\n";
  return text == lower_case ? name_or_uuid(tags, *uuid) : quoted(text);
}

std::string size_text(const std::string& text) {
  const auto size = read_size_text(text);
  if (!size) return quoted(text);
  const std::string decimal = std::to_string(*size) + "\n";
  return text == decimal ? bytes_text(*size) : quoted(text);
}

struct Printer {
  const Setup& setup;
  const TagIndex& tags;

  std::string position(std::uint32_t region, std::uint64_t start) const {
    return bytes_text(start - setup.regions[region].base);
  }
  std::string tag(const Uuid& tag) const {
    if (tag.is_null()) return "untagged";
    return name_or_uuid(tags, tag);
  }
  std::string member(std::uint32_t region, const Member& member) const {
    return fmt::format("at {} +{}", position(region, member.start), bytes_text(member.length));
  }

  std::string members(const Offer& o) const {
    std::string text = " ";
    std::size_t times = 1;
    for (std::size_t i = 0; i < o.members.size(); i += times) {
      text += fmt::format("{}{}", i == 0 ? " " : ", ", member(o.region, o.members[i]));
      if (o.shared) text += fmt::format(" seq {}", o.members[i].seq);
      if (o.members[i].lost) text += " lost";
      times = repetition(o, i);
      if (times > 1) text += fmt::format(" times {}", times);
    }
    return text;
  }
  // How many members from this one on lie one behind the other; 1 where they are few.
  static std::size_t repetition(const Offer& o, std::size_t first) {
    std::size_t end = first + 1;
    for (; end < o.members.size(); ++end) {
      Member next = o.members[end - 1];
      if (next.length > max_bytes - next.start) break;
      next.start += next.length;
      if (o.shared && next.seq++ == UINT16_MAX) break;
      if (next != o.members[end]) break;
    }
    return end - first < min_repetition ? 1 : end - first;
  }
  std::string text(const WriteUuid& o) const { return claim_text(tags, o.text); }
  std::string text(const WriteSize& o) const { return size_text(o.text); }

  // The words of the table, then the fields in the order in which they are read.
  template <class O>
  std::string operator()(const O& o) const {
    std::string line(O::info.verb);
    if constexpr (OnDevice<O>) {
      line += fmt::format(" {}.{}", o.device.region, o.device.index);
    } else {
      line += fmt::format(" {}", o.region);
    }
    if (!O::info.what.empty()) line.append(" ").append(O::info.what);
    if constexpr (requires { o.tag; }) line += fmt::format(" {}", tag(o.tag));
    if constexpr (requires { o.shared; }) line += o.shared ? " shared" : "";
    if constexpr (requires { o.members; }) line += members(o);
    if constexpr (requires { o.member; }) {
      line += fmt::format("  {} seq {}", member(o.region, o.member), o.member.seq);
    }
    if constexpr (requires { o.start; }) line += fmt::format(" {}", position(o.region, o.start));
    if constexpr (requires { o.attribute; }) line.append(" ").append(attribute_name(o.attribute));
    if constexpr (requires { o.mapping; }) line += fmt::format(" {}", o.mapping);
    if constexpr (requires { o.field; }) line.append(" ").append(field_name(o.field));
    if constexpr (requires { o.text; }) line += fmt::format(" {}", text(o));
    return line;
  }
};

std::string print(const Fault& fault) {
  std::string text = fmt::format("  ! {}#{}{}", fault.site, fault.nth, fault.onwards ? "+" : "");
  if (fault.error != ENOMEM) text += fmt::format("={}", error_name(fault.error));
  return text;
}

std::string print_region(const RegionSetup& region, std::size_t position) {
  return fmt::format("region {} {} base {} size {} align {} seq-base {}{}{}", position,
                     kind_name(region.kind), bytes_text(region.base), bytes_text(region.size),
                     bytes_text(region.align), region.seq_base,
                     region.driver_bound ? "" : " driver none",
                     region.unbind == Unbind::drops ? " unbind drops" : "");
}

std::string print_schedule(const std::vector<std::uint32_t>& schedule) {
  std::string text = "schedule";
  for (const auto thread : schedule) text += fmt::format(" {}", thread);
  return text;
}

std::string print(const Trace& trace, const TagIndex& tags, const Step& step) {
  std::string text;
  if (step.thread > 0) text = fmt::format("thread {}: ", step.thread);
  text += std::visit(Printer{trace.setup, tags}, step.operation);
  for (const auto& fault : step.faults) text += print(fault);
  if (!step.expected) return text;
  const std::size_t gap = text.size() + 2 < outcome_column ? outcome_column - text.size() : 2;
  text.append(gap, ' ');
  const auto& expected = *step.expected;
  text += "-> " + print_result(trace, step.operation, expected);
  if (expected.clause) text += fmt::format(" {}", name(*expected.clause));
  return text;
}

}  // namespace

std::string tag_text(const Trace& trace, const Uuid& tag) {
  if (tag.is_null()) return "null";
  const auto named = std::ranges::find(trace.tags, tag, &NamedTag::uuid);
  if (named == trace.tags.end()) return to_string(tag);
  return named->name;
}

std::string print(const Trace& trace, const Operation& operation) {
  return std::visit(Printer{trace.setup, TagIndex(trace.tags)}, operation);
}

std::string print_result(const Trace& trace, const Operation& operation, const Answer& answer) {
  if (answer.failed()) return error_name(answer.error());
  switch (info(operation).answers) {
    case Answers::uuid:
      return tag_text(trace, answer.uuid);
    case Answers::size:
      return bytes_text(answer.number);
    case Answers::hexadecimal:
      return hexadecimal_text(answer.number);
    case Answers::mode:
      return fmt::format("{:04o}", answer.result);
    case Answers::device:
      return fmt::format("{}.{}", region_of(operation), answer.result);
    case Answers::ok:
    case Answers::length:
      break;
  }
  if (answer.result == success_of(operation)) return "ok";
  return fmt::format("returned-{}", answer.result);
}

std::string print(const Trace& trace, const TagIndex& tags, const Line& line) {
  if (!line.spelling.empty()) return line.spelling;
  switch (line.kind) {
    case Line::Kind::version:
      return "claimcheck trace 1";
    case Line::Kind::comment:
      return "";
    case Line::Kind::holds:
      return "expect holds";
    case Line::Kind::breaks: {
      const auto& breaks = trace.breaks[line.index];
      return fmt::format("expect breaks {} on {}", name(breaks.clause), breaks.engine);
    }
    case Line::Kind::region:
      return print_region(trace.setup.regions[line.index], line.index);
    case Line::Kind::tag: {
      const auto& [name, uuid] = trace.tags[line.index];
      return fmt::format("tag {} {}", name, to_string(uuid));
    }
    case Line::Kind::schedule:
      return print_schedule(trace.schedule);
    case Line::Kind::step:
      break;
  }
  return print(trace, tags, trace.steps[line.index]);
}

std::string print(const Trace& trace, const Step& step) {
  return print(trace, TagIndex(trace.tags), step);
}

std::string print(const Document& document) {
  const TagIndex tags(document.trace.tags);
  std::string text;
  for (const auto& line : document.lines) text += print(document.trace, tags, line) + '\n';
  return text;
}

Document document(Trace trace, const std::vector<std::string>& comments) {
  Document document;
  auto& lines = document.lines;
  const auto add = [&](Line::Kind kind, std::size_t count) {
    for (std::size_t position = 0; position < count; ++position)
      lines.push_back({kind, position, ""});
  };
  add(Line::Kind::version, 1);
  for (const auto& comment : comments) {
    lines.push_back(
        {Line::Kind::comment, 0, fmt::format("#{}{}", comment.empty() ? "" : " ", comment)});
  }
  add(Line::Kind::breaks, trace.breaks.size());
  if (trace.breaks.empty()) add(Line::Kind::holds, 1);
  add(Line::Kind::comment, 1);
  add(Line::Kind::region, trace.setup.regions.size());
  add(Line::Kind::tag, trace.tags.size());
  add(Line::Kind::comment, 1);
  add(Line::Kind::step, trace.steps.size());
  if (!trace.schedule.empty()) add(Line::Kind::schedule, 1);
  document.trace = std::move(trace);
  return document;
}

std::string describe(const SyntaxError& error, std::string_view file, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t line = 1; line < error.line(); ++line) begin = text.find('\n', begin) + 1;
  std::string shown(text.substr(begin, text.find('\n', begin) - begin));
  constexpr std::size_t max_shown = 200;
  const bool cut = shown.size() > max_shown;
  if (cut) shown.resize(max_shown);
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  std::string out = fmt::format("{}:{}:{}: {}\n  {}{}\n", file, error.line(), error.column(),
                                error.what(), shown, cut ? "..." : "");
  if (error.column() <= max_shown) out += fmt::format("{:>{}}\n", '^', error.column() + 2);
  return out;
}

}  // namespace claimcheck::model
