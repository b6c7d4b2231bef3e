// SPDX-License-Identifier: MIT
#include "properties/concurrent/real_environment.hpp"

#include <algorithm>
#include <chrono>
#include <functional>

#include "properties/engines/environment.hpp"

namespace claimcheck::concurrent {
namespace {

constexpr std::size_t outside = model::max_thread;
constexpr std::size_t lent_locks = 1024;  // a power of two
constexpr std::size_t max_probes = 16;

// Which thread this is. The environment's interface has no other way to know.
thread_local std::size_t this_thread = outside;

RealEnvironment* self(void* context) {
  return static_cast<RealEnvironment*>(context);
}

}  // namespace

RealEnvironment::RealEnvironment(bool lends_locks, std::uint64_t seed) : interface_{} {
  for (auto& thread : threads_) thread.random = schedule::Random(seed++);
  interface_.version = CLAIMCHECK_ENGINE_VERSION;
  interface_.context = this;
  interface_.fail = [](void* context, const char* site) { return self(context)->fail(site); };
  interface_.atomic = [](void* context, const void*, const char*, std::uint32_t) {
    self(context)->dawdle();
  };
  interface_.acquire = [](void*, const void*) {};
  interface_.release = [](void*, const void*) {};
  interface_.access = [](void* context, const void*, std::size_t, const char*, std::uint32_t,
                         const claimcheck_source*) { self(context)->dawdle(); };
  interface_.self = [](void*) {
    return this_thread == outside ? 0 : static_cast<std::uint32_t>(this_thread + 1);
  };
  interface_.die = [](void*, const char* text) { engines::die(text ? text : "(null)"); };
  interface_.warn = [](void*, const char*) {};
  if (!lends_locks) return;
  lent_ = std::vector<Lent>(lent_locks);
  interface_.lock = [](void* context, const void* lock, const char* name, std::uint32_t mode) {
    return self(context)->lock(lock, name, mode);
  };
  interface_.unlock = [](void* context, const void* lock) { self(context)->unlock(lock); };
}

void RealEnvironment::enter(std::size_t thread) {
  this_thread = thread;
}

void RealEnvironment::leave() {
  this_thread = outside;
}

void RealEnvironment::begin(std::size_t thread, std::span<const model::Fault> faults) {
  threads_[thread].faults.begin(faults, false);
}

void RealEnvironment::dawdle() {
  if (this_thread == outside) return;
  const auto chance = threads_[this_thread].random.below(16);
  if (chance < 4) std::this_thread::yield();
  if (chance == 4) std::this_thread::sleep_for(std::chrono::microseconds(20));
}

int RealEnvironment::fail(const char* site) {
  dawdle();
  return this_thread == outside ? 0 : threads_[this_thread].faults.fail(site);
}

// Null: there is no room.
std::shared_mutex* RealEnvironment::common_mutex_of(const void* lock) {
  const auto start = std::hash<std::uintptr_t>{}(reinterpret_cast<std::uintptr_t>(lock) >> 3);
  for (std::size_t probe = 0; probe < max_probes; ++probe) {
    auto& place = lent_[(start + probe) % lent_locks];
    const void* there = nullptr;
    if (place.lock.compare_exchange_strong(there, lock, std::memory_order_relaxed) ||
        there == lock) {
      return &place.mutex;
    }
  }
  return nullptr;
}

std::shared_mutex& RealEnvironment::mutex_of(const void* lock) {
  if (auto* mutex = common_mutex_of(lock)) return *mutex;
  const std::scoped_lock guard(guard_);
  return rest_[lock];
}

int RealEnvironment::lock(const void* lock, const char* name, std::uint32_t mode) {
  if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    if (const int error = fail(name)) return error;
  }
  dawdle();
  const bool to_write = (mode & CLAIMCHECK_WRITE) != 0;
  auto& mutex = mutex_of(lock);
  if (to_write) {
    mutex.lock();
  } else {
    mutex.lock_shared();
  }
  threads_[this_thread].held.push_back({lock, to_write});
  return 0;
}

void RealEnvironment::unlock(const void* lock) {
  auto& held = threads_[this_thread].held;
  const auto found = std::ranges::find(held, lock, &Held::lock);
  if (found == held.end()) return;  // the controlled scheduler reports it
  auto& mutex = mutex_of(lock);
  if (found->to_write) {
    mutex.unlock();
  } else {
    mutex.unlock_shared();
  }
  held.erase(found);
  dawdle();
}

}  // namespace claimcheck::concurrent
