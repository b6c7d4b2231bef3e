// SPDX-License-Identifier: MIT
#include "properties/text/count.hpp"

#include <gtest/gtest.h>

namespace claimcheck::text {
namespace {

TEST(Count, HasASingularForOneAlone) {
  EXPECT_EQ(count_of(0, "distinct defect"), "0 distinct defects");
  EXPECT_EQ(count_of(1, "distinct defect"), "1 distinct defect");
  EXPECT_EQ(count_of(12, "distinct defect"), "12 distinct defects");
}

}  // namespace
}  // namespace claimcheck::text
