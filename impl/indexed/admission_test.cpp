// SPDX-License-Identifier: MIT
// M1 to M7: how extents come and go.
#include <gtest/gtest.h>

#include "impl/indexed/indexed.h"
#include "impl/testing/engine.hpp"

namespace claimcheck::indexed {
namespace {

using namespace claimcheck::testing;
using claimcheck::testing::Engine;

constexpr std::uint64_t M = mega;

TEST(IndexedAdmission, KeepsTheOrderOfTheContract) {
  Engine engine(claimcheck_indexed_engine(), {dynamic_region(), dynamic_region()});
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

TEST(IndexedAdmission, InjectsWhateverCanBePlaced) {
  Engine engine(claimcheck_indexed_engine());
  EXPECT_EQ(engine.apply(inject('a', member(1, 1, 9))), 0);
  EXPECT_EQ(engine.apply(inject('a', member(1, 1, 9))), -ENOSPC);
  EXPECT_EQ(engine.apply(inject('a', member(0, 0))), -ENOSPC);
  EXPECT_EQ(engine.apply(inject('a', member(0, UINT64_MAX))), -ENOSPC);
  EXPECT_EQ(engine.apply(inject('a', {0, 4096, 0, 0})), -ENOSPC);
}

TEST(IndexedAdmission, ReleasesAllOrNone) {
  Engine engine(claimcheck_indexed_engine());
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

TEST(IndexedSites, AreAllReached) {
  Engine engine(claimcheck_indexed_engine());
  engine.apply(offer('a', {member(0)}));
  engine.apply(offer('0', {member(2 * M)}));
  engine.apply(create());
  engine.apply(claim('a'));
  const std::vector<std::string>& asked = engine.env().asked();
  for (const claimcheck_site* site = engine.api().sites; site->name; site++) {
    EXPECT_NE(std::find(asked.begin(), asked.end(), site->name), asked.end()) << site->name;
  }
}

}  // namespace
}  // namespace claimcheck::indexed
