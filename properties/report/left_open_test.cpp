// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "properties/report/report.hpp"

namespace claimcheck::report {
namespace {

TEST(WhatIsSetAside, IsCountedAndSaysWhatToRun) {
  EXPECT_EQ(what_is_set_aside(1),
            "1 trace of threads differs without threads too: run --modes check,faults to see why");
  EXPECT_EQ(what_is_set_aside(3),
            "3 traces of threads differ without threads too: run --modes check,faults to see why");
}

}  // namespace
}  // namespace claimcheck::report
