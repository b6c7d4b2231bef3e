// SPDX-License-Identifier: MIT
// Regions whose driver drops all that they have when it is unbound (R1 to R3).

#include <gtest/gtest.h>

#include <cerrno>

#include "impl/indexed/indexed.h"
#include "impl/testing/engine.hpp"
#include "impl/testing/operations.hpp"

namespace claimcheck::testing {
namespace {

claimcheck_region_setup dropping_region() {
  auto setup = dynamic_region();
  setup.unbind = CLAIMCHECK_DROPS;
  return setup;
}

TEST(IndexedUnbind, DropsDevicesAndExtentsWhetherTheyAreClaimedOrNot) {
  Engine engine(claimcheck_indexed_engine(), {dropping_region()});
  engine.apply(offer('a', {member(0)}));
  engine.apply(claim('a'));
  engine.apply(offer('b', {member(16 * 1024 * 1024)}));
  EXPECT_EQ(engine.apply(unbind_region()), 0);
  EXPECT_TRUE(engine.snapshot().devices.empty());
  EXPECT_TRUE(engine.snapshot().extents.empty());
}

TEST(IndexedUnbind, LeavesNoFileAndTakesNoExtent) {
  Engine engine(claimcheck_indexed_engine(), {dropping_region()});
  engine.apply(unbind_region());
  EXPECT_EQ(engine.apply(claim('a')), -ENODEV);
  EXPECT_EQ(engine.apply(offer('a', {member(0)})), -ENXIO);
  EXPECT_EQ(engine.read(read_available()), "error " + std::to_string(-ENODEV));
}

TEST(IndexedUnbind, StartsAnewWhenTheDriverIsBoundAgain) {
  Engine engine(claimcheck_indexed_engine(), {dropping_region()});
  engine.apply(offer('a', {member(0)}));
  engine.apply(claim('a'));
  engine.apply(unbind_region());
  EXPECT_EQ(engine.apply(bind_region()), 0);
  ASSERT_EQ(engine.snapshot().devices.size(), 1u);
  EXPECT_EQ(engine.read(read_size()), "0\n");
  // M3: the tag does not live on the host any more.
  EXPECT_EQ(engine.apply(offer('a', {member(0)})), 0);
}

}  // namespace
}  // namespace claimcheck::testing
