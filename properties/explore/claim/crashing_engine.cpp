// SPDX-License-Identifier: MIT
//
// A plugin for tests: the indexed engine, but it dies of a claim without the region's driver and
// of a device that cannot be allocated, cannot be cloned, and refuses a second instance.
#include <cerrno>
#include <cstdlib>

#include "impl/indexed/indexed.h"

namespace {

const claimcheck_engine_api& indexed() {
  return *claimcheck_indexed_engine();
}

bool alive = false;  // as in an engine whose state is global: what this plugin stands for

int create(const claimcheck_setup* setup, const claimcheck_env* env, void** engine) {
  if (alive) return -EBUSY;
  const int result = indexed().create(setup, env, engine);
  alive = result == 0;
  return result;
}

void destroy(void* engine) {
  indexed().destroy(engine);
  alive = false;
}

void apply(void* engine, const claimcheck_operation* operation, claimcheck_outcome* outcome) {
  indexed().apply(engine, operation, outcome);
  const bool unbound = operation->kind == CLAIMCHECK_WRITE_UUID && outcome->result == -ENXIO;
  const bool no_memory = operation->kind == CLAIMCHECK_CREATE && outcome->result == -ENOMEM;
  if (unbound || no_memory) std::abort();
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const claimcheck_engine_api* claimcheck_engine() {
  static const claimcheck_engine_api api = [] {
    claimcheck_engine_api changed = indexed();
    changed.name = "crashing";
    changed.create = create;
    changed.destroy = destroy;
    changed.apply = apply;
    changed.clone = nullptr;
    return changed;
  }();
  return &api;
}
