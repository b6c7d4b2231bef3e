// SPDX-License-Identifier: MIT
#include "model/trace/trace_text.hpp"

#include <gtest/gtest.h>

#include <cerrno>

#include "model/trace/bytes.hpp"

namespace claimcheck::model {
namespace {

constexpr std::string_view every_operation = R"(claimcheck trace 1
# Every operation once.
expect breaks T3 on posted
expect breaks W6 on mine

region 0 dynamic base 4G size 1G align 2M seq-base 1
region 1 static base 8G size 1G align 4K seq-base 0 driver none
tag A 11111111-1111-1111-1111-111111111111

offer 0 A  at 0 +64M, at 128M +64M lost                 -> ok
offer 0 A shared  at 0 +2M seq 2, at 2M +2M seq 1       -> EEXIST M3
offer 0 untagged  at 256M +2M
inject 0 A  at 3K +1 seq 65535                          -> ok
release 0 A                                             -> EBUSY M7
release 0 at 256M
bind 1
unbind 1
create 0                                                -> 0.1
delete 0.1
bind 0.0
unbind 0.0
write 0.0 uuid A  ! register-mapping#2                  -> ENOMEM
write 0.0 uuid A  ! grow-ranges#1+=EIO  ! region-lock#3  -> EIO A2
write 0.0 uuid 0
write 0.0 uuid null                                     -> ENOENT
write 0.0 uuid "11111111-1111-1111-1111-11111111111G\n\x7f\"\\\0\t"
write 0.0 uuid 22222222-2222-2222-2222-222222222222
write 0.0 size 0
write 0.0 size 64M
write 0.0 size "0x10"
read 0.0 uuid                                           -> A
read 0.0 uuid                                           -> null V1
read 0.0 size                                           -> 128M
read 1 available_size                                   -> 1G
mode 0.0 uuid                                           -> 0644
mode 1.0 align                                          -> 0444 V4
)";

TEST(TraceText, ComesBackByteForByteWithEveryOperation) {
  EXPECT_EQ(print(parse(every_operation)), every_operation);
}

TEST(TraceText, IsOursThroughout) {
  for (const auto& line : parse(every_operation).lines) {
    EXPECT_TRUE(line.spelling.empty() || line.kind == Line::Kind::comment) << line.spelling;
  }
}

TEST(TraceText, KeepsTheSpellingOfOthers) {
  const std::string text =
      "claimcheck trace 1\n"
      "\n"
      "  region 0 dynamic   base 4096M size 1G # defaults\n"
      "tag A 11111111-1111-1111-1111-11111111111A\n"
      "offer  0 A at 0 +64M ,at 64M +1024K->ok\n"
      "write 0.0 uuid \"0\\n\"   # as echo does\n";
  EXPECT_THROW(parse(text), SyntaxError) << "an arrow stands on its own";
  const std::string spaced =
      "claimcheck trace 1\n"
      "\n"
      "  region 0 dynamic   base 4096M size 1G # defaults\n"
      "tag A 11111111-1111-1111-1111-11111111111A\n"
      "offer  0 A at 0 +64M ,at 64M +1024K -> ok\n"
      "write 0.0 uuid \"0\\n\"   # as echo does\n";
  const auto document = parse(spaced);
  EXPECT_EQ(print(document), spaced);
  EXPECT_EQ(print(parse(print(model::document(document.trace)))),
            print(model::document(document.trace)));
  EXPECT_EQ(parse(print(model::document(document.trace))).trace, document.trace);
}

TEST(TraceText, PrintsAChangedStepAnew) {
  auto document =
      parse("claimcheck trace 1\nregion 0 dynamic base 0 size 1G\nread 0.0 size # before\n");
  document.trace.steps[0].operation = ReadUuid{{0, 0}};
  document.lines[2].spelling.clear();
  EXPECT_TRUE(print(document).ends_with("\nread 0.0 uuid\n"));
}

struct Refused {
  std::string line;
  std::size_t column;
  std::string message;
};

const std::vector<Refused>& refused_lines() {
  static const std::vector<Refused> refused = {
      {"frobnicate 0", 1,
       "expected an operation: offer, inject, release, bind, unbind, create, "
       "delete, write, read or mode"},
      {"offer 2 A  at 0 +2M", 7, "no such region: the trace has 2"},
      {"offer 1 A  at 0 +2M", 7, "extents come and go in dynamic regions only"},
      {"offer 0 B  at 0 +2M", 9, "no line above gives this tag's UUID"},
      {"offer 0 A  at 0 +2M lost", 21, "an offer may lose some of its members, never all"},
      {"offer 0 A  at 0 2M", 17, "expected a length: a plus and bytes, as in +64M"},
      {"offer 0 A", 10, "expected 'at'"},
      {"offer 0 A  at 0 +2M,", 21, "expected 'at'"},
      {"inject 0 A  at 0 +2M", 21, "expected 'seq'"},
      {"inject 0 A  at 0 +2M seq 65536", 26, "expected a seq, a number from 0 to 65535"},
      {"write 0 uuid A", 7, "a device is region.index, as in 0.1"},
      {"write 1.0 size 0", 11, "the contract speaks of sizes written in dynamic regions only (V3)"},
      {"write 0.0 uuid \"0", 16, "this text has no closing quote"},
      {"write 0.0 uuid \"\\q\"", 16,
       "this text has an escape that is none of \\n \\t \\0 \\\\ \\\" \\xNN"},
      {"write 0.0 uuid \"\\x1\"", 16,
       "an \\x in this text is not followed by two hexadecimal digits"},
      {"write 0.0 uuid A -> okay", 21, "expected 'ok' or an error's name"},
      {"write 0.0 uuid A -> EINVAL T9", 28, "no such clause: see 'claimcheck clauses'"},
      {"write 0.0 uuid A ! here", 20, "expected a site and the number of its asking, as in site#2"},
      {"write 0.0 uuid A ! here#0", 20,
       "a failure is site#N, site#N+ or either with =ERROR, N from 1 to 1000000"},
      {"write 0.0 uuid A ! here#1=EWRONG", 20, "no such error name after '='"},
      {"read 0.0 size extra", 15, "expected the end of the line"},
      {"read 0.0 align", 10, "expected what is read: uuid, size, resource or mapping"},
      {"read 0 size", 8, "expected 'available_size'"},
      {"write 0.0 align 2M", 11, "expected what is written: uuid or size"},
      {"read 0.0 mapping 0 middle", 20, "expected a mapping's field: start, end or page-offset"},
      {"release 0 at 17179869181G", 14, "this place is at 2^64 or behind it"},
      {"offer 0 untagged  at 0 +2M times 65538", 34,
       "expected how many members, a number from 0 to 65537"},
      {"offer 0 untagged  at 0 +2M times 1", 34, "members are repeated twice or more"},
      {"region 2 dynamic base 17179869183G size 2G", 41, "a region ends at 2^64 at most"},
      {"region 2 dynamic base 0 size 2M unbind all", 40,
       "expected what unbinding does: keeps or drops"},
      {"read 0.0 size -> 99999999T", 18, "expected an error's name or a size"},
      {"create 0 -> 1.0", 13, "a device of another region"},
      {"mode 0.0 mapping", 10, "expected an attribute: uuid, size or align"},
      {"mode 0.0 uuid -> 0777", 18, "expected a mode: 0644 or 0444"},
      {"region 3 dynamic base 0 size 2M", 8, "regions are numbered in order: this is region 2"},
      {"region 2 dynamic base 0 size 4G align 3K", 39, "align is a power of two, at least 4K"},
      {"region 2 dynamic base 4G size 2M", 31, "this region overlaps an earlier one"},
      {"region 2 dynamic base 1K size 2M", 31, "base and size are multiples of the align"},
      {"region 2 wrong base 1K size 2M", 10, "expected a region's kind: dynamic, static or plain"},
      {"tag A 22222222-2222-2222-2222-222222222222", 5, "this tag has a line already"},
      {"tag B 11111111-1111-1111-1111-111111111111", 7, "another tag has this UUID"},
      {"tag B 00000000-0000-0000-0000-000000000000", 7,
       "the null UUID is no tag: it means untagged"},
      {"expect nothing", 8, "expected 'holds' or 'breaks'"},
      {"\tread 0.0 size", 1,
       "a control character: lines end in \\n, words are kept apart by spaces"},
  };
  return refused;
}

TEST(TraceText, RefusesWithLineColumnAndReason) {
  const std::string head =
      "claimcheck trace 1\n"
      "region 0 dynamic base 4G size 1G\n"
      "region 1 static base 8G size 1G\n"
      "tag A 11111111-1111-1111-1111-111111111111\n";
  for (const auto& [line, column, message] : refused_lines()) {
    SCOPED_TRACE(line);
    try {
      parse(head + line + "\n");
      ADD_FAILURE() << "parsed";
    } catch (const SyntaxError& error) {
      EXPECT_EQ(error.line(), 5u);
      EXPECT_EQ(error.column(), column);
      EXPECT_EQ(error.what(), message);
    }
  }
}

TEST(TraceText, ComesBackByteForByteWithThreadsAndASchedule) {
  const std::string text =
      "claimcheck trace 1\n"
      "expect breaks C1 on posted\n"
      "\n"
      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "\n"
      "create 0                                                -> ENOSPC\n"
      "thread 1: write 0.0 uuid 0  ! register-mapping#2\n"
      "thread 2: write 0.0 uuid 0\n"
      "schedule 1 1 2 1 2\n";
  const auto document = parse(text);
  EXPECT_EQ(print(document), text);
  EXPECT_EQ(document.trace.steps[1].thread, 1u);
  EXPECT_EQ(document.trace.schedule, (std::vector<std::uint32_t>{1, 1, 2, 1, 2}));
  EXPECT_EQ(parse(print(model::document(document.trace))).trace, document.trace);
  const auto refuses = [&](const std::string& line) {
    EXPECT_THROW(parse(text + line + "\n"), SyntaxError) << line;
  };
  refuses("schedule 1");
  refuses("thread 1: read 0.0 size");
  const std::string unscheduled = text.substr(0, text.find("schedule"));
  for (const auto* line :
       {"schedule", "schedule 3", "schedule 0", "schedule x", "thread 9: create 0",
        "thread 0: create 0", "thread 1 create 0", "create 0"}) {
    EXPECT_THROW(parse(unscheduled + line + "\n"), SyntaxError) << line;
  }
}

TEST(TraceText, ReadsTheWholeSpaceAndPrintsOldFilesAsBefore) {
  const std::string text =
      "claimcheck trace 1\nregion 0 dynamic base 0xFFFFFFFFC0000000 size 1G unbind drops\n"
      "offer 0 untagged  at 1022M +2M\nread 0.0 mapping 0 page-offset -> 0\n";
  const auto document = parse(text);
  EXPECT_EQ(print(document), text);
  EXPECT_EQ(document.trace.setup.regions[0].base, 0xffffffffc0000000u);
  EXPECT_EQ(document.trace.setup.regions[0].unbind, Unbind::drops);
  const auto& read = std::get<ReadMapping>(document.trace.steps[1].operation);
  EXPECT_EQ(read.field, MappingField::page_offset);
  EXPECT_EQ(bytes_text(std::uint64_t{1} << 60), "1048576T");
  EXPECT_EQ(parse_bytes("15E"), std::uint64_t{15} << 60);
  EXPECT_EQ(parse_bytes("16E"), std::nullopt);
  EXPECT_EQ(parse_bytes("16383P"), std::uint64_t{16383} << 50);
  EXPECT_EQ(parse_bytes("0x10K"), std::nullopt);
  EXPECT_EQ(parse_bytes("0x"), std::nullopt);
}

TEST(TraceText, PrintsAndReadsWhatItSaysOfManyMembers) {
  const std::string text =
      "claimcheck trace 1\nexpect holds\n\n"
      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "tag A 11111111-1111-1111-1111-111111111111\n\n"
      "offer 0 A shared  at 2M +2M seq 7, at 8M +2M seq 1 times 100, at 0 +2M seq 0\n"
      "offer 0 A  at 0 +4K times 65537\n";
  const auto parsed = parse(text).trace;
  const auto& members = std::get<Offer>(parsed.steps[0].operation).members;
  ASSERT_EQ(members.size(), 102u);
  EXPECT_EQ(members[100].seq, 100u);
  EXPECT_EQ(print(document(parsed)), text);
}

TEST(TraceText, ShowsTheLineAndTheColumnOfAnError) {
  const std::string text = "claimcheck trace 1\nregion 0 dynamic base 0 size oops\n";
  try {
    parse(text);
    FAIL();
  } catch (const SyntaxError& error) {
    EXPECT_EQ(describe(error, "x.trace", text),
              "x.trace:2:30: expected the region's size: digits and at most one of K, M, G, T, P, "
              "E, or 0x and hexadecimal digits, no "
              "more than 18446744073709551615 bytes\n"
              "  region 0 dynamic base 0 size oops\n"
              "                               ^\n");
  }
}

TEST(TraceText, RefusesWhatIsNoTraceOrNotWhole) {
  EXPECT_THROW(parse(""), SyntaxError);
  EXPECT_THROW(parse("claimcheck trace 2\n"), SyntaxError);
  EXPECT_THROW(parse("claimcheck trace 1\n"), SyntaxError) << "no region";
  EXPECT_THROW(parse("claimcheck trace 1\nregion 0 dynamic base 0 size 2M"), SyntaxError);
  EXPECT_THROW(parse(std::string(max_text_size + 1, '\n')), SyntaxError);
}

// The hostile input that an editor slip or a broken transfer makes.
TEST(TraceText, ParsesOrRefusesEveryPrefixAndEveryChangedByte) {
  const std::string text(every_operation);
  const auto parses_or_refuses = [](const std::string& input) {
    try {
      ASSERT_EQ(print(parse(input)), input);
    } catch (const SyntaxError& error) {
      ASSERT_GE(error.line(), 1u);
      ASSERT_GE(error.column(), 1u);
      ASSERT_FALSE(describe(error, "f", input).empty());
    }
  };
  for (std::size_t length = 0; length < text.size(); ++length) {
    parses_or_refuses(text.substr(0, length));
  }
  for (std::size_t place = 0; place < text.size(); place += 7) {
    for (int byte = 0; byte < 256; byte += 3) {
      std::string changed = text;
      changed[place] = static_cast<char>(byte);
      parses_or_refuses(changed);
    }
  }
}

}  // namespace
}  // namespace claimcheck::model
