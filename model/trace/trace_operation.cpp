// SPDX-License-Identifier: MIT
#include "model/trace/trace_operation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <span>

#include "model/trace/bytes.hpp"
#include "model/trace/error_name.hpp"

namespace claimcheck::model {
namespace {

constexpr std::array<std::string_view, 4> words_not_names = {"untagged", "null", "at", "shared"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<std::uint32_t> short_number(std::string_view text, std::uint32_t highest) {
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || value > highest) return std::nullopt;
  return value;
}

// Reads the operation of one line, whose names mean what the trace above it says.
class OperationReader {
 public:
  OperationReader(Cursor& cursor, const Setup& setup, const TagIndex& tags)
      : cursor_(cursor), setup_(setup), tags_(tags) {}

  // Verb, region or device, what of it, fields: what the table of operations says of each.
  Operation read() {
    const auto verb = cursor_.peek();
    const bool is_verb =
        std::ranges::find(operation_table, verb, &OperationInfo::verb) != operation_table.end();
    if (!is_verb || !cursor_.accept(verb)) {
      cursor_.refuse_next(fmt::format("expected an operation: {}", verbs()));
    }
    const auto target = read_target(verb);
    std::optional<Operation> operation;
    std::optional<Operation> plain;  // the one that has no word after its target
    std::vector<std::string_view> words;
    each_operation([&]<class O>() {
      if (operation || O::info.verb != verb || OnDevice<O> != target.index.has_value()) return;
      if (O::info.what.empty()) {
        plain = O{};
      } else if (cursor_.accept(O::info.what)) {
        operation = O{};
      } else {
        words.push_back(O::info.what);
      }
    });
    if (!operation && !plain) refuse_what(verb, words);
    if (!operation) operation = std::move(plain);
    std::visit([&](auto& o) { read_fields(o, target); }, *operation);
    return std::move(*operation);
  }

  // The outcome that stands after "->".
  Expected read_expected(const Operation& operation) {
    const auto word = cursor_.word("an outcome");
    Expected expected;
    if (const auto error = parse_error_name(word)) {
      expected.result = -*error;
    } else {
      read_success(operation, word, expected);
    }
    if (!cursor_.at_end()) {
      expected.clause = parse_clause(cursor_.word("a clause"));
      if (!expected.clause) cursor_.refuse("no such clause: see 'claimcheck clauses'");
    }
    return expected;
  }

  Fault read_fault() {
    const auto text = cursor_.word("a site and the number of its asking, as in site#2");
    const auto hash = text.find('#');
    const auto equals = std::min(text.find('='), text.size());
    if (hash == std::string_view::npos || hash > equals) {
      cursor_.refuse("expected a site and the number of its asking, as in site#2");
    }
    Fault fault{std::string(text.substr(0, hash)), 1, false, ENOMEM};
    auto nth = text.substr(hash + 1, equals - hash - 1);
    if (nth.ends_with('+')) {
      fault.onwards = true;
      nth.remove_suffix(1);
    }
    const auto number = short_number(nth, 1'000'000);
    if (!is_tag_name(fault.site) || !number || *number == 0) {
      cursor_.refuse("a failure is site#N, site#N+ or either with =ERROR, N from 1 to 1000000");
    }
    fault.nth = *number;
    if (equals < text.size()) {
      const auto error = parse_error_name(text.substr(equals + 1));
      if (!error) cursor_.refuse("no such error name after '='");
      fault.error = *error;
    }
    return fault;
  }

 private:
  std::uint32_t region_named(std::string_view text) {
    const auto regions = setup_.regions.size();
    const auto number = short_number(text, max_regions - 1);
    if (!number || *number >= regions) {
      cursor_.refuse(fmt::format("no such region: the trace has {}", regions));
    }
    return *number;
  }
  std::uint32_t region() { return region_named(cursor_.word("a region's number")); }

  DeviceName device_named(std::string_view text) {
    const auto dot = text.find('.');
    const auto index = dot == std::string_view::npos
                           ? std::nullopt
                           : short_number(text.substr(dot + 1), max_device);
    if (!index) cursor_.refuse("a device is region.index, as in 0.1");
    return {region_named(text.substr(0, dot)), *index};
  }

  Uuid tag_named(std::string_view name) {
    if (const auto* tag = tags_.uuid_of(name)) return *tag;
    const auto uuid = parse_uuid(name);
    if (!uuid) cursor_.refuse("no line above gives this tag's UUID");
    return *uuid;
  }
  Uuid tag_or_untagged() {
    if (cursor_.accept("untagged")) return {};
    const auto tag = tag_named(cursor_.word("a tag, or untagged"));
    if (tag.is_null()) cursor_.refuse("write untagged, not the null UUID");
    return tag;
  }

