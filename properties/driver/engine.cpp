// SPDX-License-Identifier: MIT
#include "properties/driver/engine.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "impl/indexed/indexed.h"
#include "impl/posted/posted.h"
#include "model/error_name.hpp"

namespace claimcheck::driver {
namespace {

claimcheck_region_setup translate(const model::RegionSetup& region) {
  claimcheck_region_setup out{};
  out.base = region.base;
  out.size = region.size;
  out.align = region.align;
  out.kind = region.kind == model::RegionKind::dynamic   ? CLAIMCHECK_DYNAMIC
             : region.kind == model::RegionKind::static_ ? CLAIMCHECK_STATIC
                                                         : CLAIMCHECK_PLAIN;
  out.seq_base = region.seq_base;
  out.driver_bound = region.driver_bound;
  return out;
}

void refuse_other_version(std::uint32_t version, const std::string& argument) {
  if (version == CLAIMCHECK_ENGINE_VERSION) return;
  throw EngineError(fmt::format(
      "{}: built for version {} of the engine interface; this claimcheck has version {}", argument,
      version, CLAIMCHECK_ENGINE_VERSION));
}

void refuse_incomplete(const claimcheck_engine_api& api, const std::string& argument) {
  if (api.name && *api.name && api.sites && api.create && api.destroy && api.apply &&
      api.snapshot) {
    return;
  }
  throw EngineError(fmt::format(
      "{}: its table lacks one of name, sites, create, destroy, apply, snapshot", argument));
}

}  // namespace

Engine::Engine(const claimcheck_engine_api* api, std::string argument,
               std::shared_ptr<void> library)
    : api_(api), argument_(std::move(argument)), library_(std::move(library)) {}

Engine Engine::named(const std::string& name) {
  if (name == "indexed") return {claimcheck_indexed_engine(), name, nullptr};
  if (name == "posted") return {claimcheck_posted_engine(), name, nullptr};
  if (!name.ends_with(".so") && name.find('/') == std::string::npos) {
    throw EngineError(fmt::format(
        "no engine '{}': expected indexed, posted or the path of a shared object", name));
  }
  // dlopen looks for a bare name in the system's folders; what is meant is a file.
  const std::string path = name.find('/') == std::string::npos ? "./" + name : name;
  std::shared_ptr<void> library(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL), [](void* handle) {
    if (handle) dlclose(handle);
  });
  if (!library) throw EngineError(fmt::format("cannot load {}: {}", name, dlerror()));
  const auto entry =
      reinterpret_cast<claimcheck_engine_function>(dlsym(library.get(), "claimcheck_engine"));
  if (!entry) {
    throw EngineError(
        fmt::format("{}: exports no function claimcheck_engine (impl/engine.h)", name));
  }
  const auto* api = entry();
  if (!api) throw EngineError(fmt::format("{}: claimcheck_engine() returned NULL", name));
  refuse_other_version(api->version, name);
  refuse_incomplete(*api, name);
  return {api, name, library};
}

Hosted::Hosted(const Engine& engine, const model::Setup& setup, const claimcheck_env& env)
    : Running(engine.api()) {
  for (const auto& region : setup.regions) regions_.push_back(translate(region));
  setup_ = {regions_.data(), regions_.size()};
  const int result = api_.create(&setup_, &env, &engine_);
  if (result != 0 || !engine_) {
    throw EngineError(
        fmt::format("{}: create() returned {}", engine.name(),
                    result < 0 ? model::error_name(-result) : std::to_string(result)));
  }
}

Hosted::~Hosted() {
  api_.destroy(engine_);
}

Instance::Instance(const Engine& engine, const model::Setup& setup)
    : hosted_(engine, setup, *environment_.interface()) {}

Branch::Branch(const Running& original) : Running(original.api_) {
  if (!api_.clone) throw EngineError(fmt::format("{}: has no clone()", api_.name));
  const int result = api_.clone(original.engine_, &engine_);
  if (result < 0) {
    throw EngineError(
        fmt::format("{}: clone() failed with {}", api_.name, model::error_name(-result)));
  }
}

Branch::~Branch() {
  api_.destroy(engine_);
}

}  // namespace claimcheck::driver
