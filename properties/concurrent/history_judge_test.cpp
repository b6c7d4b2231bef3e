// SPDX-License-Identifier: MIT
// A judge that has seen a history gives the verdict that it gave before, and to no other history.
#include "properties/concurrent/history_judge.hpp"

#include <gtest/gtest.h>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/judge/observe.hpp"

namespace claimcheck::concurrent {
namespace {

// The claim took place; the read of the size began before it returned, or after.
class Judging : public testing::Test {
 protected:
  Judging() {
    auto before = model::initial_state(trace_.setup);
    for (const auto& step : trace_.steps) {
      if (step.thread == 0) {
        model::step<model::Checks::off>(trace_.setup, before, step.operation);
      }
      judge::apply(instance_.running(), step.operation, engines::Translated(step.operation));
    }
    judge_.emplace(trace_, before);
  }

  std::optional<judge::Difference> judge(const std::string& size, linearizability::Stamp read) {
    ClaimHistory calls(2);
    for (std::size_t i = 0; i < 2; ++i) {
      calls[i].thread = i;
      calls[i].operation = {&trace_.steps[1 + i].operation, nullptr, 1 + i};
    }
    calls[0].invoke = 1;
    calls[0].response = 3;
    calls[0].outcome = Answer{{37, ""}, {}};
    calls[1].invoke = read;
    calls[1].response = read + 2;
    calls[1].outcome = Answer{{static_cast<std::int64_t>(size.size()), size}, {}};
    return judge_->judge(calls, instance_.running(), 10);
  }

  model::Trace trace_ = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111
offer 0 A  at 0 +2M
thread 1: write 0.0 uuid "11111111-1111-1111-1111-111111111111\n"
thread 2: read 0.0 size
)")
                            .trace;
  engines::Instance instance_{engines::Engine::named("indexed"), trace_.setup};
  std::optional<Judge> judge_;
};

TEST_F(Judging, C1AllowsEitherSizeWhileTheClaimIsUnderWay) {
  EXPECT_FALSE(judge("0\n", 2));
  EXPECT_FALSE(judge("2097152\n", 2));
}

TEST_F(Judging, TellsHistoriesApartThatItHasSeenBefore) {
  for (int time = 0; time < 3; ++time) {
    EXPECT_FALSE(judge("0\n", 2)) << time;
    const auto stale = judge("0\n", 4);  // after the claim had returned
    ASSERT_TRUE(stale) << time;
    EXPECT_EQ(stale->defect.clause, model::Clause::C1);
    EXPECT_EQ(stale->step, 2u);
    EXPECT_TRUE(judge("4194304\n", 2)) << time;
  }
}

// The read came behind the claim in the order that explains the first of these.
TEST_F(Judging, AnOrderExplainsAnotherHistoryOnlyWhereItsRealTimeAllowsIt) {
  EXPECT_FALSE(judge("2097152\n", 4));
  EXPECT_FALSE(judge("2097152\n", 2));  // at once
  EXPECT_FALSE(judge("2097152\n", 3));  // as the claim returns
  EXPECT_FALSE(judge("0\n", 3));
  EXPECT_TRUE(judge("0\n", 5));
}

TEST_F(Judging, LooksAtTheEngineEveryTime) {
  EXPECT_FALSE(judge("2097152\n", 4));
  const model::Operation give_back = model::WriteSize{{0, 0}, "0\n"};
  judge::apply(instance_.running(), give_back, engines::Translated(give_back));
  EXPECT_TRUE(judge("2097152\n", 4));
}

}  // namespace
}  // namespace claimcheck::concurrent
