// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "impl/engine.h"
#include "model/state.hpp"
#include "properties/engines/environment.hpp"

namespace claimcheck::engines {

// An engine that cannot be used: no such file, no such symbol, another version.
class EngineError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// An exception that came out of an engine, across an interface that knows none.
class EngineThrew : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// An engine by its name: "indexed", "posted" or the path of a shared object. A plugin stays
// loaded for good: unloading would run code of it once more, in our process.
class Engine {
 public:
  // indexed, posted, or the path of a shared object; behind that a comma and options of its own.
  // Throws EngineError, with what was expected.
  static Engine named(const std::string& name);
  // An engine of this process, whose table lives as long as it does. Throws EngineError.
  static Engine of(const claimcheck_engine_api& api);

  const claimcheck_engine_api& api() const { return *api_; }
  // What `expect breaks ... on` calls it.
  std::string name() const { return api_->name; }
  // What the command line calls it: the name, or the path it was loaded from and its options.
  const std::string& argument() const { return argument_; }
  // What its create() is given: "unbind=drops" of ./mine.so,unbind=drops.
  const std::string& options() const { return options_; }
  // What a plugin says that it turned out to be, and what of it is not checked: lines for people.
  const std::vector<std::string>& about() const { return about_; }

 private:
  Engine(const claimcheck_engine_api* api, std::string argument, std::string options = {});

  const claimcheck_engine_api* api_;  // never null; of the version that we were built with
  std::string argument_;
  std::string options_;
  std::vector<std::string> about_;
};

// What stands behind the first comma of what an engine is called by; empty where there is none.
std::string options_of(const std::string& argument);

// One running engine.
class Running {
 public:
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // Both throw EngineThrew where the engine throws.
  void apply(const claimcheck_operation& operation, claimcheck_outcome& outcome);
  void snapshot(const claimcheck_sink& sink);

  // Whether an apply() that ended wrote past the end of its outcome.
  bool overran() const { return overran_; }

 protected:
  explicit Running(const claimcheck_engine_api& api) : api_(api) {}
  ~Running() = default;
  friend class Branch;

  const claimcheck_engine_api& api_;
  void* engine_ = nullptr;             // destroyed by those that made it
  std::atomic<bool> overran_ = false;  // of several threads, any may find it out
};

// An engine in an environment that others lend and keep alive. Destroys it in the end, in whatever
// state it is.
class Hosted : public Running {
 public:
  // Throws EngineError where the engine refuses.
  Hosted(const Engine& engine, const model::Setup& setup, const claimcheck_env& env);
  ~Hosted();

 private:
  // Both live as long as the engine, as it may ask.
  std::vector<claimcheck_region_setup> regions_;
  std::string options_;
  claimcheck_setup setup_;
};

// An engine in an environment of its own, for one thread.
class Instance {
 public:
  // Throws EngineError where the engine refuses.
  Instance(const Engine& engine, const model::Setup& setup);

  Environment& environment() { return environment_; }
  Running& running() { return hosted_; }
  const Running& running() const { return hosted_; }

 private:
  Environment environment_;
  Hosted hosted_;
};

// An independent copy of an engine at rest. It has its original's environment, which must outlive
// it.
class Branch : public Running {
 public:
  // Throws EngineError where the engine cannot be cloned, or refuses.
  explicit Branch(const Running& original);
  ~Branch();
};

}  // namespace claimcheck::engines
