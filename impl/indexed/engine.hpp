// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>

#include "impl/engine.h"
#include "impl/indexed/locks.hpp"
#include "impl/indexed/region.hpp"
#include "impl/indexed/uuid_text.hpp"

namespace claimcheck::indexed {

// M3: how many extents with a tag live on the host, in all regions together.
struct TagIndex {
  RwLock lock{"tag-index"};
  std::unordered_map<Uuid, std::size_t, UuidHash> live;  // never 0 at rest
};

struct Engine {
  // With no region yet.
  explicit Engine(const Env& lent) : env(lent) {}
  Engine(const claimcheck_setup& setup, const Env& lent) : env(lent) {
    for (std::size_t i = 0; i < setup.region_count; i++) regions.emplace_back(setup.regions[i]);
  }

  const Env env;
  TagIndex tags;
  std::deque<Region> regions;
  bool is_kept = false;  // an image has it, and destroys it: see images.cpp
};

// Everything that a user can see of the engine at rest, and what it holds.
void emit_snapshot(const Engine& engine, const claimcheck_sink& sink);

}  // namespace claimcheck::indexed
