// SPDX-License-Identifier: MIT
// Hand-made histories, good and bad.
#include "properties/linearizability/checker.hpp"

#include <gtest/gtest.h>

#include "properties/linearizability/test_models.hpp"

namespace claimcheck::linearizability {
namespace {

constexpr std::uint64_t plenty = 1'000'000;
using TestCall = Call<TestOperation, int>;

TestCall write(std::size_t thread, int value, Stamp invoke, Stamp response, int outcome = ok) {
  return {thread, {OperationKind::write, value}, outcome, invoke, response};
}
TestCall read(std::size_t thread, int value, Stamp invoke, Stamp response) {
  return {thread, {OperationKind::read, 0}, value, invoke, response};
}
TestCall push(std::size_t thread, int value, Stamp invoke, Stamp response) {
  return {thread, {OperationKind::push, value}, ok, invoke, response};
}
TestCall pop(std::size_t thread, int value, Stamp invoke, Stamp response) {
  return {thread, {OperationKind::pop, 0}, value, invoke, response};
}
TestCall pending(TestCall call) {
  call.outcome.reset();
  call.response = 0;
  return call;
}

Result check_register(const std::vector<TestCall>& history) {
  return check(Register{}, 0, history, plenty);
}
Result check_queue(const std::vector<TestCall>& history) {
  return check(Queue{}, {}, history, plenty);
}

using Order = std::vector<std::size_t>;

TEST(RegisterHistory, WithoutOperationsIsLinearizable) {
  EXPECT_EQ(check_register({}).verdict, Verdict::linearizable);
}

TEST(RegisterHistory, MayReadAWriteThatOverlaps) {
  const Result result = check_register({write(0, 1, 0, 10), read(1, 1, 2, 4), read(2, 0, 3, 5)});
  EXPECT_EQ(result.verdict, Verdict::linearizable);
  EXPECT_EQ(result.order, (Order{2, 0, 1}));
}

TEST(RegisterHistory, MayNotReadTheOldValueAfterTheNewOne) {
  const Result result = check_register({write(0, 1, 0, 10), read(1, 1, 1, 2), read(2, 0, 3, 4)});
  EXPECT_EQ(result.verdict, Verdict::violation);
  EXPECT_EQ(result.order, (Order{0, 1}));
  ASSERT_EQ(result.refusals.size(), 1u);
  EXPECT_EQ(result.refusals[0].call, 2u);
  EXPECT_EQ(result.refusals[0].reason, "reads 0, but the register holds 1");
}

TEST(RegisterHistory, MayNotReadAStaleValueAfterAWriteReturned) {
  const Result result = check_register({write(0, 1, 0, 1), read(1, 0, 2, 3)});
  EXPECT_EQ(result.verdict, Verdict::violation);
  EXPECT_EQ(result.order, (Order{0}));
}

TEST(RegisterHistory, TakesEqualStampsForAnOverlap) {
  EXPECT_EQ(check_register({write(0, 1, 0, 2), read(1, 0, 2, 3)}).verdict, Verdict::linearizable);
}

TEST(RegisterHistory, GivesAReasonForEveryOperationThatCouldComeNext) {
  const Result result = check_register({write(0, 1, 0, 1), read(1, 2, 2, 9), read(2, 3, 3, 9)});
  EXPECT_EQ(result.verdict, Verdict::violation);
  ASSERT_EQ(result.refusals.size(), 2u);
  EXPECT_EQ(result.refusals[0].reason, "reads 2, but the register holds 1");
  EXPECT_EQ(result.refusals[1].reason, "reads 3, but the register holds 1");
}

TEST(RegisterHistory, LetsAFailedWriteChangeNothing) {
  EXPECT_EQ(check_register({write(0, 1, 0, 1, failed), read(1, 0, 2, 3)}).verdict,
            Verdict::linearizable);
  EXPECT_EQ(check_register({write(0, 1, 0, 1, failed), read(1, 1, 2, 3)}).verdict,
            Verdict::violation);
}

TEST(RegisterHistory, FollowsBothStatesThatACallMayLeave) {
  for (const int value : {0, 1}) {
    EXPECT_EQ(check_register({write(0, 1, 0, 1, timed_out), read(1, value, 2, 3)}).verdict,
              Verdict::linearizable);
  }
  EXPECT_EQ(
      check_register({write(0, 1, 0, 1, timed_out), read(1, 1, 2, 3), read(1, 0, 4, 5)}).verdict,
      Verdict::violation);
}

TEST(RegisterHistory, LetsAPendingWriteTakeEffectLateOrNever) {
  const TestCall late = pending(write(0, 1, 0, 0));
  EXPECT_EQ(check_register({late, read(1, 0, 5, 6), read(1, 1, 7, 8)}).verdict,
            Verdict::linearizable);
  const Result never = check_register({late, read(1, 0, 5, 6)});
  EXPECT_EQ(never.verdict, Verdict::linearizable);
  EXPECT_EQ(check_register({late, read(1, 1, 5, 6), read(1, 0, 7, 8)}).verdict, Verdict::violation);
}

TEST(RegisterHistory, MayNotReadAPendingWriteBeforeItIsInvoked) {
  EXPECT_EQ(check_register({read(1, 1, 0, 1), pending(write(0, 1, 2, 0))}).verdict,
            Verdict::violation);
}

TEST(QueueHistory, MayPopInAnyOrderInWhichPushesOverlapped) {
  EXPECT_EQ(
      check_queue({push(0, 1, 0, 5), push(1, 2, 1, 4), pop(0, 2, 6, 7), pop(1, 1, 8, 9)}).verdict,
      Verdict::linearizable);
}

TEST(QueueHistory, MayNotPopOutOfOrder) {
  const Result result =
      check_queue({push(0, 1, 0, 1), push(0, 2, 2, 3), pop(1, 2, 4, 5), pop(1, 1, 6, 7)});
  EXPECT_EQ(result.verdict, Verdict::violation);
  EXPECT_EQ(result.order, (Order{0, 1}));
  ASSERT_EQ(result.refusals.size(), 1u);
  EXPECT_EQ(result.refusals[0].reason, "pops 2, but 1 is in front");
}

TEST(QueueHistory, MayNotPopOneElementTwiceNorLoseOne) {
  EXPECT_EQ(check_queue({push(0, 1, 0, 1), pop(0, 1, 2, 9), pop(1, 1, 2, 9)}).verdict,
            Verdict::violation);
  EXPECT_EQ(check_queue({push(0, 1, 0, 1), pop(1, empty, 2, 3)}).verdict, Verdict::violation);
  EXPECT_EQ(check_queue({push(0, 1, 0, 3), pop(1, empty, 2, 4)}).verdict, Verdict::linearizable);
}

// Without memoisation the last, impossible, read would be tried behind all orders of the rest.
TEST(Search, EntersNoConfigurationTwice) {
  std::vector<TestCall> history;
  for (std::size_t thread = 0; thread < 12; ++thread) history.push_back(write(thread, 1, 0, 100));
  history.push_back(read(12, 7, 101, 102));
  const Result result = check_register(history);
  EXPECT_EQ(result.verdict, Verdict::violation);
  EXPECT_EQ(result.steps, 12u * (1u << 11) + 1);
}

TEST(Search, SaysUnknownAtItsBoundAndNeverSuccess) {
  const std::vector<TestCall> history{write(0, 1, 0, 1), read(1, 1, 2, 3), read(1, 1, 4, 5)};
  for (std::uint64_t bound = 0; bound < 3; ++bound) {
    const Result result = check(Register{}, 0, history, bound);
    EXPECT_EQ(result.verdict, Verdict::unknown);
    EXPECT_EQ(result.steps, bound);
    EXPECT_TRUE(result.refusals.empty());
  }
  EXPECT_EQ(check(Register{}, 0, history, 3).verdict, Verdict::linearizable);
}

TEST(Search, TakesALongHistoryWithShortOverlaps) {
  std::vector<TestCall> history;
  for (int round = 0; round < 500; ++round) {
    const Stamp now = static_cast<Stamp>(round) * 10;
    history.push_back(write(0, round, now, now + 4));
    history.push_back(read(1, round, now + 2, now + 5));
  }
  EXPECT_EQ(check_register(history).verdict, Verdict::linearizable);
  history.back().outcome = -7;
  const Result result = check_register(history);
  EXPECT_EQ(result.verdict, Verdict::violation);
  EXPECT_EQ(result.order.size(), 999u);
}

}  // namespace
}  // namespace claimcheck::linearizability
