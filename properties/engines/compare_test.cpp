// SPDX-License-Identifier: MIT
// Each thing that a snapshot says, once wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/engines/translate.hpp"

namespace claimcheck::engines {
namespace {

std::multiset<std::string> sorted_lines(const std::string& text) {
  std::istringstream in(text);
  std::multiset<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::string bytes_of(const Snapshot& snapshot) {
  std::string bytes;
  encode(snapshot, bytes);
  return bytes;
}

// Two regions; in the first a claimed group of two and a free untagged extent.
class Comparing : public ::testing::Test {
 protected:
  Comparing()
      : trace_(model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
region 1 plain base 8G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111
offer 0 A  at 8M +4M, at 0 +2M
offer 0 untagged  at 16M +2M
write 0.0 uuid A
bind 0.0
create 0
)")
                   .trace),
        state_(model::initial_state(trace_.setup)) {
    Instance instance(Engine::named("indexed"), trace_.setup);
    for (const auto& step : trace_.steps) {
      model::step<model::Checks::on>(trace_.setup, state_, step.operation);
      const Translated translated(step.operation);
      claimcheck_outcome outcome{};
      instance.running().apply(translated.get(), outcome);
    }
    take(instance.running(), snapshot_);
  }

  // Changes the snapshot and says what that is taken for.
  std::string aspect(const std::function<void(Snapshot&)>& change) const {
    auto changed = snapshot_;
    change(changed);
    const auto mismatch = compare(trace_.setup, state_, changed);
    if (!mismatch) return "none";
    EXPECT_NE(mismatch->message, "");
    EXPECT_EQ(mismatch->message.find('\n'), std::string::npos);
    EXPECT_NE(bytes_of(changed), bytes_of(snapshot_));
    return mismatch->aspect;
  }

  model::Trace trace_;
  model::State state_;
  Snapshot snapshot_;
};

TEST_F(Comparing, FindsTheTrueSnapshotEqual) {
  EXPECT_EQ(aspect([](Snapshot&) {}), "none");
  EXPECT_EQ(sorted_lines(to_string(trace_.setup, snapshot_)),
            sorted_lines(to_string(trace_.setup, state_)));
  const auto copy = snapshot_;
  EXPECT_EQ(bytes_of(copy), bytes_of(snapshot_));
}

TEST_F(Comparing, SeesEveryNumberOfAnExtent) {
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents.pop_back(); }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents.push_back(s.extents[0]); }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[0].start += 1; }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[0].length += 1; }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[0].seq = 7; }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[0].tag.bytes[15] = 7; }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[0].region = 0xffffffff; }), "extents");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[0].use_count = 0; }), "use count");
  EXPECT_EQ(aspect([](Snapshot& s) { s.extents[2].use_count = 0xffffffff; }), "use count");
}

TEST_F(Comparing, SeesEveryNumberOfADevice) {
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices.pop_back(); }), "devices");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].region = 9; }), "devices");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[1].index = 9; }), "devices");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].size += 1; }), "size");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].driver_bound = false; }), "driver");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].ranges.pop_back(); }), "ranges");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[1].ranges = s.devices[0].ranges; }), "ranges");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].ranges[1].start += 1; }), "ranges");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].ranges[1].length += 1; }), "ranges");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].ranges[1].page_offset += 1; }), "page offset");
}

TEST_F(Comparing, SeesTheOrderOfTheRanges) {
  EXPECT_EQ(aspect([](Snapshot& s) { std::swap(s.devices[0].ranges[0], s.devices[0].ranges[1]); }),
            "ranges");
}

TEST_F(Comparing, SeesEveryNumberOfAMapping) {
  const auto mapping = [](Snapshot & s) -> auto& {
    return s.devices[0].mappings[0];
  };
  EXPECT_EQ(aspect([&](Snapshot& s) { mapping(s).start += 1; }), "mappings");
  EXPECT_EQ(aspect([&](Snapshot& s) { mapping(s).length += 1; }), "mappings");
  EXPECT_EQ(aspect([&](Snapshot& s) { mapping(s).page_offset += 1; }), "mappings");
  EXPECT_EQ(aspect([](Snapshot& s) { s.devices[0].mappings.pop_back(); }), "mappings");
  EXPECT_EQ(aspect([&](Snapshot& s) { s.devices[1].mappings.push_back(mapping(s)); }), "mappings");
}

TEST_F(Comparing, SeesEveryNumberOfARegion) {
  EXPECT_EQ(aspect([](Snapshot& s) { s.regions.pop_back(); }), "regions");
  EXPECT_EQ(aspect([](Snapshot& s) { s.regions[1].region = 5; }), "regions");
  EXPECT_EQ(aspect([](Snapshot& s) { s.regions[0].driver_bound = 0; }), "driver");
  EXPECT_EQ(aspect([](Snapshot& s) { s.regions[0].available_size = 0; }), "available size");
  EXPECT_EQ(aspect([](Snapshot& s) { s.regions[1].available_size += 1; }), "available size");
}

TEST_F(Comparing, PutsAComplaintBeforeAllElse) {
  EXPECT_EQ(aspect([](Snapshot& s) {
              s.complaint = "the snapshot has more than a million entries";
              s.extents.clear();
            }),
            "snapshot");
}

TEST_F(Comparing, SeesWhatIsHeld) {
  Snapshot snapshot;
  EXPECT_FALSE(anything_held(snapshot));
  snapshot.held = {"reservations", 2};
  ASSERT_TRUE(anything_held(snapshot));
  EXPECT_EQ(anything_held(snapshot)->message, "nothing is in use, and 2 reservations still held");
  snapshot.held.kind = "\x01s";
  EXPECT_EQ(anything_held(snapshot)->message, "nothing is in use, and 2 \\x01s still held");
}

// The order in which an engine shows its extents is remembered and used again.
TEST(Snapshot, OfManyExtentsIsSortedWhateverOrderTheyComeIn) {
  auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111
)")
                   .trace;
  Snapshot reused;
  Instance instance(Engine::named("indexed"), trace.setup);
  for (std::uint64_t round = 0; round < 40; ++round) {
    model::Offer offer;
    offer.tag.bytes.fill(static_cast<std::uint8_t>(round * 89 % 251 + 1));
    for (std::uint64_t member = 0; member < 5; ++member) {
      const auto at = (round * 5 + member) * 37 % 200;
      offer.members.push_back({trace.setup.regions[0].base + (at << 21), 2u << 20, 0, false});
    }
    const Translated translated(model::Operation{offer});
    claimcheck_outcome outcome{};
    instance.running().apply(translated.get(), outcome);
    Snapshot fresh;
    take(instance.running(), fresh);
    take(instance.running(), reused);
    ASSERT_EQ(reused.extents.size(), (round + 1) * 5);
    EXPECT_TRUE(std::ranges::is_sorted(reused.extents, {}, &claimcheck_extent::start));
    EXPECT_TRUE(same(fresh, reused));
  }
}

}  // namespace
}  // namespace claimcheck::engines
