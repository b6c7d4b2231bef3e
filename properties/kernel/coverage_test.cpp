// SPDX-License-Identifier: MIT
#include "properties/kernel/coverage.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace claimcheck::kernel {
namespace {

TEST(KernelCoverage, FindsTheReturnAddressOfEachCallOfTheHook) {
  const auto calls = hook_calls(
      "0000000000001110 <claim>:\n"
      "    1110:\tpush   %rbx\n"
      "    111b:\tcall   1184 <__sanitizer_cov_trace_pc>\n"
      "    1120:\tcmp    $0x3,%ebx\n"
      "    1125:\tcall   1190 <other>\n"
      "    112a:\tret\n"
      "0000000000001130 <undo.part.0>:\n"
      "    1131:\tcall   1184 <__sanitizer_cov_trace_pc@plt>\n"
      "    1136:\tret\n");
  EXPECT_EQ(calls, (std::vector<std::uint64_t>{0x1120, 0x1136}));
}

TEST(KernelCoverage, PlacesABlockInTheInnermostFunctionOfTheTree) {
  const auto places = places_of(
      "0x0000000000001120\n"
      "dev_get_drvdata\n"
      "shims/device.h:129\n"
      "claim.isra.0\n"
      "tree/bus.c:12 (discriminator 3)\n"
      "store\n"
      "tree/bus.c:99\n"
      "0x0000000000001136\n"
      "??\n"
      "??:0\n",
      "tree");
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0].address, 0x1120u);
  EXPECT_EQ(places[0].block.function, "claim");
  EXPECT_EQ(places[0].block.file, "bus.c");
  EXPECT_EQ(places[0].block.line, 12);
  EXPECT_EQ(places[0].discriminator, " (discriminator 3)");
  EXPECT_EQ(places[1].block.file, "");
}

TEST(KernelCoverage, TellsTheHookOfTheMapOnlyWhileThereIsOne) {
  {
    CoverageMap map;
    ASSERT_NE(std::getenv(coverage_variable), nullptr);
    EXPECT_EQ(map.marks().size(), coverage_bytes);
    EXPECT_EQ(map.marks().find_first_not_of('\0'), std::string_view::npos);
  }
  EXPECT_EQ(std::getenv(coverage_variable), nullptr);
}

FileCoverage example() {
  return {"bus.c",
          {{"f", "bus.c", 1, true},
           {"f", "bus.c", 2, false},
           {"f", "bus.c", 2, true},
           {"f", "bus.c", 3, false},
           {"g", "bus.c", 5, false}}};
}

TEST(KernelCoverage, MarksTheLinesThatAreReachedInPartOrNotAtAll) {
  EXPECT_EQ(annotate(example(), "a\nb\nc\nd\ne\n"),
            "+     1  a\n~     2  b\n-     3  c\n      4  d\n-     5  e\n");
}

TEST(KernelCoverage, ListsFunctionsThatAreNeverReachedAndLinesOfTheOthers) {
  EXPECT_EQ(summary(example()),
            "bus.c: 2 of 5 blocks reached\n"
            "  never reached: g()\n"
            "  reached but for lines: f() 2, 3\n");
}

}  // namespace
}  // namespace claimcheck::kernel
