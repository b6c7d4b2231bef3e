// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "impl/engine_parts.h"
#include "model/state.hpp"
#include "properties/engines/call_mark.hpp"
#include "properties/engines/description.hpp"
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

// A plugin that this process knows by its description.
class DescribedPlugin;

// An engine by its name: "indexed", "posted" or the path of a shared object. A plugin stays
// loaded for good: unloading would run code of it once more, in our process.
class Engine {
 public:
  // indexed, posted, or the path of a shared object; behind that a comma and options of its own.
  // A plugin is loaded here and now, into this process. Throws EngineError, with what was expected.
  static Engine named(const std::string& name);
  // A plugin that another process has loaded and described. Nothing of it is ever loaded into the
  // process that calls this: what is forked from it loads the plugin when it first runs it.
  static Engine described(const std::string& name, Description description);
  // An engine of this process, whose table lives as long as it does, and that of its images where
  // it has some; `show` where it shows parts. Throws EngineError.
  static Engine of(const claimcheck_engine_api& api, const claimcheck_images* images = nullptr,
                   claimcheck_engine_show_function show = nullptr);

  // What it is like. To call it, take loaded().
  const claimcheck_engine_api& api() const { return *api_; }
  std::shared_ptr<const claimcheck_engine_api> shared_api() const { return api_; }
  // The table by which it can be called. Throws EngineError where a plugin cannot be loaded, or is
  // another than was described; std::logic_error in the process to which it was described.
  const claimcheck_engine_api& loaded() const;
  // How it is put back where loaded() could call it; null where it cannot be.
  const claimcheck_images* images() const;
  // How it shows parts of itself, likewise; null where it shows itself as a whole only.
  claimcheck_engine_show_function show() const;
  // What `expect breaks ... on` calls it.
  std::string name() const { return api_->name; }
  // What the command line calls it: the name, or the path it was loaded from and its options.
  const std::string& argument() const { return argument_; }
  // What its create() is given: "unbind=drops" of ./mine.so,unbind=drops.
  const std::string& options() const { return options_; }
  // The same engine, whose calls are marked: of one thread. The mark must outlive all that is made
  // of it.
  Engine marked(CallMark& mark) const;
  CallMark* mark() const { return mark_; }  // null: nobody watches

  // What a plugin says that it turned out to be, and what of it is not checked: lines for people.
  const std::vector<std::string>& about() const { return about_; }

 private:
  Engine(std::shared_ptr<const claimcheck_engine_api> api, std::string argument,
         std::string options = {});

  std::shared_ptr<const claimcheck_engine_api> api_;  // never null; of our own version
  std::shared_ptr<DescribedPlugin> plugin_;           // null: api_ can be called
  const claimcheck_images* images_ = nullptr;         // of what was loaded here, as what follows
  claimcheck_engine_show_function show_ = nullptr;
  std::string argument_;
  std::string options_;
  std::vector<std::string> about_;
  CallMark* mark_ = nullptr;
};

// Whether it is called by the name of an engine that is linked to this program.
bool is_of_this_tree(const std::string& argument);

// What stands behind the first comma of what an engine is called by; empty where there is none.
std::string options_of(const std::string& argument);

// One running engine.
class Running {
 public:
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  // All throw EngineThrew where the engine throws.
  void apply(const claimcheck_operation& operation, claimcheck_outcome& outcome);
  void snapshot(const claimcheck_sink& sink);
  // These parts; shows_parts().
  void show(std::span<const claimcheck_part> parts, const claimcheck_sink& sink);
  bool shows_parts() const { return show_ != nullptr; }

  // Whether an apply() that ended wrote past the end of its outcome.
  bool overran() const { return overran_; }

 protected:
  Running(const claimcheck_engine_api& api, claimcheck_engine_show_function show, CallMark* mark)
      : api_(api), show_(show), mark_(mark) {}
  ~Running() = default;
  friend class Branch;

  const claimcheck_engine_api& api_;
  claimcheck_engine_show_function show_;  // null: it shows no parts
  CallMark* mark_;
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

  // Keeps the state that it has now, where the engine can be put back. False: it cannot.
  bool keep();
  // Destroys the engine; what can be called then is restore(), after keep(), or the destructor.
  void destroy();
  void restore();

 private:
  const claimcheck_images* images_;  // null: it cannot be put back
  void* image_ = nullptr;            // null: nothing is kept
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
