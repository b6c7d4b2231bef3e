// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "model/clause.hpp"
#include "model/rules/sysfs_input.hpp"
#include "model/state.hpp"
#include "model/theorems.hpp"
#include "model/trace/bytes.hpp"
#include "model/trace/error_name.hpp"
#include "model/uuid.hpp"

namespace claimcheck::model {
namespace {

constexpr std::string_view some_uuid = "0123abcd-4567-89ab-cdef-0123456789ab";

TEST(Uuid, ReadsEitherCaseAndPrintsLowerCase) {
  const auto uuid = parse_uuid("0123ABCD-4567-89ab-CDEF-0123456789AB");
  ASSERT_TRUE(uuid);
  EXPECT_EQ(to_string(*uuid), some_uuid);
}

TEST(Uuid, RefusesEveryOtherLengthAndEveryMisplacedCharacter) {
  for (std::size_t length = 0; length < some_uuid.size(); ++length) {
    EXPECT_FALSE(parse_uuid(some_uuid.substr(0, length)));
  }
  EXPECT_FALSE(parse_uuid(std::string(some_uuid) + "0"));
  for (std::size_t position = 0; position < some_uuid.size(); ++position) {
    for (const char wrong : {'g', ' ', '\0', '/', ':', '@', '`'}) {
      std::string text(some_uuid);
      text[position] = wrong;
      EXPECT_FALSE(parse_uuid(text)) << text;
    }
    std::string text(some_uuid);
    text[position] = text[position] == '-' ? '0' : '-';
    EXPECT_FALSE(parse_uuid(text)) << text;
  }
}

TEST(WrittenText, TakesOneNewlineAndNothingElseW2) {
  EXPECT_TRUE(read_claim_text("0"));
  EXPECT_TRUE(read_claim_text("0\n"));
  EXPECT_TRUE(read_claim_text(std::string(some_uuid) + "\n"));
  for (const std::string_view text : {"", "\n", "00", "0 ", " 0", "0\n\n", "0\r\n", "+0"}) {
    EXPECT_FALSE(read_claim_text(text)) << text;
  }
  EXPECT_TRUE(read_claim_text(std::string_view("0\0x", 3)));  // W0: the text ends at its NUL
  EXPECT_FALSE(read_claim_text(std::string_view("0x\0", 3)));
  EXPECT_FALSE(
      read_claim_text(std::string_view("\0"
                                       "0",
                                       2)));
  EXPECT_FALSE(read_claim_text(std::string(some_uuid) + "x"));
}

TEST(WrittenText, ReadsSizesAsTheKernelDoesV3) {
  EXPECT_EQ(read_size_text("0"), 0u);
  EXPECT_EQ(read_size_text("+4096\n"), 4096u);
  EXPECT_EQ(read_size_text("0x1fF"), 0x1ffu);
  EXPECT_EQ(read_size_text("0X10"), 16u);
  EXPECT_EQ(read_size_text("010"), 8u);
  EXPECT_EQ(read_size_text("18446744073709551615"), UINT64_MAX);
  for (const std::string_view text : {"", "\n", "x", "0x", "-1", " 1", "1 ", "1\n\n", "08", "4k",
                                      "18446744073709551616", "++1", "0x-1"}) {
    EXPECT_FALSE(read_size_text(text)) << text;
  }
}

RC_GTEST_PROP(Bytes, ComeBackAsTheyWere, ()) {
  const auto value = *rc::gen::arbitrary<std::uint64_t>() << *rc::gen::element(0, 10, 20, 30, 60);
  RC_ASSERT(parse_bytes(bytes_text(value)) == value);
}

TEST(Bytes, RefusesWhatIsNoNumberOrTooLarge) {
  EXPECT_EQ(parse_bytes("4096T"), std::uint64_t{1} << 52);
  EXPECT_EQ(parse_bytes("1025K"), 1025u << 10);
  EXPECT_EQ(parse_bytes("0xffFF"), 0xffffu);
  EXPECT_EQ(parse_bytes("3P"), std::uint64_t{3} << 50);
  for (const std::string_view text :
       {"", "K", "1KK", "1k", "-1", "1 K", "18446744073709551616", "9999999999T", "16E", "0x",
        "0x1g", "0x1K", "0x10000000000000000"}) {
    EXPECT_FALSE(parse_bytes(text)) << text;
  }
}

TEST(ErrorName, ComesBackForEveryNumber) {
  for (int error = 1; error < 5000; ++error) EXPECT_EQ(parse_error_name(error_name(error)), error);
  EXPECT_EQ(error_name(22), "EINVAL");
  EXPECT_FALSE(parse_error_name("EWRONG"));
  EXPECT_FALSE(parse_error_name("errno-22"));
  EXPECT_FALSE(parse_error_name("errno-x"));
}

TEST(Clause, HasATableInOrderWithNamesThatComeBack) {
  std::set<std::string_view> names;
  for (const auto& row : clauses()) {
    EXPECT_EQ(parse_clause(row.name), row.clause);
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_LT(row.sentence.size(), 76u) << row.name;
  }
  EXPECT_EQ(names.size(), clause_count);
  EXPECT_FALSE(parse_clause("T6"));
}

struct Claimed {
  Setup setup;
  State state;
};

Claimed claimed() {
  Claimed value;
  value.setup.regions.push_back({RegionKind::dynamic, 0, 1u << 30, 2u << 20, 1, true});
  value.state = initial_state(value.setup);
  auto& region = value.state.regions[0];
  for (std::uint16_t seq = 1; seq <= 2; ++seq) {
    Extent extent;
    extent.start = seq * (4u << 20);
    extent.length = 2u << 20;
    extent.tag.bytes[0] = 1;
    extent.seq = seq;
    extent.use_count = 1;
    extent.mapped = true;
    extent.offered_of = 2;
    extent.origin = Origin::whole_offer;
    region.extents.push_back(extent);
    region.devices[0].ranges.push_back({(seq - 1u) * (2u << 20), seq - 1u});
  }
  region.devices[0].size = 4u << 20;
  region.devices[0].group_size = 2;
  return value;
}

TEST(Theorems, HoldOfAClaimedGroup) {
  const auto value = claimed();
  EXPECT_FALSE(false_theorem(value.setup, value.state));
}

// Each theorem has a state that only it refuses first: none is vacuous.
TEST(Theorems, EachRefusesTheStateThatItIsAbout) {
  const auto broken = [](auto change) {
    auto value = claimed();
    change(value.state.regions[0]);
    return false_theorem(value.setup, value.state);
  };
  EXPECT_EQ(broken([](Region& r) {
              r.devices.push_back(r.devices[0]);
              r.devices[1].index = 1;
            }),
            Clause::I1);
  EXPECT_EQ(broken([](Region& r) { r.extents[0].use_count = 0; }), Clause::I2);
  EXPECT_EQ(broken([](Region& r) { r.extents[0].mapped = false; }), Clause::I2);
  EXPECT_EQ(broken([](Region& r) {
              r.devices[0].ranges.pop_back();
              r.extents[1].use_count = 0;
              r.extents[1].mapped = false;
            }),
            Clause::I3);
  EXPECT_EQ(broken([](Region& r) { r.extents[1].tag.bytes[0] = 2; }), Clause::I3);
  EXPECT_EQ(broken([](Region& r) { r.devices[0].size += 1; }), Clause::I4);
  EXPECT_EQ(broken([](Region& r) {
              Extent extent = r.extents[0];
              extent.start = 0;
              extent.use_count = 0;
              extent.mapped = false;
              extent.tag.bytes[0] = 9;
              extent.seq = 2;
              r.extents.push_back(extent);
            }),
            Clause::I5);
  EXPECT_EQ(broken([](Region& r) { std::swap(r.extents[0].seq, r.extents[1].seq); }), Clause::I6);
  EXPECT_EQ(broken([](Region& r) { r.devices[0].ranges[1].offset += 4096; }), Clause::I6);
}

TEST(State, EncodesEqualStatesAlikeAndOthersApart) {
  const auto value = claimed();
  auto other = value;
  EXPECT_EQ(hash(value.state), hash(other.state));
  other.state.regions[0].devices[0].driver_bound = true;
  std::string bytes;
  std::string other_bytes;
  encode(value.state, bytes);
  encode(other.state, other_bytes);
  EXPECT_NE(bytes, other_bytes);
}

TEST(State, PrintsEveryRegionExtentAndRange) {
  const auto value = claimed();
  EXPECT_EQ(to_string(value.setup, value.state),
            "region 0 driver bound available 0\n"
            "  extent at 4M +2M 01000000-0000-0000-0000-000000000000 seq 1 use 1\n"
            "  extent at 8M +2M 01000000-0000-0000-0000-000000000000 seq 2 use 1\n"
            "  device 0.0 size 4M\n"
            "    range at page 0: 4M +2M\n"
            "    range at page 512: 8M +2M\n"
            "    mapping of page 0: 4M +2M\n"
            "    mapping of page 512: 8M +2M\n");
}

}  // namespace
}  // namespace claimcheck::model
