// SPDX-License-Identifier: MIT
#include "properties/command/nearest_name.hpp"

#include <gtest/gtest.h>

namespace claimcheck::command {
namespace {

const std::vector<std::string> names{"run", "replay", "mutants", "audit"};

TEST(NearestName, IsTheOneWithTheFewestCharactersChanged) {
  EXPECT_EQ(nearest_name("rum", names), "run");
  EXPECT_EQ(nearest_name("replya", names), "replay");
  EXPECT_EQ(nearest_name("mutant", names), "mutants");
  EXPECT_EQ(nearest_name("auddit", names), "audit");
  EXPECT_EQ(nearest_name("run", names), "run");
}

TEST(NearestName, IsNoneWhereNoNameIsNear) {
  EXPECT_EQ(nearest_name("explain", names), "");
  EXPECT_EQ(nearest_name("xy", names), "");
  EXPECT_EQ(nearest_name("", names), "");
  EXPECT_EQ(nearest_name("run", {}), "");
}

}  // namespace
}  // namespace claimcheck::command
