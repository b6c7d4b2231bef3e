// SPDX-License-Identifier: MIT
#include "properties/engines/environment.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace claimcheck::engines {
namespace {

// What the engine sees.
int ask(Environment& environment, const char* site) {
  const auto* env = environment.interface();
  return env->fail(env->context, site);
}
int take(Environment& environment, const void* lock, std::uint32_t mode = CLAIMCHECK_WRITE) {
  const auto* env = environment.interface();
  return env->lock(env->context, lock, "a-lock", mode);
}
void give_back(Environment& environment, const void* lock) {
  const auto* env = environment.interface();
  env->unlock(env->context, lock);
}

std::vector<int> ask_times(Environment& environment, int times) {
  std::vector<int> answers;
  for (int i = 0; i < times; ++i) answers.push_back(ask(environment, "site"));
  return answers;
}

TEST(Environment, FailsNothingUnasked) {
  Environment environment;
  EXPECT_EQ(ask_times(environment, 3), (std::vector<int>{0, 0, 0}));
  EXPECT_TRUE(environment.injected().empty());
}

TEST(Environment, FailsTheNthAskingOnce) {
  Environment environment;
  const std::vector<model::Fault> faults = {{"site", 2, false, EIO}};
  environment.begin(faults);
  EXPECT_EQ(ask_times(environment, 4), (std::vector<int>{0, -EIO, 0, 0}));
  EXPECT_EQ(environment.injected(), std::vector<int>{EIO});
}

TEST(Environment, FailsFromTheNthAskingOn) {
  Environment environment;
  const std::vector<model::Fault> faults = {{"site", 3, true, ENOMEM}};
  environment.begin(faults);
  EXPECT_EQ(ask_times(environment, 5), (std::vector<int>{0, 0, -ENOMEM, -ENOMEM, -ENOMEM}));
  EXPECT_EQ(environment.injected().size(), 3u);
}

TEST(Environment, CountsEachSiteAlone) {
  Environment environment;
  const std::vector<model::Fault> faults = {{"site", 2, false, EIO}, {"other", 1, false, EINTR}};
  environment.begin(faults);
  EXPECT_EQ(ask(environment, "site"), 0);
  EXPECT_EQ(ask(environment, "other"), -EINTR);
  EXPECT_EQ(ask(environment, "site"), -EIO);
  ASSERT_EQ(environment.sites().size(), 2u);
  EXPECT_EQ(environment.sites()[0].site, "site");
  EXPECT_EQ(environment.sites()[0].asked, 2u);
  EXPECT_EQ(environment.sites()[0].failed, 1u);
  EXPECT_EQ(environment.sites()[1].site, "other");
}

TEST(Environment, ForgetsTheOperationBefore) {
  Environment environment;
  const std::vector<model::Fault> faults = {{"site", 1, true, EIO}};
  environment.begin(faults);
  ask(environment, "site");
  environment.interface()->warn(environment.interface()->context, "hm");
  environment.begin({});
  EXPECT_EQ(ask(environment, "site"), 0);
  EXPECT_TRUE(environment.injected().empty());
  EXPECT_TRUE(environment.warnings().empty());
  ASSERT_EQ(environment.sites().size(), 1u);
  EXPECT_EQ(environment.sites()[0].asked, 1u);
  EXPECT_EQ(environment.sites()[0].failed, 0u);
}

TEST(Environment, InterruptsOnlyWaitsThatCanBeInterrupted) {
  Environment environment;
  const std::vector<model::Fault> faults = {{"a-lock", 1, true, EINTR}};
  environment.begin(faults);
  const int lock = 0;
  EXPECT_EQ(take(environment, &lock, CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE), -EINTR);
  EXPECT_EQ(take(environment, &lock), 0);  // the one before does not hold it
  give_back(environment, &lock);
  EXPECT_EQ(environment.complaint(), "");
}

TEST(Environment, ComplainsOfALockThatIsTakenTwice) {
  Environment environment;
  const int lock = 0;
  take(environment, &lock);
  take(environment, &lock, CLAIMCHECK_READ);
  give_back(environment, &lock);
  EXPECT_EQ(environment.complaint(), "takes the lock a-lock that it holds");
}

TEST(Environment, ComplainsOfALockThatIsNotHeld) {
  Environment environment;
  const int lock = 0;
  give_back(environment, &lock);
  EXPECT_EQ(environment.complaint(), "gives back a lock that it does not hold");
}

TEST(Environment, ComplainsOfALockThatIsKeptAndTakesItBack) {
  Environment environment;
  const int lock = 0;
  take(environment, &lock);
  EXPECT_EQ(environment.complaint(), "returns with a lock held");
  environment.begin({});
  take(environment, &lock);
  give_back(environment, &lock);
  EXPECT_EQ(environment.complaint(), "");
}

TEST(Environment, KeepsSoManyWarningsAndMakesThemPrintable) {
  Environment environment;
  const auto* env = environment.interface();
  env->warn(env->context, "one\ntwo\x1b");
  env->warn(env->context, nullptr);
  for (int i = 0; i < 100; ++i) env->warn(env->context, "again");
  ASSERT_EQ(environment.warnings().size(), 16u);
  EXPECT_EQ(environment.warnings()[0], "one\\x0atwo\\x1b");
  EXPECT_EQ(environment.warnings()[1], "(null)");
}

TEST(Environment, LendsEveryFunctionOfTheInterface) {
  Environment environment;
  const auto* env = environment.interface();
  EXPECT_EQ(env->version, CLAIMCHECK_ENGINE_VERSION);
  ASSERT_TRUE(env->fail && env->lock && env->unlock && env->atomic && env->access && env->warn);
  env->atomic(env->context, env, "a-step", CLAIMCHECK_WRITE);
  env->access(env->context, &environment, 8, "object", CLAIMCHECK_READ, nullptr);
  EXPECT_EQ(environment.complaint(), "");
}

TEST(Environment, FailsNothingBetweenOperations) {
  Environment environment;
  const std::vector<model::Fault> faults{{"a-lock", 1, true, EINTR}};
  environment.begin(faults);
  const std::uint32_t mode = CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE;
  EXPECT_EQ(take(environment, &environment, mode), -EINTR);
  EXPECT_EQ(environment.complaint(), "");
  EXPECT_EQ(take(environment, &environment, mode), 0);
  EXPECT_EQ(ask(environment, "a-lock"), 0);
  give_back(environment, &environment);
}

}  // namespace
}  // namespace claimcheck::engines
