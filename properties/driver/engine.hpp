// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "impl/engine.h"
#include "model/state.hpp"
#include "properties/driver/environment.hpp"

namespace claimcheck::driver {

// An engine that cannot be used: no such file, no such symbol, another version.
class EngineError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// An engine by its name: "indexed", "posted" or the path of a shared object. A plugin stays
// loaded as long as a copy of this lives.
class Engine {
 public:
  // Throws EngineError, with what was expected.
  static Engine named(const std::string& name);

  const claimcheck_engine_api& api() const { return *api_; }
  // What `expect breaks ... on` calls it.
  std::string name() const { return api_->name; }
  // What the command line calls it: the name, or the path it was loaded from.
  const std::string& argument() const { return argument_; }

 private:
  Engine(const claimcheck_engine_api* api, std::string argument, std::shared_ptr<void> library);

  const claimcheck_engine_api* api_;  // never null; of the version that we were built with
  std::string argument_;
  std::shared_ptr<void> library_;  // null for an engine of this tree
};

// One running engine. Destroys it in the end, in whatever state it is.
class Instance {
 public:
  // Throws EngineError where the engine refuses.
  Instance(const Engine& engine, const model::Setup& setup);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  Environment& environment() { return environment_; }
  void apply(const claimcheck_operation& operation, claimcheck_outcome& outcome) {
    api_.apply(engine_, &operation, &outcome);
  }
  void snapshot(const claimcheck_sink& sink) { api_.snapshot(engine_, &sink); }

 private:
  const claimcheck_engine_api& api_;
  std::vector<claimcheck_region_setup> regions_;  // lives as long as the engine, as it may ask
  claimcheck_setup setup_;
  Environment environment_;
  void* engine_ = nullptr;
};

}  // namespace claimcheck::driver
