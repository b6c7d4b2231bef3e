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

// So many extents of one align, one behind the other and behind those of the region, as a device
// that is large gives them. Empty where they do not fit.
std::vector<model::Member> row(const Scene& scene, std::uint32_t region, std::uint64_t count);

// Makes wrong what were the numbers of a group: one becomes another's, or any, two change so that
// their sum stays, or all of them from some place on are one higher or lower.
void spoil_numbers(Choices& choices, std::vector<std::uint16_t>& seqs);

model::Operation offer(Choices& choices, const Scene& scene, std::uint32_t region);
model::Operation inject(Choices& choices, const Scene& scene, std::uint32_t region);
model::Operation release(Choices& choices, const Scene& scene, std::uint32_t region);

}  // namespace claimcheck::generate
