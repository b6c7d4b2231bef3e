// SPDX-License-Identifier: MIT
// Admission, devices and drivers: what the patch does not show keeps the contract.
#include <gtest/gtest.h>

#include "impl/posted/posted.h"
#include "impl/testing/engine.hpp"

namespace claimcheck::posted {
namespace {

using namespace claimcheck::testing;

constexpr std::uint64_t M = mega;

TEST(PostedAdmission, KeepsTheOrderOfTheContract) {
  Engine engine(claimcheck_posted_engine(), {dynamic_region(), dynamic_region()});
  EXPECT_EQ(engine.apply(offer_shared('0', {member(0, align, 1)})), -EINVAL);  // M1
  EXPECT_EQ(engine.apply(offer_shared('a', {member(0, align, 2)})), -EINVAL);  // M2
  EXPECT_EQ(engine.apply(offer('a', {member(0)})), 0);
  EXPECT_EQ(engine.apply(offer('a', {member(1, align, 0, 1)}, 1)), -EEXIST);  // M3
  EXPECT_EQ(engine.apply(offer('b', {member(1)})), -EINVAL);                  // M4
  EXPECT_EQ(engine.apply(offer('b', {member(0, 0)})), -EINVAL);
  EXPECT_EQ(engine.apply(offer('b', {member(region_size)})), -EINVAL);
  EXPECT_EQ(engine.apply(offer('b', {member(0), member(1)})), -EINVAL);
  EXPECT_EQ(engine.apply(offer('b', {member(2 * M), member(2 * M)})), -ENOSPC);
  EXPECT_EQ(engine.apply(offer('b', {member(2 * M), lost(0)})), -ENOSPC);
  EXPECT_EQ(engine.apply(offer('b', {member(2 * M)})), 0);
}

TEST(PostedAdmission, InjectsWhateverCanBePlaced) {
  Engine engine(claimcheck_posted_engine());
  EXPECT_EQ(engine.apply(inject('a', member(1, 1, 9))), 0);
  EXPECT_EQ(engine.apply(inject('a', member(1, 1, 9))), -ENOSPC);
  EXPECT_EQ(engine.apply(inject('a', member(0, 0))), -ENOSPC);
  EXPECT_EQ(engine.apply(inject('a', member(0, UINT64_MAX))), -ENOSPC);
  EXPECT_EQ(engine.apply(inject('a', {0, 4096, 0, 0})), -ENOSPC);
}

TEST(PostedAdmission, ReleasesAllOrNone) {
  Engine engine(claimcheck_posted_engine());
  engine.apply(offer('a', {member(0), member(2 * M)}));
  engine.apply(offer('0', {member(4 * M)}));
  engine.apply(claim('a'));
  engine.apply(inject('a', member(8 * M, align, 1)));
  EXPECT_EQ(engine.apply(release('a')), -EBUSY);
  EXPECT_EQ(engine.apply(release('b')), -ENOENT);
  EXPECT_EQ(engine.apply(release('0')), -ENOENT);
  EXPECT_EQ(engine.apply(release_at(0)), -ENOENT);
  EXPECT_EQ(engine.apply(release_at(4 * M)), 0);
  EXPECT_EQ(engine.apply(write_size("0")), 1);
  EXPECT_EQ(engine.apply(release('a')), 0);
  EXPECT_EQ(engine.snapshot().total_held(), 0u);
}

TEST(PostedDevices, ComeAndGoAsTheContractSays) {
  Engine engine(claimcheck_posted_engine(), {dynamic_region(), region_of_kind(CLAIMCHECK_STATIC)});
  EXPECT_EQ(engine.apply(create(1)), -EINVAL);
  EXPECT_EQ(engine.apply(create()), -ENOSPC);
  engine.apply(offer('0', {member(0), member(2 * M)}));
  EXPECT_EQ(engine.apply(create()), 1);
  EXPECT_EQ(engine.apply(create()), 2);
  EXPECT_EQ(engine.apply(remove({0, 0})), -EBUSY);
  EXPECT_EQ(engine.apply(remove({0, 1})), 0);
  EXPECT_EQ(engine.apply(remove({0, 1})), -ENODEV);
  EXPECT_EQ(engine.apply(write_uuid("nonsense", {0, 1})), -ENODEV);
  EXPECT_EQ(engine.apply(bind({0, 2})), -ENXIO);
  EXPECT_EQ(engine.apply(write_uuid("0", {0, 2})), 1);
  EXPECT_EQ(engine.apply(bind({0, 2})), 0);
  EXPECT_EQ(engine.apply(bind({0, 2})), -EBUSY);
  EXPECT_EQ(engine.apply(write_size("0", {0, 2})), -EBUSY);
  EXPECT_EQ(engine.apply(remove({0, 2})), -EBUSY);
  EXPECT_EQ(engine.apply(unbind({0, 2})), 0);
  EXPECT_EQ(engine.apply(unbind({0, 2})), -ENODEV);
  EXPECT_EQ(engine.apply(create()), 1);
}

TEST(PostedDevices, HaveTheModesOfTheContract) {
  Engine engine(claimcheck_posted_engine(), {dynamic_region(), region_of_kind(CLAIMCHECK_STATIC),
                                             region_of_kind(CLAIMCHECK_PLAIN)});
  const std::int64_t expected[3][3] = {{0644, 0644, 0444}, {0444, 0444, 0444}, {0444, 0644, 0644}};
  for (std::uint32_t region = 0; region < 3; region++) {
    for (std::uint32_t attribute = 0; attribute < 3; attribute++) {
      EXPECT_EQ(engine.apply(mode(static_cast<claimcheck_attribute>(attribute), {region, 0})),
                expected[region][attribute]);
    }
  }
}

TEST(PostedSites, AreAllReached) {
  Engine engine(claimcheck_posted_engine());
  engine.apply(offer('a', {member(0)}));
  engine.apply(create());
  engine.apply(claim('a'));
  const std::vector<std::string>& asked = engine.env().asked();
  for (const claimcheck_site* site = engine.api().sites; site->name; site++) {
    EXPECT_NE(std::find(asked.begin(), asked.end(), site->name), asked.end()) << site->name;
  }
}

}  // namespace
}  // namespace claimcheck::posted
