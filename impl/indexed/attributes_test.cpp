// SPDX-License-Identifier: MIT
// V1 to V8: reading, sizing, visibility.
#include <gtest/gtest.h>

#include "impl/indexed/indexed.h"
#include "impl/testing/engine.hpp"

namespace claimcheck::indexed {
namespace {

using namespace claimcheck::testing;
using claimcheck::testing::Engine;

constexpr std::uint64_t M = mega;

TEST(IndexedReading, V1ShowsTheTagOrTheNullUuid) {
  Engine engine(claimcheck_indexed_engine(), {dynamic_region(), region_of_kind(CLAIMCHECK_PLAIN)});
  EXPECT_EQ(engine.read(read_uuid()), tag_text('0') + "\n");
  EXPECT_EQ(engine.read(read_uuid({1, 0})), tag_text('0') + "\n");
  engine.apply(offer('a', {member(0)}));
  engine.apply(write_uuid("AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA"));
  EXPECT_EQ(engine.read(read_uuid()), tag_text('a') + "\n");
  engine.apply(write_size("0"));
  EXPECT_EQ(engine.read(read_uuid()), tag_text('0') + "\n");
}

TEST(IndexedReading, V2AndV5ShowWhatIsHeldAndWhatIsFree) {
  Engine engine(claimcheck_indexed_engine(), {dynamic_region(), region_of_kind(CLAIMCHECK_PLAIN)});
  engine.apply(offer('a', {member(0), member(2 * M)}));
  engine.apply(offer('0', {member(4 * M)}));
  EXPECT_EQ(engine.read(read_available()), std::to_string(6 * M) + "\n");
  engine.apply(claim('a'));
  EXPECT_EQ(engine.read(read_available()), std::to_string(2 * M) + "\n");
  EXPECT_EQ(engine.read(read_size()), std::to_string(4 * M) + "\n");
  EXPECT_EQ(engine.read(read_size({1, 0})), "0\n");
  EXPECT_EQ(engine.read(read_available(1)), std::to_string(region_size) + "\n");
  EXPECT_EQ(engine.read(read_size({0, 7})), "error " + std::to_string(-ENODEV));
}

TEST(IndexedSizing, V3IsCheckedInTheOrderOfTheContract) {
  Engine engine(claimcheck_indexed_engine());
  engine.apply(offer('a', {member(0)}));
  engine.apply(claim('a'));
  engine.apply(bind());
  engine.apply(unbind_region());
  for (const char* text : {"x", "1", "4097", "-0", "0 "}) {
    EXPECT_EQ(engine.apply(write_size(text)), -EINVAL) << text;
  }
  EXPECT_EQ(engine.apply(write_size("")), 0);  // W0
  EXPECT_EQ(engine.apply(write_size("0")), -ENXIO);
  engine.apply(bind_region());
  EXPECT_EQ(engine.apply(write_size("0")), -EBUSY);
  EXPECT_EQ(engine.apply(write_size("2097152")), -EBUSY);
  engine.apply(unbind());
  EXPECT_EQ(engine.apply(write_size("0x200000\n")), 9);
  EXPECT_EQ(engine.apply(write_size("4194304")), -EOPNOTSUPP);
  EXPECT_EQ(engine.apply(write_size("0")), 1);
  EXPECT_EQ(engine.apply(write_size("0")), 1);
  EXPECT_EQ(engine.apply(write_size("4194304")), -EOPNOTSUPP);
}

TEST(IndexedDevices, ComeAndGoAsTheContractSays) {
  Engine engine(claimcheck_indexed_engine(), {dynamic_region(), region_of_kind(CLAIMCHECK_STATIC)});
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

TEST(IndexedDevices, HaveTheModesOfTheContract) {
  Engine engine(claimcheck_indexed_engine(), {dynamic_region(), region_of_kind(CLAIMCHECK_STATIC),
                                              region_of_kind(CLAIMCHECK_PLAIN)});
  const std::int64_t expected[3][3] = {{0644, 0644, 0444}, {0444, 0444, 0444}, {0444, 0644, 0644}};
  for (std::uint32_t region = 0; region < 3; region++) {
    for (std::uint32_t attribute = 0; attribute < 3; attribute++) {
      EXPECT_EQ(engine.apply(mode(static_cast<claimcheck_attribute>(attribute), {region, 0})),
                expected[region][attribute]);
    }
  }
}

}  // namespace
}  // namespace claimcheck::indexed