  std::uint64_t start(std::uint32_t region) {
    const auto base = setup_.regions[region].base;
    const auto offset = cursor_.bytes("an offset in the region");
    if (offset > max_bytes - base) cursor_.refuse("this place is at 2^64 or behind it");
    return base + offset;
  }

  Member read_member(std::uint32_t region) {
    Member member;
    cursor_.expect("at");
    member.start = start(region);
    const auto length = cursor_.word("a length, as in +64M");
    const auto value = length.starts_with('+') ? parse_bytes(length.substr(1)) : std::nullopt;
    if (!value) cursor_.refuse("expected a length: a plus and bytes, as in +64M");
    member.length = *value;
    return member;
  }
  std::uint16_t read_seq() {
    cursor_.expect("seq");
    return static_cast<std::uint16_t>(cursor_.number("a seq", 65535));
  }

  struct Target {
    std::uint32_t region = 0;
    std::optional<std::uint32_t> index;  // of a device
  };

  static std::string verbs() {
    std::vector<std::string_view> all;
    for (const auto& row : operation_table) {
      if (std::ranges::find(all, row.verb) == all.end()) all.push_back(row.verb);
    }
    return listed(all);
  }

  // "a, b or c"
  static std::string listed(std::span<const std::string_view> words) {
    std::string text(words.front());
    for (std::size_t i = 1; i < words.size(); ++i) {
      text.append(i + 1 == words.size() ? " or " : ", ").append(words[i]);
    }
    return text;
  }

  Target read_target(std::string_view verb) {
    bool on_region = false, on_device = false;
    each_operation([&]<class O>() {
      if (O::info.verb == verb) (OnDevice<O> ? on_device : on_region) = true;
    });
    if (!on_device) return {region(), {}};
    const auto name = cursor_.word(on_region ? "a region or a device" : "a device, as in 0.1");
    if (on_region && name.find('.') == std::string_view::npos) return {region_named(name), {}};
    const auto device = device_named(name);
    return {device.region, device.index};
  }

  [[noreturn]] void refuse_what(std::string_view verb, std::span<const std::string_view> words) {
    if (words.size() == 1) cursor_.expect(words.front());
    cursor_.refuse_next(fmt::format("expected what is {}: {}", verb == "write" ? "written" : "read",
                                    listed(words)));
  }

  // Field after field, in the order in which a line has them.
  template <class O>
  void read_fields(O& o, const Target& target) {
    if constexpr (OnDevice<O>) {
      o.device = {target.region, *target.index};
    } else {
      o.region = target.region;
    }
    const auto kind = setup_.regions[target.region].kind;
    if (O::info.role == Role::admission && kind != RegionKind::dynamic) {
      cursor_.refuse("extents come and go in dynamic regions only");
    }
    if constexpr (std::is_same_v<O, ReleaseTag>) {
      o.tag = released_tag();
    } else if constexpr (requires { o.tag; }) {
      o.tag = tag_or_untagged();
    }
    if constexpr (requires { o.shared; }) o.shared = cursor_.accept("shared");
    if constexpr (requires { o.members; }) read_members(o);
    if constexpr (requires { o.member; }) {
      o.member = read_member(o.region);
      o.member.seq = read_seq();
    }
    if constexpr (requires { o.start; }) o.start = start(o.region);
    if constexpr (requires { o.attribute; }) o.attribute = read_attribute();
    if constexpr (requires { o.mapping; }) {
      o.mapping = static_cast<std::uint32_t>(cursor_.number("a mapping's number", max_mapping));
    }
    if constexpr (requires { o.field; }) o.field = read_field();
    if constexpr (requires { o.text; }) read_text(o);
  }

  Uuid released_tag() {
    const auto tag = tag_named(cursor_.word("a tag, or 'at' and an untagged extent's start"));
    if (tag.is_null()) cursor_.refuse("an untagged extent is released by its start: 'at' 64M");
    return tag;
  }

  void read_members(Offer& offer) {
    do {
      if (offer.members.size() == max_members) {
        cursor_.refuse(fmt::format("an offer has at most {} members", max_members));
      }
      Member member = read_member(offer.region);
      if (offer.shared) member.seq = read_seq();
      member.lost = cursor_.accept("lost");
      offer.members.push_back(member);
      if (cursor_.accept("times")) read_repetition(offer);
    } while (cursor_.accept(","));
    if (std::ranges::all_of(offer.members, &Member::lost)) {
      cursor_.refuse("an offer may lose some of its members, never all");
    }
  }

