// SPDX-License-Identifier: MIT
// What the posted engine does right, and above all that each fault of the posted patch is here.
#include "impl/posted/posted.h"

#include <gtest/gtest.h>

#include "impl/testing/engine.hpp"

namespace claimcheck::posted {
namespace {

using namespace claimcheck::testing;
using claimcheck::testing::Range;

constexpr std::uint64_t M = mega;

Engine posted(std::uint32_t seq_base = 1) {
  return Engine(claimcheck_posted_engine(), {dynamic_region(seq_base)});
}

TEST(Posted, ClaimsAGroupInSequenceOrder) {
  Engine engine = posted();
  EXPECT_EQ(engine.apply(offer_shared(
                'a', {member(64 * M, 4 * M, 2), member(0, 2 * M, 3), member(128 * M, 6 * M, 1)})),
            0);
  EXPECT_EQ(engine.apply(claim('a')), 36);
  const Device device = engine.snapshot().device(0, 0);
  const std::vector<Range> expected{{0, region_base + 128 * M, 6 * M},
                                    {6 * M / 4096, region_base + 64 * M, 4 * M},
                                    {10 * M / 4096, region_base, 2 * M}};
  EXPECT_EQ(device.ranges, expected);
  EXPECT_EQ(device.mappings.size(), 3u);
  EXPECT_EQ(device.size, 12 * M);
  EXPECT_EQ(engine.read(read_uuid()), tag_text('a') + "\n");
  EXPECT_EQ(engine.read(read_available()), "0\n");
}

TEST(Posted, TakesTheRegionLockBeforeTheDeviceLock) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0)}));
  engine.env().plan({});
  engine.apply(claim('a'));
  const std::vector<std::string> expected{"sysfs (read)", "region-lock", "device-lock"};
  EXPECT_EQ(engine.env().locked(), expected);
}

TEST(Posted, GivesEverythingBackWhenTheSizeIsWrittenZero) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0), member(2 * M)}));
  const Snapshot before = engine.snapshot();
  engine.apply(claim('a'));
  EXPECT_EQ(engine.apply(write_size("0\n")), 2);
  EXPECT_EQ(engine.snapshot(), before);
  engine.clear();
  EXPECT_EQ(engine.snapshot().total_held(), 0u);
}

TEST(Posted, RefusesAGapAndWarnsOnce) {
  Engine engine = posted();
  engine.apply(offer('a', {lost(0), member(2 * M)}));
  EXPECT_EQ(engine.apply(claim('a')), -EINVAL);
  EXPECT_EQ(engine.apply(claim('a')), -EINVAL);
  EXPECT_EQ(engine.env().warnings().size(), 1u);
}

// The fault against W6.
TEST(Posted, AppendsToADeviceThatIsAlreadyClaimed) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0)}));
  engine.apply(offer('b', {member(2 * M)}));
  EXPECT_EQ(engine.apply(claim('a')), 36);
  EXPECT_EQ(engine.apply(claim('b')), 36);
  EXPECT_EQ(engine.snapshot().device(0, 0).size, 4 * M);
}

// The fault against T3.
TEST(Posted, ClaimsAGroupThatLostItsTail) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0), member(2 * M), lost(4 * M)}));
  EXPECT_EQ(engine.apply(claim('a')), 36);
}

// The faults against T4 and U1.
TEST(Posted, ClaimsMisalignedExtents) {
  Engine engine = posted();
  engine.apply(inject('a', member(4096, 4096, 1)));
  EXPECT_EQ(engine.apply(claim('a')), 36);
  engine.apply(write_size("0"));
  engine.apply(inject('0', member(65536, 4096)));
  EXPECT_EQ(engine.apply(write_uuid("0")), 1);
}

// The fault against W2.
TEST(Posted, AcceptsWhateverFollowsTheUuid) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0)}));
  EXPECT_EQ(engine.apply(write_uuid(tag_text('a') + "-and more")), 45);
  engine.apply(write_size("0"));
  engine.apply(offer('0', {member(2 * M)}));
  EXPECT_EQ(engine.apply(write_uuid(std::string("0\0more", 6))), 6);
}

TEST(Posted, RefusesATextThatIsTooShort) {
  Engine engine = posted();
  const std::string whole = tag_text('a');
  EXPECT_EQ(engine.apply(write_uuid("")), 0);  // W0
  for (std::size_t length = 1; length < whole.size(); length++) {
    EXPECT_EQ(engine.apply(write_uuid(whole.substr(0, length))), -EINVAL) << length;
  }
  EXPECT_EQ(engine.apply(write_uuid("00")), -EINVAL);
  EXPECT_EQ(engine.apply(write_uuid("0\n\n")), -EINVAL);
}

