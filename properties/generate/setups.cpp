// SPDX-License-Identifier: MIT
#include "properties/generate/setups.hpp"

#include <algorithm>

namespace claimcheck::generate {
namespace {

using model::RegionKind;

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
// So that eight fit below 2^63, wherever the first begins.
constexpr std::uint64_t max_size = std::uint64_t{1} << 59;

RegionKind kind_of(std::size_t number) {
  return number == 0 ? RegionKind::dynamic : number == 1 ? RegionKind::static_ : RegionKind::plain;
}

std::uint64_t some_align(Choices& choices) {
  switch (choices.weighted({35, 10, 10, 45})) {
    case 0:
      return 2 * mebibyte;
    case 1:
      return 4096;
    case 2:
      return gibibyte;
    default:
      return std::uint64_t{1} << choices.between(12, 30);
  }
}

// In aligns: a handful, about a grid, as many as a counter of 16 bits has numbers, or a power of
// two up to the largest size, and one align more or less than that.
std::uint64_t some_size(Choices& choices, std::uint64_t align) {
  const auto max = max_size / align;
  std::uint64_t aligns = 0;
  switch (choices.weighted({2, 4, 2, 3})) {
    case 0:
      aligns = choices.between(1, 8);
      break;
    case 1:
      aligns = choices.between(24, 512);
      break;
    case 2:
      aligns = 65'535 + choices.below(4);
      break;
    default:
      aligns = (std::uint64_t{1} << choices.between(1, 47)) + choices.below(3) - 1;
  }
  return align * std::clamp<std::uint64_t>(aligns, 1, max);
}

// A multiple of the align at or behind `from`: next to it, at a round address, or around a power.
std::uint64_t some_base(Choices& choices, std::uint64_t from, const model::RegionSetup& region) {
  const auto up = [&](std::uint64_t at) { return (at + region.align - 1) & ~(region.align - 1); };
  switch (choices.weighted({4, 3, 3})) {
    case 0:
      return up(from);
    case 1:
      return up(from + 4 * gibibyte * choices.below(1024));
    default: {
      const auto power = std::uint64_t{1} << choices.between(31, 60);
      const auto before = region.size / 2;
      return up(power - std::min(power, before) >= from ? power - std::min(power, before) : from);
    }
  }
}

// The whole of the address space: to its end, or all but the last align of it.
model::RegionSetup whole_space(Choices& choices, model::RegionSetup region) {
  const auto align = region.align;
  region.base = choices.percent(40) ? 0 : align << choices.below(8);
  region.size = std::uint64_t{0} - std::max(region.base, align);
  return region;
}

}  // namespace

model::Setup some_setup(Choices& choices, const Abilities& abilities) {
  model::Setup setup;
  const auto count = 1 + choices.weighted({5, 4, 1});
  for (std::size_t id = 0; id < count; ++id) {
    model::RegionSetup region;
    const bool first = id == 0;
    region.kind = kind_of(first ? 0 : choices.weighted({5, 2, 2}));
    region.size = gibibyte;
    region.base = 4 * gibibyte * (id + 1);
    if (first && choices.percent(12)) region.base = std::uint64_t{0} - region.size;  // to 2^64
    region.align = choices.percent(80) ? 2 * mebibyte : 64 * 1024;
    region.seq_base = choices.percent(65) ? 1 : 0;
    region.driver_bound = choices.percent(95);
    if (choices.percent(25)) region.unbind = model::Unbind::drops;
    setup.regions.push_back(within(abilities, region));
  }
  return setup;
}

model::Setup wide_setup(Choices& choices, const Abilities& abilities) {
  model::Setup setup;
  const auto count = choices.percent(80) ? choices.between(1, 3) : choices.between(4, 8);
  std::uint64_t from = choices.percent(20) ? 0 : gibibyte;
  for (std::size_t id = 0; id < count; ++id) {
    model::RegionSetup region;
    const bool dynamic_first = id == 0 && choices.percent(85);
    region.kind = kind_of(dynamic_first ? 0 : choices.weighted({5, 2, 2}));
    region.align = some_align(choices);
    region.size = some_size(choices, region.align);
    region.base = some_base(choices, from, region);
    if (count == 1 && choices.percent(20)) region = whole_space(choices, region);
    region.seq_base = choices.percent(50) ? 1 : 0;
    region.driver_bound = choices.percent(90);
    if (choices.percent(35)) region.unbind = model::Unbind::drops;
    from = region.base + region.size;
    setup.regions.push_back(within(abilities, region));
  }
  auto& last = setup.regions.back();
  if (choices.percent(15)) last.base = std::uint64_t{0} - last.size;  // to 2^64
  last = within(abilities, last);
  // What comes first in the address space need not have the number 0.
  if (choices.percent(30)) std::ranges::reverse(setup.regions);
  return setup;
}

model::Setup roomy_setup(Choices& choices, const Abilities& abilities, std::uint16_t seq_base) {
  model::RegionSetup region;
  region.align = some_align(choices);
  region.size = region.align * (65'540 + choices.below(8));
  region.base = some_base(choices, gibibyte, region);
  region.seq_base = seq_base;
  region.unbind = model::Unbind::drops;
  return {{within(abilities, region)}};
}

}  // namespace claimcheck::generate
