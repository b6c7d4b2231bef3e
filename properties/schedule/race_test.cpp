// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>

#include "properties/schedule/address_table.hpp"
#include "properties/schedule/explore.hpp"
#include "properties/schedule/optimal_reduction.hpp"
#include "properties/schedule/replay.hpp"

namespace claimcheck::schedule {
namespace {

TEST(AddressTable, KeepsWhatItIsToldWhileItGrowsAndNothingOfBeforeItWasCleared) {
  AddressTable<std::uintptr_t> table;
  for (const std::uintptr_t stride : {8u, 64u, 4096u}) {
    table.clear();
    for (std::uintptr_t i = 1; i <= 1000; ++i) {
      EXPECT_EQ(table.find(i * stride), nullptr);
      const auto [value, is_new] = table.insert(i * stride);
      EXPECT_TRUE(is_new);
      value = i;
    }
    for (std::uintptr_t i = 1; i <= 1000; ++i) {
      const auto [value, is_new] = table.insert(i * stride);
      EXPECT_FALSE(is_new);
      EXPECT_EQ(value, i);
      ASSERT_NE(table.find(i * stride), nullptr);
    }
  }
}

struct Shared {
  char lock = 0;
  char other_lock = 0;
  int flag = 0;
  int data = 0;
  alignas(8) std::array<std::uint8_t, 32> bytes{};
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
  EXPECT_EQ(result.verdict, Verdict::complete);
  return {result.executions, racing};
}

template <Mode mode>
void access_locked(Scheduler& scheduler, Shared& shared) {
  scheduler.lock(&shared.lock, "lock", mode);
  scheduler.plain(&shared.data, sizeof shared.data, "data", mode);
  scheduler.unlock(&shared.lock);
}

void write_under_read_lock(Scheduler& scheduler, Shared& shared) {
  scheduler.lock(&shared.lock, "lock", Mode::read);
  scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::write);
  scheduler.unlock(&shared.lock);
}

void read_unlocked(Scheduler& scheduler, Shared& shared) {
  scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::read);
}

void publish(Scheduler& scheduler, Shared& shared) {
  scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::write);
  scheduler.atomic(&shared.flag, "flag", Mode::write);
  shared.flag = 1;
}

void consume(Scheduler& scheduler, Shared& shared) {
  scheduler.atomic(&shared.flag, "flag", Mode::read);
  if (shared.flag == 1) scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::read);
}

void consume_unchecked(Scheduler& scheduler, Shared& shared) {
  scheduler.atomic(&shared.flag, "flag", Mode::read);
  scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::read);
}

using Counts = std::pair<std::uint64_t, std::uint64_t>;

TEST(Races, AreNoneWhereALockProtectsTheData) {
  EXPECT_EQ(count({access_locked<Mode::write>, access_locked<Mode::write>}), Counts(2, 0));
  EXPECT_EQ(count({access_locked<Mode::write>, access_locked<Mode::read>}), Counts(2, 0));
  EXPECT_EQ(count({access_locked<Mode::read>, access_locked<Mode::read>}), Counts(1, 0));
}

TEST(Races, AreFoundWhereAReaderTakesNoLock) {
  EXPECT_EQ(count({access_locked<Mode::write>, read_unlocked}), Counts(1, 1));
}

TEST(Races, AreFoundWhereAWriterTakesTheLockForReading) {
  EXPECT_EQ(count({write_under_read_lock, access_locked<Mode::read>}), Counts(1, 1));
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
    scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::write);
    scheduler.fallible("behind");
  };
  const auto [executions, racing] = count({write_between, write_between});
  EXPECT_EQ(executions, 6u);  // four steps on what nobody knows: 4 over 2
  EXPECT_EQ(racing, 6u);
}

template <std::size_t begin, std::size_t size>
void write_bytes(Scheduler& scheduler, Shared& shared) {
  scheduler.plain(&shared.bytes[begin], size, "bytes", Mode::write);
}

TEST(Races, AreOfTheBytesThatBothTouch) {
  EXPECT_EQ(count({write_bytes<0, 4>, write_bytes<4, 4>}), Counts(1, 0));
  EXPECT_EQ(count({write_bytes<0, 5>, write_bytes<4, 4>}), Counts(1, 1));
  EXPECT_EQ(count({write_bytes<0, 32>, write_bytes<19, 1>}), Counts(1, 1));
  EXPECT_EQ(count({write_bytes<6, 4>, write_bytes<9, 8>}), Counts(1, 1));
  EXPECT_EQ(count({write_bytes<6, 4>, write_bytes<10, 8>}), Counts(1, 0));
}

TEST(Races, AreToldOnceOfOneWideAccess) {
  std::shared_ptr<Shared> shared;
  Scheduler scheduler;
  Replay strategy({});
  const Program program = program_of({write_bytes<0, 32>, write_bytes<0, 32>}, shared);
  const Execution& execution = scheduler.run(program, strategy);
  EXPECT_EQ(execution.races.size(), 1u);
  EXPECT_EQ(execution.plain_accesses, 2u);
}

TEST(Races, AreNoneBehindAReleaseThatTheAcquireSaw) {
  const Work give = [](Scheduler& scheduler, Shared& shared) {
    scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::write);
    scheduler.release(&shared.flag);
    scheduler.atomic(&shared.lock, "handed over", Mode::write);
    shared.flag = 1;
  };
  const Work take = [](Scheduler& scheduler, Shared& shared) {
    scheduler.atomic(&shared.other_lock, "nothing of theirs", Mode::write);
    if (shared.flag != 1) return;
    scheduler.acquire(&shared.flag);
    scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::write);
  };
  const Work take_without = [](Scheduler& scheduler, Shared& shared) {
    scheduler.atomic(&shared.other_lock, "nothing of theirs", Mode::write);
    scheduler.plain(&shared.data, sizeof shared.data, "data", Mode::write);
  };
  std::shared_ptr<Shared> shared;
  Scheduler scheduler;
  for (const Work second : {take, take_without}) {
    Replay strategy({0, 1});
    const Execution& execution = scheduler.run(program_of({give, second}, shared), strategy);
    EXPECT_EQ(execution.races.size(), second == take ? 0u : 1u);
    EXPECT_EQ(execution.plain_accesses, 2u);
    EXPECT_EQ(execution.events.size(), 2u);
  }
}

TEST(Races, AreReportedWithBothAccessesAndTheirPlaces) {
  std::shared_ptr<Shared> shared;
  Scheduler scheduler;
  Replay strategy({1, 0, 1, 0});
  const Program program = program_of({write_under_read_lock, access_locked<Mode::read>}, shared);
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
      explore(scheduler, program_of({access_locked<Mode::write>, read_unlocked}, shared), strategy,
              {}, [&](const Execution& execution) {
                racing += execution.races.size();
                return true;
              });
  EXPECT_EQ(result.executions, 2u);
  EXPECT_EQ(racing, 2u);
}

}  // namespace
}  // namespace claimcheck::schedule
