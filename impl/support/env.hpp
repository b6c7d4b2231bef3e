// SPDX-License-Identifier: MIT
// The environment as the engines in this tree use it: every function of a claimcheck_env may be
// NULL here (nothing fails, nobody listens), and where it lends no locks the engine's own are
// taken, so that an engine runs at full speed without a harness around it.
#pragma once

#include <cstdint>

#include "impl/engine.h"
#include "impl/support/light_lock.hpp"
#include "impl/support/spread_lock.hpp"
#include "impl/support/spread_sum.hpp"

namespace claimcheck::support {

// A copy of what the harness lent; safe to use from any thread that is inside apply().
class Env {
 public:
  explicit Env(const claimcheck_env* env) : env_(*env) {}

  // 0, or the negative errno with which the fallible step `site` fails.
  int fail(const char* site) const { return env_.fail ? env_.fail(env_.context, site) : 0; }

  void warn(const char* text) const {
    if (env_.warn) env_.warn(env_.context, text);
  }

  // Announces a read or a write of plain shared data to the race detector.
  void access(const void* object, const char* name, claimcheck_mode mode) const {
    if (env_.access) env_.access(env_.context, object, 1, name, mode, nullptr);
  }

  bool lends_locks() const { return env_.lock != nullptr; }

 private:
  friend class Hold;
  claimcheck_env env_;
};

// A reader-writer lock. `name` is a string literal: for people, and the site of an
// interruptible wait. To an environment all are the same; `Native` is what it is without one.
template <class Native>
class NamedLock {
 public:
  explicit NamedLock(const char* name) : name_(name) {}

 private:
  friend class Hold;
  const char* name_;
  Native native_;
};

using RwLock = NamedLock<LightLock>;
using SpreadRwLock = NamedLock<SpreadLock>;  // for what all read and few write

// Holds a lock for a scope. A wait that was interrupted holds nothing, and error() says so; an
// uninterruptible one always holds. Owns no memory: a thread that is given up inside lock()
// never runs its destructors, and destroy() must be able to give back everything all the same.
class Hold {
 public:
  Hold() = default;  // of nothing, until take()
  Hold(const Env& env, RwLock& lock, std::uint32_t mode) { take(env, lock, mode); }
  Hold(const Env& env, SpreadRwLock& lock, std::uint32_t mode) { take(env, lock, mode); }
  // Holds nothing where the environment lends no locks.
  struct OnlyLent {};
  static constexpr OnlyLent only_lent{};
  Hold(const Env& env, RwLock& lock, std::uint32_t mode, OnlyLent) {
    if (env.lends_locks()) take(env, lock, mode);
  }
  ~Hold();
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

  // At most once. Returns error().
  int take(const Env& env, RwLock& lock, std::uint32_t mode);
  int take(const Env& env, SpreadRwLock& lock, std::uint32_t mode);
  // 0, or the negative errno of an interrupted wait.
  int error() const { return error_; }

 private:
  // Takes it from the environment, where that lends locks; else only the wait may be interrupted.
  int ask(const Env& env, const void* lock, const char* name, std::uint32_t mode);

  // What is held: of the environment `lent_`, else one of the other three. All are null where
  // nothing is held.
  const Env* env_ = nullptr;
  const void* lent_ = nullptr;
  LightLock* read_ = nullptr;
  LightLock* written_ = nullptr;
  SpreadLock* spread_written_ = nullptr;
  int error_ = 0;
};

inline int Hold::ask(const Env& env, const void* lock, const char* name, std::uint32_t mode) {
  if (env.env_.lock) {
    error_ = env.env_.lock(env.env_.context, lock, name, mode);
    env_ = &env;
    lent_ = error_ ? nullptr : lock;
  } else if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    error_ = env.fail(name);
  }
  return error_;
}

inline int Hold::take(const Env& env, RwLock& lock, std::uint32_t mode) {
  if (ask(env, &lock, lock.name_, mode) || lent_) return error_;
  if (mode & CLAIMCHECK_WRITE) {
    written_ = &lock.native_;
    written_->lock();
  } else {
    read_ = &lock.native_;
    read_->lock_shared();
  }
  return 0;
}

inline int Hold::take(const Env& env, SpreadRwLock& lock, std::uint32_t mode) {
  if (ask(env, &lock, lock.name_, mode) || lent_) return error_;
  if (mode & CLAIMCHECK_WRITE) {
    spread_written_ = &lock.native_;
    spread_written_->lock();
  } else {
    read_ = &lock.native_.lock_shared();
  }
  return 0;
}

inline Hold::~Hold() {
  if (lent_) {
    env_->env_.unlock(env_->env_.context, lent_);
  } else if (written_) {
    written_->unlock();
  } else if (read_) {
    read_->unlock_shared();
  } else if (spread_written_) {
    spread_written_->unlock();
  }
}

// A size that threads change in one step each, under no lock that they share. To an environment
// such a step is a lock held for one access, which is what an atomic is: so a scheduler sees which
// steps meet, and need not take every one for a step that anything depends on.
class AtomicSize {
 public:
  AtomicSize(const char* name, std::uint64_t value) : step_(name), value_(value) {}

  void add(const Env& env, std::uint64_t amount) {
    const Hold hold(env, step_, CLAIMCHECK_WRITE, Hold::only_lent);
    value_.add(amount);
  }
  void subtract(const Env& env, std::uint64_t amount) { add(env, -amount); }
  std::uint64_t read(const Env& env) {
    const Hold hold(env, step_, CLAIMCHECK_READ, Hold::only_lent);
    return value_.read();
  }

  // For one who holds a lock for write that all others hold for read.
  std::uint64_t value() const { return value_.read_at_rest(); }
  void set(std::uint64_t value) { value_.add(value - value_.read_at_rest()); }
  void grow(std::uint64_t amount) { value_.add(amount); }
  void shrink(std::uint64_t amount) { value_.add(-amount); }

 private:
  RwLock step_;
  SpreadSum value_;
};

inline constexpr std::uint32_t write_interruptible = CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE;
inline constexpr std::uint32_t read_interruptible = CLAIMCHECK_READ | CLAIMCHECK_INTERRUPTIBLE;

}  // namespace claimcheck::support
