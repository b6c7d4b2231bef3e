// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"
#include "model/trace/trace.hpp"
#include "properties/generate/choices.hpp"
#include "properties/generate/grid.hpp"

// Random extent sets: offers and injected extents that are mostly admitted and now and then break
// each of the rules M1 to M6.

namespace claimcheck::generate {

struct Scene {
  const model::Setup& setup;
  const model::State& state;
  const std::vector<model::NamedTag>& tags;
  const std::vector<Grid>& grids;  // of each region
  bool wide = false;  // values from the whole of their ranges, and not only those that meet
};

// A place for an extent that does not overlap those of the region, nor `earlier`, if one turns up
// in a few tries.
model::Member place(Choices& choices, const Scene& scene, std::uint32_t region,
                    const std::vector<model::Member>& earlier);

model::Operation offer(Choices& choices, const Scene& scene, std::uint32_t region);
model::Operation inject(Choices& choices, const Scene& scene, std::uint32_t region);
model::Operation release(Choices& choices, const Scene& scene, std::uint32_t region);

}  // namespace claimcheck::generate
