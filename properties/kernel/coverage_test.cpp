// SPDX-License-Identifier: MIT
#include "properties/kernel/coverage.hpp"

#include <gtest/gtest.h>

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
  EXPECT_EQ(calls, (std::map<std::uint64_t, std::string>{{0x1120, "claim"}, {0x1136, "undo"}}));
}

FileCoverage example() {
  return {"bus.c",
          {{1, "f", "bus.c", 1, true},
           {2, "f", "bus.c", 2, false},
           {3, "f", "bus.c", 2, true},
           {4, "f", "bus.c", 3, false},
           {5, "g", "bus.c", 5, false}}};
}

TEST(KernelCoverage, MarksTheLinesThatAreReachedInPartOrNotAtAll) {
  EXPECT_EQ(annotate(example(), "a\nb\nc\nd\ne\n"),
            "+     1  a\n~     2  b\n-     3  c\n      4  d\n-     5  e\n");
}

TEST(KernelCoverage, ListsFunctionsThatAreNeverCalledAndLinesThatAreNeverReached) {
  EXPECT_EQ(summary(example()),
            "bus.c: 2 of 5 blocks executed\n"
            "  never called: g\n"
            "  never reached in f: line 2, 3\n");
}

}  // namespace
}  // namespace claimcheck::kernel
