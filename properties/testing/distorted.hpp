// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>

#include "impl/indexed/indexed.h"
#include "properties/engines/engine.hpp"

// Engines with one fault each, for tests of what finds it: the indexed engine, which has none, and
// a fault between it and the harness.

namespace claimcheck::testing {

// What a fault may change. One lives as long as its engine, so it may remember.
struct NoFault {
  void before(const claimcheck_operation&, const claimcheck_env&) {}
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) {}
  void show_region(claimcheck_region_state&) {}
  void show_extent(claimcheck_extent&) {}
  void show_device(claimcheck_device&) {}
  void held(std::uint64_t&) {}
  void more(const claimcheck_sink&) {}           // after all that the engine shows
  void more_of_parts(const claimcheck_sink&) {}  // where that is parts of it
};

template <class Fault>
class Distorted {
 public:
  static const claimcheck_engine_api* api() {
    static const claimcheck_engine_api table = [] {
      auto distorted = *claimcheck_indexed_engine();
      distorted.name = "distorted";
      distorted.create = create;
      distorted.destroy = destroy;
      distorted.apply = apply;
      distorted.snapshot = snapshot;
      distorted.clone = nullptr;
      return distorted;
    }();
    return &table;
  }

  // As claimcheck_engine_show() of impl/engine_parts.h, with the same faults.
  static void show(void* engine, const claimcheck_part* parts, std::size_t part_count,
                   const claimcheck_sink* sink) {
    auto* self = static_cast<Distorted*>(engine);
    Between between{self->fault_, *sink};
    const claimcheck_sink distorting = distorted_sink(between);
    claimcheck_indexed_show(self->inner_, parts, part_count, &distorting);
    self->fault_.more_of_parts(*sink);
  }

 private:
  struct Between {
    Fault& fault;
    const claimcheck_sink& sink;
  };

  static int create(const claimcheck_setup* setup, const claimcheck_env* env, void** engine) {
    auto* self = new Distorted;
    self->env_ = *env;
    *engine = self;
    return claimcheck_indexed_engine()->create(setup, env, &self->inner_);
  }
  static void destroy(void* engine) {
    auto* self = static_cast<Distorted*>(engine);
    claimcheck_indexed_engine()->destroy(self->inner_);
    delete self;
  }
  static void apply(void* engine, const claimcheck_operation* operation,
                    claimcheck_outcome* outcome) {
    auto* self = static_cast<Distorted*>(engine);
    self->fault_.before(*operation, self->env_);
    claimcheck_indexed_engine()->apply(self->inner_, operation, outcome);
    self->fault_.after(*operation, *outcome, self->env_);
  }
  static void snapshot(void* engine, const claimcheck_sink* sink) {
    auto* self = static_cast<Distorted*>(engine);
    Between between{self->fault_, *sink};
    const claimcheck_sink distorting = distorted_sink(between);
    claimcheck_indexed_engine()->snapshot(self->inner_, &distorting);
    self->fault_.more(*sink);
  }

  static claimcheck_sink distorted_sink(Between& between) {
    return {&between, show_region, show_extent, show_device, held};
  }
  static void show_region(void* context, const claimcheck_region_state* region) {
    auto& between = *static_cast<Between*>(context);
    auto shown = *region;
    between.fault.show_region(shown);
    between.sink.region(between.sink.context, &shown);
  }
  static void show_extent(void* context, const claimcheck_extent* extent) {
    auto& between = *static_cast<Between*>(context);
    auto shown = *extent;
    between.fault.show_extent(shown);
    between.sink.extent(between.sink.context, &shown);
  }
  static void show_device(void* context, const claimcheck_device* device) {
    auto& between = *static_cast<Between*>(context);
    auto shown = *device;
    between.fault.show_device(shown);
    between.sink.device(between.sink.context, &shown);
  }
  static void held(void* context, const char* kind, std::uint64_t count) {
    auto& between = *static_cast<Between*>(context);
    between.fault.held(count);
    between.sink.held(between.sink.context, kind, count);
  }

  Fault fault_;
  claimcheck_env env_{};
  void* inner_ = nullptr;
};

template <class Fault>
engines::Engine engine_with() {
  return engines::Engine::of(*Distorted<Fault>::api());
}

// One that shows parts of itself too.
template <class Fault>
engines::Engine engine_in_parts_with() {
  return engines::Engine::of(*Distorted<Fault>::api(), nullptr, Distorted<Fault>::show);
}

inline bool is_claim(const claimcheck_operation& operation) {
  return operation.kind == CLAIMCHECK_WRITE_UUID;
}

}  // namespace claimcheck::testing
