// SPDX-License-Identifier: MIT
#pragma once

#include "model/operation.hpp"
#include "model/trace.hpp"
#include "properties/generate/choices.hpp"

// Random extent sets: offers and injected extents that are mostly admitted and now and then break
// each of the rules M1 to M6.

namespace claimcheck::generate {

struct Scene {
  const model::Setup& setup;
  const model::State& state;
  const std::vector<model::NamedTag>& tags;
};

model::Operation offer(Choices& choices, const Scene& scene, std::uint32_t region);
model::Operation inject(Choices& choices, const Scene& scene, std::uint32_t region);
model::Operation release(Choices& choices, const Scene& scene, std::uint32_t region);

}  // namespace claimcheck::generate