  // "times N": N members in all, each behind the one before it, numbered on where the offer is
  // shared.
  void read_repetition(Offer& offer) {
    const auto room = max_members - offer.members.size() + 1;
    const auto times = cursor_.number("how many members", room);
    if (times < 2) cursor_.refuse("members are repeated twice or more");
    for (std::uint64_t i = 1; i < times; ++i) {
      Member member = offer.members.back();
      if (member.length > max_bytes - member.start) cursor_.refuse("a member begins behind 2^64");
      member.start += member.length;
      if (offer.shared && member.seq++ == UINT16_MAX) cursor_.refuse("a seq is 65535 at most");
      offer.members.push_back(member);
    }
  }

  Attribute read_attribute() {
    if (cursor_.accept("uuid")) return Attribute::uuid;
    if (cursor_.accept("size")) return Attribute::size;
    if (cursor_.accept("align")) return Attribute::align;
    cursor_.refuse_next("expected an attribute: uuid, size or align");
  }

  MappingField read_field() {
    if (cursor_.accept("start")) return MappingField::start;
    if (cursor_.accept("end")) return MappingField::end;
    if (cursor_.accept("page-offset")) return MappingField::page_offset;
    cursor_.refuse_next("expected a mapping's field: start, end or page-offset");
  }

  void read_text(WriteUuid& write) {
    if (cursor_.is_string()) {
      write.text = cursor_.string();
    } else if (cursor_.accept("0")) {
      write.text = "0\n";
    } else if (cursor_.accept("null")) {
      write.text = to_string(Uuid{}) + "\n";
    } else {
      write.text = to_string(tag_named(cursor_.word("a tag, 0, null or a text in quotes"))) + "\n";
    }
  }

  void read_text(WriteSize& write) {
    if (setup_.regions[write.device.region].kind != RegionKind::dynamic) {
      cursor_.refuse("the contract speaks of sizes written in dynamic regions only (V3)");
    }
    write.text =
        cursor_.is_string() ? cursor_.string() : std::to_string(cursor_.bytes("a size")) + "\n";
  }

  void read_success(const Operation& operation, std::string_view word, Expected& expected) {
    switch (info(operation).answers) {
      case Answers::uuid:
        if (word != "null") expected.uuid = tag_named(word);
        return;
      case Answers::mode:
        if (word != "0644" && word != "0444") cursor_.refuse("expected a mode: 0644 or 0444");
        expected.result = word == "0644" ? 0644 : 0444;
        return;
      case Answers::device: {
        const auto made = device_named(word);
        if (made.region != region_of(operation)) cursor_.refuse("a device of another region");
        expected.result = made.index;
        return;
      }
      case Answers::size:
      case Answers::hexadecimal: {
        const auto number = parse_bytes(word);
        if (!number) cursor_.refuse("expected an error's name or a size");
        expected.number = *number;
        return;
      }
      case Answers::ok:
      case Answers::length:
        break;
    }
    if (word != "ok") cursor_.refuse("expected 'ok' or an error's name");
    expected.result = success_of(operation);
  }

  Cursor& cursor_;
  const Setup& setup_;
  const TagIndex& tags_;
};

}  // namespace

namespace {

// "1:"
std::uint32_t read_thread(Cursor& cursor) {
  auto text = cursor.word("a thread's number and a colon");
  const bool has_colon = text.ends_with(':');
  if (has_colon) text.remove_suffix(1);
  const auto number = short_number(text, max_thread);
  if (!has_colon || !number || *number == 0) {
    cursor.refuse(
        fmt::format("expected a thread's number from 1 to {} and a colon, as in 1:", max_thread));
  }
  return *number;
}

}  // namespace

bool is_tag_name(std::string_view name) {
  return !name.empty() && name.size() <= max_name_length && is_letter(name.front()) &&
         std::ranges::all_of(
             name, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }) &&
         std::ranges::find(words_not_names, name) == words_not_names.end();
}

Step read_step(Cursor& cursor, const Setup& setup, const TagIndex& tags) {
  OperationReader reader(cursor, setup, tags);
  Step step;
  if (cursor.accept("thread")) {
    step.thread = read_thread(cursor);
  }
  step.operation = reader.read();
  while (cursor.accept("!")) {
    if (step.faults.size() == max_faults) {
      cursor.refuse(fmt::format("an operation has at most {} failures", max_faults));
    }
    step.faults.push_back(reader.read_fault());
  }
  if (step.thread > 0 && cursor.peek() == "->") {
    cursor.refuse_next(
        "what a thread's operation returns depends on the order: nothing stands "
        "behind it");
  }
  if (cursor.accept("->")) step.expected = reader.read_expected(step.operation);
  return step;
}

}  // namespace claimcheck::model
