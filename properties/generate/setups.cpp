// SPDX-License-Identifier: MIT
#include "properties/generate/setups.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace claimcheck::generate {
namespace {

using model::RegionKind;
using model::Uuid;

constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr std::uint64_t max_size = std::uint64_t{1} << 56;

RegionKind kind_of(std::size_t number) {
  return number == 0 ? RegionKind::dynamic : number == 1 ? RegionKind::static_ : RegionKind::plain;
}

std::uint64_t some_align(Choices& choices) {
  if (choices.percent(40)) return 2 * mebibyte;
  return std::uint64_t{1} << choices.between(12, 30);
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
      aligns = 65'536 + choices.below(3);
      break;
    default:
      aligns = (std::uint64_t{1} << choices.between(1, 44)) + choices.below(3) - 1;
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
      const auto power = std::uint64_t{1} << choices.between(32, 60);
      const auto before = region.size / 2;
      return up(power - std::min(power, before) >= from ? power - std::min(power, before) : from);
    }
  }
}

// Distinct, and none is the null UUID.
void add_tag(std::vector<model::NamedTag>& tags, const Uuid& uuid) {
  const bool is_known = std::ranges::any_of(tags, [&](const auto& t) { return t.uuid == uuid; });
  if (uuid.is_null() || is_known) return;
  auto name = std::string(1, static_cast<char>('A' + tags.size() % 26));
  if (tags.size() >= 26) name += std::to_string(tags.size() / 26);
  tags.push_back({name, uuid});
}

Uuid random_uuid(Choices& choices) {
  Uuid uuid;
  for (auto& byte : uuid.bytes) byte = static_cast<std::uint8_t>(choices.below(256));
  return uuid;
}

// `uuid` but for a bit, a byte, or a half that is zero, the other's or the first one's.
Uuid like(Choices& choices, Uuid uuid) {
  constexpr std::size_t half = 8;
  const auto place = choices.below(uuid.bytes.size());
  switch (choices.weighted({4, 3, 1, 1, 1, 1})) {
    case 0:
      uuid.bytes[place] =
          static_cast<std::uint8_t>(uuid.bytes[place] ^ std::uint8_t{1} << choices.below(8));
      break;
    case 1:
      uuid.bytes[place] = static_cast<std::uint8_t>(choices.below(256));
      break;
    case 2:
      std::fill_n(uuid.bytes.begin(), half, std::uint8_t{0});
      break;
    case 3:
      std::fill_n(uuid.bytes.begin() + half, half, std::uint8_t{0});
      break;
    case 4:
      std::rotate(uuid.bytes.begin(), uuid.bytes.begin() + half, uuid.bytes.end());
      break;
    default:
      std::ranges::reverse(uuid.bytes);
  }
  return uuid;
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

std::vector<model::NamedTag> some_tags(Choices& choices) {
  constexpr std::array<std::uint8_t, 7> digits = {0x11, 0x22, 0xcc, 0x44, 0x55, 0x66, 0xee};
  const std::size_t count = choices.percent(85) ? 3 : digits.size();
  std::vector<model::NamedTag> tags;
  for (std::size_t i = 0; i < count; ++i) {
    Uuid uuid;
    uuid.bytes.fill(digits[i]);
    add_tag(tags, uuid);
  }
  return tags;
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
    region.seq_base = choices.percent(50) ? 1 : 0;
    region.driver_bound = choices.percent(90);
    if (choices.percent(35)) region.unbind = model::Unbind::drops;
    from = region.base + region.size;
    setup.regions.push_back(within(abilities, region));
  }
  auto& last = setup.regions.back();
  if (choices.percent(15)) last.base = std::uint64_t{0} - last.size;  // to 2^64
  // What comes first in the address space need not have the number 0.
  if (choices.percent(30)) std::ranges::reverse(setup.regions);
  return setup;
}

std::vector<model::NamedTag> wide_tags(Choices& choices) {
  std::vector<model::NamedTag> tags;
  const auto count = choices.percent(95) ? choices.between(2, 6) : choices.between(30, 80);
  if (choices.percent(30)) {
    for (std::size_t i = 0; i < count; ++i) add_tag(tags, random_uuid(choices));
    return tags;
  }
  auto uuid = random_uuid(choices);
  if (choices.percent(30)) uuid = Uuid{};
  for (std::size_t i = 0; i < count; ++i) {
    add_tag(tags,
            i == 0 ? uuid
                   : like(choices,
                          choices.percent(50) || tags.empty() ? uuid : choices.one_of(tags).uuid));
  }
  if (tags.empty()) add_tag(tags, random_uuid(choices));
  return tags;
}

}  // namespace claimcheck::generate
