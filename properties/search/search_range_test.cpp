// SPDX-License-Identifier: MIT
#include "properties/search/search_range.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

#include "model/trace/trace_text.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::search {
namespace {

using model::Clause;
using testing::engine_with;
using testing::NoFault;

struct FailsModesAndSizes : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_MODE || o.kind == CLAIMCHECK_READ_SIZE) out.result = -EIO;
  }
};
TEST(CheckOne, RunsALongHistoryFewTimesWhereOneThingIsKnownAndFindsWhatLiesBehind) {
  std::string text = "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n";
  for (int i = 0; i < 200; ++i) text += "mode 0.0 uuid\n";
  auto trace = model::parse(text + "read 0.0 size\n").trace;
  const auto engine = engine_with<FailsModesAndSizes>();
  judge::Coverage coverage;
  judge::Watch watch;
  watch.coverage = &coverage;
  std::size_t runs = 0;
  const std::function<void(const model::Trace&)> running = [&](const model::Trace&) { ++runs; };
  judge::Defects known;
  auto first = trace;
  const auto mode = check_one({engine, known, watch, running}, first);
  ASSERT_TRUE(mode);
  EXPECT_EQ(mode->difference.defect.clause, Clause::V4);
  known.insert(mode->difference.defect);
  runs = 0;
  const auto size = check_one({engine, known, watch, running}, trace);
  ASSERT_TRUE(size);
  EXPECT_EQ(size->difference.defect.clause, Clause::V2);
  EXPECT_LT(runs, 10u);
  EXPECT_EQ(coverage.set_aside, 200u);
}

}  // namespace
}  // namespace claimcheck::search
