// SPDX-License-Identifier: MIT
// What threads lose count of where no snapshot shows it.
#include "properties/concurrent/takedown.hpp"

#include <gtest/gtest.h>

#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/probe.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::concurrent {
namespace {

// Whether two releases were ever under way at once.
struct TwoReleases : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env& env) {
    if (operation.kind != CLAIMCHECK_RELEASE_TAG) return;
    env.acquire(env.context, this);
    met |= ++releasing > 1;
  }
  void after(const claimcheck_operation& operation, claimcheck_outcome&, const claimcheck_env&) {
    releasing -= operation.kind == CLAIMCHECK_RELEASE_TAG;
  }
  int releasing = 0;
  bool met = false;
};

struct HoldsATag : TwoReleases {
  void held(std::uint64_t& count) { count += met; }
};

// What it does to one kind of operation once the threads are through.
template <claimcheck_operation_kind kind, int from, int to>
struct Answers : TwoReleases {
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env& env) {
    TwoReleases::after(operation, outcome, env);
    const bool is_alone = env.self(env.context) == 0;
    if (met && is_alone && operation.kind == kind && outcome.result == from) outcome.result = to;
  }
};

// B stays, claimed, and its device has a driver.
model::Trace two_releases(const std::string& more = "") {
  return model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
region 1 dynamic base 8G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111
tag B 22222222-2222-2222-2222-222222222222
inject 0 A  at 0 +2M seq 1
inject 1 A  at 0 +2M seq 1
)" + more + R"(thread 1: release 0 A
thread 2: release 1 A
)")
      .trace;
}

const std::string claimed = R"(offer 0 B  at 4M +2M
create 0
write 0.1 uuid "22222222-2222-2222-2222-222222222222\n"
bind 0.1
unbind 0
)";

template <class Fault>
std::optional<judge::Difference> found(const model::Trace& trace) {
  return search(testing::engine_with<Fault>(), trace, {10'000}).difference;
}

TEST(TakeDown, FindsNothingWhereNothingIsLost) {
  EXPECT_FALSE(found<testing::NoFault>(two_releases()));
  EXPECT_FALSE(found<testing::NoFault>(two_releases(claimed)));
}

TEST(TakeDown, A4IsJudgedWhereTheThreadsLeaveNothing) {
  const auto difference = found<HoldsATag>(two_releases());
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->defect.clause, model::Clause::A4);
  EXPECT_EQ(difference->defect.aspect, "held");
}

TEST(TakeDown, A4IsJudgedOnceWhatTheyLeftIsGone) {
  const auto difference = found<HoldsATag>(two_releases(claimed));
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->defect.clause, model::Clause::A4);
}

TEST(TakeDown, A4IsJudgedOfManyThreadsThatLeaveNothing) {
  auto trace = two_releases();
  for (const std::uint32_t thread : {3u, 4u}) {
    trace.steps.push_back({model::ReadAvailable{0}, {}, {}, thread});
  }
  EXPECT_TRUE(found<HoldsATag>(trace));
}

template <class Fault>
void expect_found(model::Clause clause) {
  const auto difference = found<Fault>(two_releases(claimed));
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->defect.clause, clause) << difference->message;
  EXPECT_EQ(difference->defect.aspect, "takedown");
}

TEST(TakeDown, SeesAnyAnswerThatIsAnother) {
  expect_found<Answers<CLAIMCHECK_OFFER, 0, -EEXIST>>(model::Clause::M3);
  expect_found<Answers<CLAIMCHECK_OFFER, -EEXIST, 0>>(model::Clause::M3);
  expect_found<Answers<CLAIMCHECK_BIND_REGION, 0, -EBUSY>>(model::Clause::R1);
  expect_found<Answers<CLAIMCHECK_UNBIND_DEVICE, 0, -ENODEV>>(model::Clause::V7);
  expect_found<Answers<CLAIMCHECK_WRITE_SIZE, 2, -EBUSY>>(model::Clause::V3);
  expect_found<Answers<CLAIMCHECK_DELETE, 0, -EBUSY>>(model::Clause::V6);
  expect_found<Answers<CLAIMCHECK_RELEASE_TAG, 0, -EBUSY>>(model::Clause::M7);
}

struct RefusesToDelete : testing::NoFault {
  void after(const claimcheck_operation& operation, claimcheck_outcome& outcome,
             const claimcheck_env&) {
    if (operation.kind == CLAIMCHECK_DELETE && outcome.result == 0) outcome.result = -EBUSY;
  }
};

// A search of threads does not tell what one thread shows: each pair would be a defect of its own.
TEST(TakeDown, IsToldFromWhatNeedsNoThreads) {
  const auto trace = two_releases(claimed);
  expect_found<RefusesToDelete>(model::Clause::V6);
  EXPECT_TRUE(ends_badly_without_threads(testing::engine_with<RefusesToDelete>(), trace));
  using OnlyBesideAnother = Answers<CLAIMCHECK_DELETE, 0, -EBUSY>;
  EXPECT_FALSE(ends_badly_without_threads(testing::engine_with<OnlyBesideAnother>(), trace));
}

TEST(TakeDown, AsksNoMoreWhereTheEngineCannotBeAsked) {
  static claimcheck_engine_api api = *testing::Distorted<HoldsATag>::api();
  api.operations &= ~CLAIMCHECK_SET_OF(CLAIMCHECK_UNBIND_DEVICE);
  const auto engine = engines::Engine::of(api);
  EXPECT_FALSE(search(engine, two_releases(claimed), {10'000}).difference);
}

}  // namespace
}  // namespace claimcheck::concurrent
