// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "impl/support/light_lock.hpp"
#include "impl/support/spread_lock.hpp"

namespace claimcheck::support {
namespace {

using Reading = std::shared_lock<LightLock>;

Reading read(LightLock& lock) {
  return Reading(lock);
}
Reading read(SpreadLock& lock) {
  return Reading(lock.lock_shared(), std::adopt_lock);
}

template <class Lock>
class Locks : public testing::Test {};
using Both = testing::Types<LightLock, SpreadLock>;
TYPED_TEST_SUITE(Locks, Both);

TYPED_TEST(Locks, KeepWritersApartFromAllAndLoseNoWakeUp) {
  constexpr int rounds = 20'000;
  TypeParam lock;
  int first = 0;
  int second = 0;
  int torn = 0;
  std::atomic<int> reads = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 2; thread++) {
      threads.emplace_back([&] {
        for (int i = 0; i < rounds; i++) {
          const std::unique_lock hold(lock);
          first++;
          if (i % 512 == 0) std::this_thread::yield();  // so that others give up spinning
          second++;
        }
      });
      threads.emplace_back([&] {
        int seen = 0;
        for (int i = 0; i < rounds; i++) {
          const Reading hold = read(lock);
          seen += first != second;
        }
        reads += rounds;
        const std::unique_lock hold(lock);
        torn += seen;
      });
    }
  }
  EXPECT_EQ(first, 2 * rounds);
  EXPECT_EQ(second, 2 * rounds);
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(reads, 2 * rounds);
}

TYPED_TEST(Locks, LetReadersInTogether) {
  TypeParam lock;
  {
    const Reading held = read(lock);
    std::jthread([&] { const Reading hold = read(lock); }).join();
  }
  const std::unique_lock hold(lock);
}

TYPED_TEST(Locks, WakeAWriterThatSleepsWhenTheLastReaderGoes) {
  TypeParam lock;
  std::atomic<bool> is_held = false;
  Reading first = read(lock);
  Reading second = read(lock);
  std::jthread writer([&] {
    const std::unique_lock hold(lock);
    is_held = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  first.unlock();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_FALSE(is_held);
  second.unlock();
  writer.join();
  EXPECT_TRUE(is_held);
}

}  // namespace
}  // namespace claimcheck::support
