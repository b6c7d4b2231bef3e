// SPDX-License-Identifier: MIT
#include "model/trace/trace_operation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

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

  Operation read() {
    if (cursor_.accept("offer")) return read_offer();
    if (cursor_.accept("inject")) return read_inject();
    if (cursor_.accept("release")) return read_release();
    if (cursor_.accept("bind")) return read_bind<BindRegion, BindDevice>();
    if (cursor_.accept("unbind")) return read_bind<UnbindRegion, UnbindDevice>();
    if (cursor_.accept("create")) return Create{region()};
    if (cursor_.accept("delete")) return Delete{device()};
    if (cursor_.accept("write")) return read_write();
    if (cursor_.accept("read")) return read_read();
    if (cursor_.accept("mode")) return read_mode();
    cursor_.refuse_next(
        "expected an operation: offer, inject, release, bind, unbind, create, delete, write, read "
        "or mode");
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
  std::uint32_t dynamic_region() {
    const auto number = region();
    if (setup_.regions[number].kind != RegionKind::dynamic) {
      cursor_.refuse("extents come and go in dynamic regions only");
    }
    return number;
  }

  DeviceName device_named(std::string_view text) {
    const auto dot = text.find('.');
    const auto index = dot == std::string_view::npos
                           ? std::nullopt
                           : short_number(text.substr(dot + 1), max_device);
    if (!index) cursor_.refuse("a device is region.index, as in 0.1");
    return {region_named(text.substr(0, dot)), *index};
  }
  DeviceName device() { return device_named(cursor_.word("a device, as in 0.1")); }

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
    return setup_.regions[region].base + cursor_.bytes("an offset in the region");
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

  Operation read_offer() {
    Offer offer;
    offer.region = dynamic_region();
    offer.tag = tag_or_untagged();
    offer.shared = cursor_.accept("shared");
    do {
      if (offer.members.size() == max_members) {
        cursor_.refuse(fmt::format("an offer has at most {} members", max_members));
      }
      Member member = read_member(offer.region);
      if (offer.shared) member.seq = read_seq();
      member.lost = cursor_.accept("lost");
      offer.members.push_back(member);
    } while (cursor_.accept(","));
    if (std::ranges::all_of(offer.members, &Member::lost)) {
      cursor_.refuse("an offer may lose some of its members, never all");
    }
    return offer;
  }

  Operation read_inject() {
    Inject inject;
    inject.region = dynamic_region();
    inject.tag = tag_or_untagged();
    inject.member = read_member(inject.region);
    inject.member.seq = read_seq();
    return inject;
  }

  Operation read_release() {
    const auto region = dynamic_region();
    if (cursor_.accept("at")) return ReleaseUntagged{region, start(region)};
    const auto tag = tag_named(cursor_.word("a tag, or 'at' and an untagged extent's start"));
    if (tag.is_null()) cursor_.refuse("an untagged extent is released by its start: 'at' 64M");
    return ReleaseTag{region, tag};
  }

  template <class OfRegion, class OfDevice>
  Operation read_bind() {
    const auto name = cursor_.word("a region or a device");
    if (name.find('.') == std::string_view::npos) return OfRegion{region_named(name)};
    return OfDevice{device_named(name)};
  }

  Operation read_write() {
    const auto name = device();
    if (cursor_.accept("uuid")) {
      if (cursor_.is_string()) return WriteUuid{name, cursor_.string()};
      if (cursor_.accept("0")) return WriteUuid{name, "0\n"};
      if (cursor_.accept("null")) return WriteUuid{name, to_string(Uuid{}) + "\n"};
      const auto tag = tag_named(cursor_.word("a tag, 0, null or a text in quotes"));
      return WriteUuid{name, to_string(tag) + "\n"};
    }
    if (!cursor_.accept("size")) cursor_.refuse_next("expected what is written: uuid or size");
    if (setup_.regions[name.region].kind != RegionKind::dynamic) {
      cursor_.refuse("the contract speaks of sizes written in dynamic regions only (V3)");
    }
    if (cursor_.is_string()) return WriteSize{name, cursor_.string()};
    return WriteSize{name, std::to_string(cursor_.bytes("a size")) + "\n"};
  }

  Operation read_read() {
    const auto name = cursor_.word("a device or a region");
    if (name.find('.') == std::string_view::npos) {
      const auto number = region_named(name);
      cursor_.expect("available_size");
      return ReadAvailable{number};
    }
    const auto named = device_named(name);
    if (cursor_.accept("uuid")) return ReadUuid{named};
    if (cursor_.accept("size")) return ReadSize{named};
    cursor_.refuse_next("expected what is read: uuid or size");
  }

  Operation read_mode() {
    const auto named = device();
    if (cursor_.accept("uuid")) return ReadMode{named, Attribute::uuid};
    if (cursor_.accept("size")) return ReadMode{named, Attribute::size};
    if (cursor_.accept("align")) return ReadMode{named, Attribute::align};
    cursor_.refuse_next("expected an attribute: uuid, size or align");
  }

  void read_success(const Operation& operation, std::string_view word, Expected& expected) {
    if (std::holds_alternative<ReadUuid>(operation)) {
      if (word != "null") expected.uuid = tag_named(word);
    } else if (std::holds_alternative<ReadMode>(operation)) {
      if (word != "0644" && word != "0444") cursor_.refuse("expected a mode: 0644 or 0444");
      expected.result = word == "0644" ? 0644 : 0444;
    } else if (const auto* create = std::get_if<Create>(&operation)) {
      const auto made = device_named(word);
      if (made.region != create->region) cursor_.refuse("a device of another region");
      expected.result = made.index;
    } else if (std::holds_alternative<ReadSize>(operation) ||
               std::holds_alternative<ReadAvailable>(operation)) {
      const auto size = parse_bytes(word);
      if (!size) cursor_.refuse("expected an error's name or a size");
      expected.result = static_cast<std::int64_t>(*size);
    } else {
      if (word != "ok") cursor_.refuse("expected 'ok' or an error's name");
      expected.result = success_of(operation);
    }
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
  if (cursor.accept("->")) step.expected = reader.read_expected(step.operation);
  return step;
}

}  // namespace claimcheck::model
