// SPDX-License-Identifier: MIT
#include "impl/testing/recording_env.hpp"

#include <gtest/gtest.h>

namespace claimcheck::testing {
namespace {

int fail(const RecordingEnv& env, const char* site) {
  return env.env()->fail(env.env()->context, site);
}

int lock(const RecordingEnv& env, const void* lock, std::uint32_t mode) {
  return env.env()->lock(env.env()->context, lock, "door", mode);
}

void unlock(const RecordingEnv& env, const void* lock) {
  env.env()->unlock(env.env()->context, lock);
}

using Strings = std::vector<std::string>;

TEST(RecordingEnv, FailsTheNthAskingOfASiteOnce) {
  RecordingEnv env;
  env.plan({{"a", 2, false, -EIO}});
  EXPECT_EQ(fail(env, "a"), 0);
  EXPECT_EQ(fail(env, "b"), 0);
  EXPECT_EQ(fail(env, "a"), -EIO);
  EXPECT_EQ(fail(env, "a"), 0);
  EXPECT_EQ(env.failed(), 1u);
  EXPECT_EQ(env.asked(), (Strings{"a", "b", "a", "a"}));
}

TEST(RecordingEnv, FailsAnySiteFromTheNthAskingOn) {
  RecordingEnv env;
  env.plan({{"", 2, true, -ENOMEM}});
  EXPECT_EQ(fail(env, "a"), 0);
  EXPECT_EQ(fail(env, "b"), -ENOMEM);
  EXPECT_EQ(fail(env, "c"), -ENOMEM);
}

TEST(RecordingEnv, InterruptsOnlyWaitsThatMayBeInterrupted) {
  RecordingEnv env;
  env.plan({{"door", 1, true, -EINTR}});
  const int door = 0;
  EXPECT_EQ(lock(env, &door, CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE), -EINTR);
  EXPECT_EQ(lock(env, &door, CLAIMCHECK_READ), 0);
  EXPECT_EQ(env.complaints_at_rest(), Strings{"door still held"});
  unlock(env, &door);
  EXPECT_EQ(env.complaints_at_rest(), Strings{});
  EXPECT_EQ(env.locked(), Strings{"door (read)"});
}

TEST(RecordingEnv, ComplainsOfALockTakenTwiceAndOfOneGivenBackTwice) {
  RecordingEnv env;
  const int door = 0;
  lock(env, &door, CLAIMCHECK_WRITE);
  lock(env, &door, CLAIMCHECK_READ);
  unlock(env, &door);
  unlock(env, &door);
  EXPECT_EQ(env.complaints_at_rest(),
            (Strings{"door taken twice", "a lock given back that is not held"}));
}

}  // namespace
}  // namespace claimcheck::testing