// The fault against V1.
TEST(Posted, ReadsZeroBackWhereThereIsNoTag) {
  Engine engine = posted();
  EXPECT_EQ(engine.read(read_uuid()), "0\n");
  engine.apply(offer('0', {member(0)}));
  engine.apply(write_uuid("0\n"));
  EXPECT_EQ(engine.read(read_uuid()), "0\n");
}

// The fault against T2 where sequences start with 0.
TEST(Posted, RefusesAGroupThatStartsWithZero) {
  Engine engine = posted(0);
  engine.apply(offer('a', {member(0), member(2 * M)}));
  EXPECT_EQ(engine.apply(claim('a')), -EINVAL);
}

// The fault against V3: a size that is no multiple of the align is -EINVAL before all else.
TEST(Posted, DoesNotLookAtTheAlignOfASize) {
  Engine engine = posted();
  EXPECT_EQ(engine.apply(write_size("4097")), -EOPNOTSUPP);
  engine.apply(unbind_region());
  EXPECT_EQ(engine.apply(write_size("4097")), -ENXIO);
  EXPECT_EQ(engine.apply(write_size("4097x")), -EINVAL);
}

// The fault against A1: trim undoes a use count that was never taken.
TEST(Posted, WrapsTheUseCountWhenRegisteringAMappingFails) {
  Engine engine = posted();
  engine.apply(offer('0', {member(0)}));
  engine.env().plan({{"register-mapping", 1, false, -EIO}});
  EXPECT_EQ(engine.apply(write_uuid("0")), -EIO);
  EXPECT_EQ(engine.snapshot().use_count(region_base), UINT32_MAX);
  EXPECT_EQ(engine.apply(write_uuid("0")), -ENOENT);
  EXPECT_EQ(engine.apply(release_at(0)), -EBUSY);
}

// The fault against A1: rollback trims, and trim does not unregister.
TEST(Posted, LeavesTheMappingsOfARollbackRegistered) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0), member(2 * M), member(4 * M)}));
  EXPECT_EQ(engine.apply(create()), 1);
  engine.env().plan({{"grow-ranges", 3, false, -ENOMEM}});
  EXPECT_EQ(engine.apply(claim('a', {0, 1})), -ENOMEM);
  const Snapshot after = engine.snapshot();
  EXPECT_EQ(after.device(0, 1).ranges.size(), 0u);
  EXPECT_EQ(after.device(0, 1).mappings.size(), 2u);
  EXPECT_EQ(after.held.at("mappings"), 2u);
  for (const Extent& extent : after.extents) EXPECT_EQ(extent.use_count, 0u);
  // They go with the device.
  EXPECT_EQ(engine.apply(remove({0, 1})), 0);
  EXPECT_EQ(engine.snapshot().held.at("mappings"), 0u);
}

TEST(Posted, RollsBackAFailedReservationOfALaterMember) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0), member(2 * M)}));
  for (const char* site : {"collect-group", "reserve-range", "grow-ranges"}) {
    engine.env().plan({{site, 1, false, -ENOMEM}});
    const Snapshot before = engine.snapshot();
    EXPECT_EQ(engine.apply(claim('a')), -ENOMEM) << site;
    EXPECT_EQ(engine.snapshot(), before) << site;
  }
  engine.env().plan({});
  EXPECT_EQ(engine.apply(claim('a')), 36);
}

TEST(Posted, AddsAGroupWhollyOrNotAtAll) {
  for (const char* site : {"add-extent", "reserve-extent"}) {
    Engine engine = posted();
    const Snapshot before = engine.snapshot();
    engine.env().plan({{site, 3, false, -ENOMEM}});
    EXPECT_EQ(engine.apply(offer('a', {member(0), member(2 * M), member(4 * M)})), -ENOMEM);
    EXPECT_EQ(engine.snapshot(), before) << site;
  }
}

TEST(Posted, IsDestroyedInAnyState) {
  Engine engine = posted();
  engine.apply(offer('a', {member(0), member(2 * M)}));
  engine.apply(offer('0', {member(4 * M)}));
  engine.env().plan({{"register-mapping", 2, true, -EIO}});
  engine.apply(claim('a'));
  engine.apply(write_uuid("0"));
  engine.apply(create());
}

}  // namespace
}  // namespace claimcheck::posted
