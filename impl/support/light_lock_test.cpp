// SPDX-License-Identifier: MIT
#include "impl/support/light_lock.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

namespace claimcheck::support {
namespace {

TEST(LightLock, KeepsWritersApartFromAllAndLosesNoWakeUp) {
  constexpr int rounds = 20'000;
  LightLock lock;
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
          const std::shared_lock hold(lock);
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

TEST(LightLock, LetsReadersInTogether) {
  LightLock lock;
  lock.lock_shared();
  std::jthread([&] { const std::shared_lock hold(lock); }).join();
  lock.unlock_shared();
  const std::unique_lock hold(lock);
}

TEST(LightLock, WakesAWriterThatSleepsWhenTheLastReaderGoes) {
  LightLock lock;
  std::atomic<bool> is_held = false;
  lock.lock_shared();
  lock.lock_shared();
  std::jthread writer([&] {
    const std::unique_lock hold(lock);
    is_held = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  lock.unlock_shared();
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_FALSE(is_held);
  lock.unlock_shared();
  writer.join();
  EXPECT_TRUE(is_held);
}

}  // namespace
}  // namespace claimcheck::support
