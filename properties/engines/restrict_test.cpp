// SPDX-License-Identifier: MIT
#include "properties/engines/restrict.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "impl/indexed/indexed.h"
#include "model/trace/trace_text.hpp"

namespace claimcheck::engines {
namespace {

model::Trace trace() {
  return model::parse(
             "claimcheck trace 1\n"
             "region 0 static base 8G size 1G align 2M\n"
             "region 1 dynamic base 4G size 1G align 2M seq-base 0\n"
             "tag A 11111111-1111-1111-1111-111111111111\n"
             "mode 0.0 size\n"
             "inject 1 A  at 0 +2M seq 0\n"
             "write 1.0 uuid \"\"\n"
             "write 1.0 uuid A\n"
             "delete 1.0\n")
      .trace;
}

claimcheck_engine_api all() {
  auto api = *claimcheck_indexed_engine();
  api.flags = CLAIMCHECK_EMPTY_WRITES;
  return api;
}

TEST(Restrict, LeavesAloneWhatAnEngineCanBeAsked) {
  const auto result = restricted(trace(), all());
  EXPECT_EQ(result.trace, trace());
  EXPECT_EQ(result.steps_left_out + result.regions_changed, 0u);
  EXPECT_TRUE(can_be_asked(trace(), all()));
}

TEST(Restrict, LeavesOutARegionOfAnotherKindAndAllThatIsAboutIt) {
  auto api = all();
  api.kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC);
  const auto result = restricted(trace(), api);
  ASSERT_EQ(result.trace.setup.regions.size(), 1u);
  ASSERT_EQ(result.trace.steps.size(), 4u);
  EXPECT_EQ(result.steps_left_out, 1u);
  EXPECT_EQ(model::region_of(std::as_const(result.trace.steps[0].operation)), 0u);
  EXPECT_FALSE(can_be_asked(trace(), api));
}

TEST(Restrict, KeepsARegionOffTheLastByteWhereTheEngineHasNone) {
  auto api = all();
  api.flags |= CLAIMCHECK_NO_LAST_BYTE;
  EXPECT_TRUE(can_be_asked(trace(), api));
  const auto last = model::parse(
                        "claimcheck trace 1\n"
                        "region 0 dynamic base 17179869183G size 1G align 2M\n"
                        "region 1 plain base 17179869182G size 2M align 2M\n"
                        "create 1\n")
                        .trace;
  EXPECT_TRUE(can_be_asked(last, all()));
  EXPECT_FALSE(can_be_asked(last, api));
  const auto result = restricted(last, api);
  EXPECT_EQ(result.regions_changed, 1u);
  EXPECT_EQ(result.trace.setup.regions[0].base, last.setup.regions[0].base);
  EXPECT_EQ(result.trace.setup.regions[0].size, last.setup.regions[0].size - (2u << 20));
  EXPECT_EQ(result.trace.setup.regions[1], last.setup.regions[1]);
  EXPECT_EQ(result.trace.steps, last.steps);
}

// A trace of one revision says the same of another, which numbers from the other base.
TEST(Restrict, AsksATraceOfTheOtherSequenceBaseButNoneThatLacksMore) {
  auto api = all();
  EXPECT_EQ(as_asked(trace(), api), trace());
  api.seq_bases = CLAIMCHECK_SET_OF(1);
  const auto asked = as_asked(trace(), api);
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->setup.regions[1].seq_base, 1);
  EXPECT_EQ(std::get<model::Inject>(asked->steps[1].operation).member.seq, 1);
  api.kinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DYNAMIC);
  EXPECT_FALSE(as_asked(trace(), api));
  api = all();
  api.unbinds = CLAIMCHECK_SET_OF(CLAIMCHECK_DROPS);
  EXPECT_FALSE(as_asked(trace(), api));
  api = all();
  api.operations &= ~CLAIMCHECK_SET_OF(CLAIMCHECK_MODE);
  EXPECT_FALSE(as_asked(trace(), api));
}

TEST(Restrict, NumbersFromTheBaseThatTheEngineKnows) {
  auto api = all();
  api.seq_bases = CLAIMCHECK_SET_OF(1);
  const auto result = restricted(trace(), api);
  EXPECT_EQ(result.trace.setup.regions[1].seq_base, 1);
  EXPECT_EQ(std::get<model::Inject>(result.trace.steps[1].operation).member.seq, 1);
  EXPECT_FALSE(can_be_asked(trace(), api));
}

TEST(Restrict, LeavesOutOperationsAndWritesThatDoNotReachTheEngine) {
  auto api = all();
  api.flags = 0;
  api.operations &= ~CLAIMCHECK_SET_OF(CLAIMCHECK_DELETE);
  const auto result = restricted(trace(), api);
  EXPECT_EQ(result.trace.steps.size(), 3u);
  EXPECT_EQ(result.steps_left_out, 2u);
  EXPECT_FALSE(can_be_asked(model::Clause::V6, api));
  EXPECT_FALSE(can_be_asked(model::Clause::W0, api));
  EXPECT_TRUE(can_be_asked(model::Clause::T5, api));
}

}  // namespace
}  // namespace claimcheck::engines
