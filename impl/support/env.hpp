// SPDX-License-Identifier: MIT
// The environment as the engines in this tree use it: every function of a claimcheck_env may be
// NULL here (nothing fails, nobody listens), and where it lends no locks the engine's own are
// taken, so that an engine runs at full speed without a harness around it.
#pragma once

#include <cstdint>
#include <shared_mutex>

#include "impl/engine.h"

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
    if (env_.access) env_.access(env_.context, object, name, mode);
  }

 private:
  friend class Hold;
  claimcheck_env env_;
};

// A reader-writer lock. `name` is a string literal: for people, and the site of an
// interruptible wait.
class RwLock {
 public:
  explicit RwLock(const char* name) : name_(name) {}

 private:
  friend class Hold;
  const char* name_;
  std::shared_mutex native_;
};

// Holds a lock for a scope. A wait that was interrupted holds nothing, and error() says so; an
// uninterruptible one always holds. Owns no memory: a thread that is given up inside lock()
// never runs its destructors, and destroy() must be able to give back everything all the same.
class Hold {
 public:
  Hold() = default;  // of nothing, until take()
  Hold(const Env& env, RwLock& lock, std::uint32_t mode) { take(env, lock, mode); }
  ~Hold();
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

  // At most once. Returns error().
  int take(const Env& env, RwLock& lock, std::uint32_t mode);
  // 0, or the negative errno of an interrupted wait.
  int error() const { return error_; }

 private:
  const Env* env_ = nullptr;
  RwLock* lock_ = nullptr;  // nullptr where nothing is held
  std::uint32_t mode_ = 0;
  int error_ = 0;
};

inline int Hold::take(const Env& env, RwLock& lock, std::uint32_t mode) {
  if (env.env_.lock) {
    error_ = env.env_.lock(env.env_.context, &lock, lock.name_, mode);
  } else if (mode & CLAIMCHECK_INTERRUPTIBLE) {
    error_ = env.fail(lock.name_);
  }
  if (error_) return error_;
  if (!env.env_.lock && (mode & CLAIMCHECK_WRITE)) {
    lock.native_.lock();
  } else if (!env.env_.lock) {
    lock.native_.lock_shared();
  }
  env_ = &env;
  lock_ = &lock;
  mode_ = mode;
  return 0;
}

inline Hold::~Hold() {
  if (!lock_) return;
  if (env_->env_.lock) {
    env_->env_.unlock(env_->env_.context, lock_);
  } else if (mode_ & CLAIMCHECK_WRITE) {
    lock_->native_.unlock();
  } else {
    lock_->native_.unlock_shared();
  }
}

inline constexpr std::uint32_t write_interruptible = CLAIMCHECK_WRITE | CLAIMCHECK_INTERRUPTIBLE;
inline constexpr std::uint32_t read_interruptible = CLAIMCHECK_READ | CLAIMCHECK_INTERRUPTIBLE;

}  // namespace claimcheck::support
