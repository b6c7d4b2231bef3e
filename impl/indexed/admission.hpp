// SPDX-License-Identifier: MIT
// How extents come and go (M1 to M7). Each takes its locks itself. 0 or a negative errno, and
// then nothing is changed (M5, A1); throws std::bad_alloc likewise.
#pragma once

#include "impl/indexed/engine.hpp"

namespace claimcheck::indexed {

int offer(Engine& engine, Region& region, const claimcheck_operation& operation);
int inject(Engine& engine, Region& region, const claimcheck_operation& operation);
int release_tag(Engine& engine, Region& region, const Uuid& tag);
int release_untagged(Engine& engine, Region& region, std::uint64_t start);

}  // namespace claimcheck::indexed
