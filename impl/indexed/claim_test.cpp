// SPDX-License-Identifier: MIT
// The write of `uuid`, clause by clause.
#include <gtest/gtest.h>

#include "impl/indexed/indexed.h"
#include "impl/testing/engine.hpp"

namespace claimcheck::indexed {
namespace {

using namespace claimcheck::testing;
using claimcheck::testing::Engine;
using claimcheck::testing::Range;
using claimcheck::testing::Snapshot;

constexpr std::uint64_t M = mega;

Engine indexed(std::uint32_t seq_base = 1) {
  return Engine(claimcheck_indexed_engine(), {dynamic_region(seq_base)});
}

TEST(IndexedClaim, W1IsRefusedOutsideDynamicRegionsWhateverTheText) {
  Engine engine(claimcheck_indexed_engine(),
                {region_of_kind(CLAIMCHECK_STATIC), region_of_kind(CLAIMCHECK_PLAIN)});
  EXPECT_EQ(engine.apply(write_uuid("nonsense", {0, 0})), -EOPNOTSUPP);
  EXPECT_EQ(engine.apply(write_uuid("0", {1, 0})), -EOPNOTSUPP);
}

TEST(IndexedClaim, W2ToW6AreCheckedInThatOrder) {
  Engine engine = indexed();
  engine.apply(offer('a', {member(0)}));
  engine.apply(claim('a'));
  engine.apply(unbind_region());
  engine.env().plan({{"region-lock", 1, true, -EINTR}});
  EXPECT_EQ(engine.apply(write_uuid("x")), -EINVAL);
  EXPECT_EQ(engine.apply(claim('a')), -EINTR);
  engine.env().plan({{"device-lock", 1, true, -EINTR}});
  EXPECT_EQ(engine.apply(claim('a')), -ENXIO);
  engine.apply(bind_region());
  EXPECT_EQ(engine.apply(claim('a')), -EINTR);
  engine.env().plan({});
  EXPECT_EQ(engine.apply(claim('b')), -EBUSY);
}

TEST(IndexedClaim, W2TheNullUuidInFullMeansTheSameAsZero) {
  Engine engine = indexed();
  engine.apply(offer('0', {member(0)}));
  EXPECT_EQ(engine.apply(write_uuid(tag_text('0') + "\n")), 37);
  EXPECT_EQ(engine.snapshot().device(0, 0).size, align);
}

TEST(IndexedClaim, T1CountsOnlyFreeExtentsOfTheRegion) {
  Engine engine(claimcheck_indexed_engine(), {dynamic_region(), dynamic_region()});
  engine.apply(offer('a', {member(0), member(align)}));
  engine.apply(create());
  EXPECT_EQ(engine.apply(claim('a', {1, 0})), -ENOENT);
  EXPECT_EQ(engine.apply(claim('a', {0, 1})), 36);
  EXPECT_EQ(engine.apply(claim('a')), -ENOENT);
}

TEST(IndexedClaim, T2RefusesGapsDuplicatesAndAnotherBase) {
  for (const std::uint16_t other : {std::uint16_t{0}, std::uint16_t{1}, std::uint16_t{3}}) {
    Engine engine = indexed();
    engine.apply(inject('a', member(0, align, other)));
    engine.apply(inject('a', member(align, align, 1)));
    EXPECT_EQ(engine.apply(claim('a')), -EINVAL) << other;
  }
}

TEST(IndexedClaim, T2StartsWithTheRegionsBase) {
  Engine engine = indexed(0);
  engine.apply(offer('a', {member(0), member(align)}));
  EXPECT_EQ(engine.apply(claim('a')), 36);
}

TEST(IndexedClaim, T3RefusesADensePrefixOfWhatWasOffered) {
  Engine engine = indexed();
  engine.apply(offer('a', {member(0), member(align), lost(2 * align)}));
  EXPECT_EQ(engine.apply(claim('a')), -EINVAL);
}

TEST(IndexedClaim, T3DoesNotApplyToExtentsThatWereInjected) {
  Engine engine = indexed();
  engine.apply(offer('a', {member(0), member(align)}));
  engine.apply(create());
  EXPECT_EQ(engine.apply(claim('a')), 36);
  engine.apply(inject('a', member(8 * M, align, 1)));
  EXPECT_EQ(engine.apply(claim('a', {0, 1})), 36);
  // Together again they are three, two of them with one number.
  engine.apply(write_size("0"));
  engine.apply(write_size("0", {0, 1}));
  EXPECT_EQ(engine.apply(claim('a')), -EINVAL);
}

TEST(IndexedClaim, T4RefusesAMisalignedMember) {
  Engine engine = indexed();
  engine.apply(inject('a', member(0, align, 1)));
  engine.apply(inject('a', member(align, 4096, 2)));
  engine.apply(inject('b', member(align + 4096, align, 1)));
  EXPECT_EQ(engine.apply(claim('a')), -EINVAL);
  EXPECT_EQ(engine.apply(claim('b')), -EINVAL);
}

TEST(IndexedClaim, T5CarvesInSequenceOrderWhateverTheAddresses) {
  Engine engine = indexed();
  engine.apply(offer_shared(
      'a', {member(64 * M, 4 * M, 2), member(0, 2 * M, 3), member(128 * M, 6 * M, 1)}));
  EXPECT_EQ(engine.apply(claim('a')), 36);
  const Snapshot after = engine.snapshot();
  const std::vector<Range> expected{{0, region_base + 128 * M, 6 * M},
                                    {6 * M / 4096, region_base + 64 * M, 4 * M},
                                    {10 * M / 4096, region_base, 2 * M}};
  EXPECT_EQ(after.device(0, 0).ranges, expected);
  EXPECT_EQ(after.device(0, 0).mappings.size(), 3u);
  EXPECT_EQ(after.device(0, 0).size, 12 * M);
  EXPECT_EQ(after.regions[0].available_size, 0u);
  for (const testing::Extent& extent : after.extents) EXPECT_EQ(extent.use_count, 1u);
}

TEST(IndexedClaim, U1TakesTheFirstAlignedInArrivalOrder) {
  Engine engine = indexed();
  engine.apply(inject('0', member(0, 4096)));
  engine.apply(offer('0', {member(64 * M)}));
  engine.apply(offer('0', {member(32 * M)}));
  engine.apply(create());
  EXPECT_EQ(engine.apply(write_uuid("0")), 1);
  EXPECT_EQ(engine.snapshot().use_count(region_base + 64 * M), 1u);
  EXPECT_EQ(engine.apply(write_uuid("0", {0, 1})), 1);
  // Given back, it is the first again: arrival order is not the order of coming back.
  engine.apply(write_size("0", {0, 1}));
  engine.apply(write_size("0"));
  EXPECT_EQ(engine.apply(write_uuid("0")), 1);
  EXPECT_EQ(engine.snapshot().use_count(region_base + 64 * M), 1u);
}

TEST(IndexedClaim, U2TellsNoneFromNoneAligned) {
  Engine engine = indexed();
  EXPECT_EQ(engine.apply(write_uuid("0")), -ENOENT);
  engine.apply(inject('0', member(4096, align)));
  EXPECT_EQ(engine.apply(write_uuid("0")), -EINVAL);
  engine.apply(release_at(4096));
  EXPECT_EQ(engine.apply(write_uuid("0")), -ENOENT);
}

TEST(IndexedClaim, TakesTheLocksOfTheRegionTheDeviceAndTheGroupInThisOrder) {
  Engine engine = indexed();
  engine.apply(offer('a', {member(0)}));
  engine.env().plan({});
  engine.apply(claim('a'));
  const std::vector<std::string> expected{"region-lock (read)", "device-lock", "group-lock",
                                          "available-size"};
  EXPECT_EQ(engine.env().locked(), expected);
}

}  // namespace
}  // namespace claimcheck::indexed
