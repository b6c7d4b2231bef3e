// SPDX-License-Identifier: MIT
// Real threads with the engine's own locks: run it under ThreadSanitizer for C3.
#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <functional>
#include <new>
#include <thread>
#include <vector>

#include "impl/indexed/indexed.h"
#include "impl/testing/operations.hpp"
#include "impl/testing/snapshot.hpp"

namespace claimcheck::indexed {
namespace {

using namespace claimcheck::testing;

// An engine with an environment that lends nothing but its version.
class Bare {
 public:
  Bare() {
    env_.version = CLAIMCHECK_ENGINE_VERSION;
    const claimcheck_setup setup{&region_, 1, ""};
    if (api().create(&setup, &env_, &engine_)) throw std::bad_alloc();
  }
  ~Bare() { api().destroy(engine_); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  std::int64_t apply(const Operation& operation) {
    const claimcheck_operation view = operation.view();
    claimcheck_outcome outcome;
    api().apply(engine_, &view, &outcome);
    return outcome.result;
  }
  testing::Snapshot snapshot() { return take_snapshot(api(), engine_); }

 private:
  static const claimcheck_engine_api& api() { return *claimcheck_indexed_engine(); }

  claimcheck_region_setup region_{region_base, region_size, align,           CLAIMCHECK_DYNAMIC,
                                  1,           1,           CLAIMCHECK_KEEPS};
  claimcheck_env env_{};
  void* engine_ = nullptr;
};

void run_threads(std::uint32_t count, const std::function<void(std::uint32_t)>& body) {
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0; i < count; i++) threads.emplace_back(body, i);
  for (std::thread& thread : threads) thread.join();
}

TEST(IndexedThreads, C2OneOfTheDevicesThatRaceForATagWins) {
  for (int round = 0; round < 50; round++) {
    Bare engine;
    engine.apply(offer('a', {member(0), member(align)}));
    for (int i = 0; i < 3; i++) engine.apply(create());
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    run_threads(4, [&](std::uint32_t i) {
      const std::int64_t result = engine.apply(claim('a', {0, i}));
      won += result == 36;
      lost += result == -ENOENT;
    });
    ASSERT_EQ(won, 1);
    ASSERT_EQ(lost, 3);
  }
}

TEST(IndexedThreads, C2OneOfTheWritersToADeviceWins) {
  for (int round = 0; round < 50; round++) {
    Bare engine;
    for (const char digit : {'a', 'b', 'c', 'd'}) {
      engine.apply(offer(digit, {member(static_cast<std::uint64_t>(digit - 'a') * align)}));
    }
    std::atomic<int> won = 0;
    std::atomic<int> busy = 0;
    run_threads(4, [&](std::uint32_t i) {
      const std::int64_t result = engine.apply(claim(static_cast<char>('a' + i)));
      won += result == 36;
      busy += result == -EBUSY;
    });
    ASSERT_EQ(won, 1);
    ASSERT_EQ(busy, 3);
  }
}

TEST(IndexedThreads, C3DevicesComeAndGoUnderThoseWhoUseThem) {
  Bare engine;
  engine.apply(offer('a', {member(0), member(align)}));
  engine.apply(offer('0', {member(4 * align)}));
  run_threads(4, [&](std::uint32_t i) {
    const DeviceName device{0, 1 + i % 2};
    for (int round = 0; round < 300; round++) {
      engine.apply(create());
      engine.apply(claim('a', device));
      engine.apply(read_uuid(device));
      engine.apply(bind(device));
      engine.apply(read_size(device));
      engine.apply(unbind(device));
      engine.apply(write_uuid("nonsense", device));
      engine.apply(write_size("0", device));
      engine.apply(read_available());
      engine.apply(remove(device));
      engine.apply(offer('b', {member(8 * align)}));
      engine.apply(release('b'));
    }
  });
  // Nobody removes more than two, so what the others made may be many: as many as were made.
  for (const auto& device : engine.snapshot().devices) {
    const DeviceName name{device.region, device.index};
    engine.apply(unbind(name));
    engine.apply(write_size("0", name));
    engine.apply(remove(name));
  }
  engine.apply(release('a'));
  engine.apply(release_at(4 * align));
  EXPECT_EQ(engine.snapshot().total_held(), 0u) << engine.snapshot();
}

}  // namespace
}  // namespace claimcheck::indexed
