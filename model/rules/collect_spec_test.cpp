// SPDX-License-Identifier: MIT
#include "model/rules/collect_spec.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/concrete/concrete_collection.hpp"

namespace claimcheck::model {
namespace {

Uuid tag_of(std::uint8_t letter) {
  Uuid uuid;
  uuid.bytes.fill(letter);
  return uuid;
}

// More than the 128 turns at which not every loop head is checked.
RC_GTEST_PROP(CollectSpecification, FindsTheFreeExtentsOfTheTagInArrivalOrderT1, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(0, 200);
  Region region;
  std::vector<std::uint32_t> expected;
  for (std::size_t i = 0; i < count; ++i) {
    Extent extent;
    extent.tag = tag_of(*rc::gen::inRange<std::uint8_t>(0, 3));
    extent.use_count = *rc::gen::inRange<std::uint64_t>(0, 2);
    if (extent.tag == tag_of(1) && extent.use_count == 0) {
      expected.push_back(static_cast<std::uint32_t>(i));
    }
    region.extents.push_back(extent);
  }
  RC_ASSERT(ConcreteCollection<Checks::on>(region, tag_of(1)).run() == expected);
  RC_ASSERT(ConcreteCollection<Checks::off>(region, tag_of(1)).run() == expected);
}

TEST(CollectSpecification, FailsWhereOneThatIsWantedIsLeftOut) {
  Region region;
  region.extents.resize(2);
  ConcreteCollection<Checks::on> d(region, Uuid{});
  std::vector<std::uint32_t> members{0};
  std::vector<std::uint64_t> places(2);
  Collected<ConcreteCollection<Checks::on>> now{1, {&members}, {&places, 0}};
  EXPECT_TRUE(collected(d, now, 1));
  EXPECT_FALSE(collected(d, now, 2));
}

}  // namespace
}  // namespace claimcheck::model
