// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::schedule {
namespace {

struct Shared {
  char lock = 0;
  int flag = 0;
  int data = 0;
};

using Work = void (*)(Scheduler&, Shared&);

Program program_of(std::vector<Work> bodies, std::shared_ptr<Shared>& shared) {
  return {[bodies, &shared](Scheduler& scheduler) {
            shared = std::make_shared<Shared>();
            std::vector<Body> threads;
            for (const Work body : bodies) {
              threads.push_back([&scheduler, body, &shared] { body(scheduler, *shared); });
            }
            return threads;
          },
          {}};
}

// How many executions there are, and in how many of them there is a race.
std::pair<std::uint64_t, std::uint64_t> count(std::vector<Work> bodies) {
  std::shared_ptr<Shared> shared;
  Scheduler scheduler;
  OptimalReduction strategy;
  std::uint64_t racing = 0;
  const Exploration result = explore(scheduler, program_of(std::move(bodies), shared), strategy, {},
                                     [&](const Execution& execution) {
                                       racing += !execution.races.empty();
                                       return true;
                                     });
  EXPECT_EQ(result.verdict, Verdict::Complete);
  return {result.executions, racing};
}

template <Mode mode>
void access_locked(Scheduler& scheduler, Shared& shared) {
  scheduler.lock(&shared.lock, "lock", mode);
  scheduler.plain(&shared.data, "data", mode);
  scheduler.unlock(&shared.lock);
}

void write_under_read_lock(Scheduler& scheduler, Shared& shared) {
  scheduler.lock(&shared.lock, "lock", Mode::Read);
  scheduler.plain(&shared.data, "data", Mode::Write);
  scheduler.unlock(&shared.lock);
}

void read_unlocked(Scheduler& scheduler, Shared& shared) {
  scheduler.plain(&shared.data, "data", Mode::Read);
}

void publish(Scheduler& scheduler, Shared& shared) {
  scheduler.plain(&shared.data, "data", Mode::Write);
  scheduler.access(&shared.flag, "flag", Mode::Write);
  shared.flag = 1;
}

void consume(Scheduler& scheduler, Shared& shared) {
  scheduler.access(&shared.flag, "flag", Mode::Read);
  if (shared.flag == 1) scheduler.plain(&shared.data, "data", Mode::Read);
}

void consume_unchecked(Scheduler& scheduler, Shared& shared) {
  scheduler.access(&shared.flag, "flag", Mode::Read);
  scheduler.plain(&shared.data, "data", Mode::Read);
}

using Counts = std::pair<std::uint64_t, std::uint64_t>;

TEST(Races, AreNoneWhereALockProtectsTheData) {
  EXPECT_EQ(count({access_locked<Mode::Write>, access_locked<Mode::Write>}), Counts(2, 0));
  EXPECT_EQ(count({access_locked<Mode::Write>, access_locked<Mode::Read>}), Counts(2, 0));
  EXPECT_EQ(count({access_locked<Mode::Read>, access_locked<Mode::Read>}), Counts(1, 0));
}

TEST(Races, AreFoundWhereAReaderTakesNoLock) {
  EXPECT_EQ(count({access_locked<Mode::Write>, read_unlocked}), Counts(1, 1));
}

TEST(Races, AreFoundWhereAWriterTakesTheLockForReading) {
  EXPECT_EQ(count({write_under_read_lock, access_locked<Mode::Read>}), Counts(1, 1));
}

TEST(Races, AreNoneWhereAnAtomicFlagPublishesTheData) {
  EXPECT_EQ(count({publish, consume}), Counts(2, 0));
}

TEST(Races, AreFoundInTheExecutionThatReadsBeforeTheFlagIsSet) {
  EXPECT_EQ(count({publish, consume_unchecked}), Counts(2, 1));
}

TEST(Races, AreFoundOnBothSidesOfAFallibleStep) {
  const Work write_between = [](Scheduler& scheduler, Shared& shared) {
    scheduler.fallible("before");
    scheduler.plain(&shared.data, "data", Mode::Write);
    scheduler.fallible("behind");
  };
  const auto [executions, racing] = count({write_between, write_between});
  EXPECT_EQ(executions, 6u);  // four steps on what nobody knows: 4 over 2
  EXPECT_EQ(racing, 6u);
}

TEST(Races, AreReportedWithBothAccessesAndTheirPlaces) {
  std::shared_ptr<Shared> shared;
  Scheduler scheduler;
  Replay strategy({1, 0, 1, 0});
  const Program program = program_of({write_under_read_lock, access_locked<Mode::Read>}, shared);
  EXPECT_EQ(
      describe(scheduler.run(program, strategy)),
      "data race: thread 2 reads data after step 1, thread 1 writes data after step 2, and no "
      "lock orders them\n");
}

TEST(Races, AreFoundToTheSameEffectWherePlainAccessesAreSteps) {
  Options options;
  options.plain_accesses_are_steps = true;
  Scheduler scheduler(options);
  std::shared_ptr<Shared> shared;
  OptimalReduction strategy;
  std::uint64_t racing = 0;
  const Exploration result =
      explore(scheduler, program_of({access_locked<Mode::Write>, read_unlocked}, shared), strategy,
              {}, [&](const Execution& execution) {
                racing += execution.races.size();
                return true;
              });
  EXPECT_EQ(result.executions, 2u);
  EXPECT_EQ(racing, 2u);
}

}  // namespace
}  // namespace claimcheck::schedule
