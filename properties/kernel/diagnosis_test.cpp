// SPDX-License-Identifier: MIT
#include "properties/kernel/diagnosis.hpp"

#include <gtest/gtest.h>

namespace claimcheck::kernel {
namespace {

const std::vector<std::string> known = {"device_add", "get_device", "kfree", "put_device"};

TEST(Diagnosis, NamesEachMissingFunctionOnceWithItsFirstUseAndTheNearestName) {
  const auto diagnosis = diagnose(
      "tree/drivers/dax/bus.c:12:3: error: implicit declaration of function 'device_ad'\n"
      "tree/drivers/dax/bus.c:40:3: error: implicit declaration of function 'device_ad'\n",
      "tree", known);
  EXPECT_EQ(to_string(diagnosis),
            "the shims lack 1 name that this tree uses:\n"
            "  function device_ad  used at drivers/dax/bus.c:12  (nearest: device_add)");
}

TEST(Diagnosis, KnowsTypesMembersNamesAndHeaders) {
  const auto diagnosis = diagnose(
      "t/a.c:1:10: fatal error: linux/none.h: No such file or directory\n"
      "t/a.c:2:1: error: unknown type name 'struct_x'\n"
      "t/a.c:3:1: error: 'struct device' has no member named 'wings'\n"
      "t/a.c:4:1: error: 'FLAG_X' undeclared (first use in this function)\n"
      "/usr/bin/ld: t/a.c:5: undefined reference to `no_such'\n",
      "t", {});
  ASSERT_EQ(diagnosis.missing.size(), 5u);
  EXPECT_EQ(diagnosis.missing[0].kind, "header");
  EXPECT_EQ(diagnosis.missing[1].name, "struct_x");
  EXPECT_EQ(diagnosis.missing[2].kind, "member");
  EXPECT_EQ(diagnosis.missing[3].where, "a.c:4");
  EXPECT_EQ(diagnosis.missing[4].where, "a.c:5");
}

TEST(Diagnosis, ShowsTheFirstErrorWhereNoNameIsMissing) {
  const auto diagnosis =
      diagnose("t/bus.c:7:9: error: expected ';' before '}' token\n", "t", known);
  EXPECT_EQ(to_string(diagnosis), "bus.c:7:9: error: expected ';' before '}' token");
}

TEST(Diagnosis, SuggestsNoNameThatIsTooDifferent) {
  EXPECT_EQ(nearest_name("completely_other", known), "");
  EXPECT_EQ(nearest_name("kfre", known), "kfree");
}

TEST(Diagnosis, FindsTheIdentifiersOfAText) {
  EXPECT_EQ(identifiers("int f(u8 a1) { return 0x1f + a1; }"),
            (std::vector<std::string>{"a1", "f", "int", "return", "u8"}));
}

}  // namespace
}  // namespace claimcheck::kernel
