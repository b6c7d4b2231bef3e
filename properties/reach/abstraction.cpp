// SPDX-License-Identifier: MIT
#include "properties/reach/abstraction.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "properties/explore/hash.hpp"

namespace claimcheck::reach {
namespace {

using explore::claim::Layout;
using model::Extent;
using model::Origin;
using model::Region;

constexpr std::size_t max_looked_at = 64;  // extents
constexpr std::uint32_t max_ranges = 15;   // of a device
constexpr std::uint32_t max_number = 7;    // that a seq, a size of a group and the like can have
constexpr std::uint32_t none = ~0u;

// More of it than an exploration could come to the end of; a state of it can be encoded all the
// same.
explore::claim::Scope wide_scope() {
  explore::claim::Scope scope;
  scope.tags = explore::claim::max_tag - 1;
  scope.extents = explore::claim::max_seq - 1;
  scope.untagged = 8;
  scope.injected = 8;
  scope.devices = explore::claim::max_index + 1;
  scope.static_region = false;
  scope.plain_region = false;
  return scope;
}

// From 1 up in a dense group; 0 is the one before.
std::uint16_t relative_seq(std::uint16_t seq, std::uint16_t base) {
  if (seq + 1 < base) return max_number;
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(seq + 1u - base, max_number));
}

std::uint8_t magnitude(std::size_t count) {
  return static_cast<std::uint8_t>(std::bit_width(count));
}

}  // namespace

Abstraction::Abstraction()
    : scope_(wide_scope()),
      layout_(scope_),
      codec_(scope_),
      base_(setup_of(scope_).regions[0].base),
      like_(model::initial_state(setup_of(scope_))),
      bytes_(codec_.max_bytes() + 4) {}

std::uint64_t Abstraction::of(const model::RegionSetup& setup, const Region& region) {
  auto& like = like_.regions[0];
  like.driver_bound = region.driver_bound;
  name_tags(region);
  place_extents(region);
  add_extents(setup, region);
  add_devices(region);
  std::size_t ranges_left_out = 0;
  for (std::size_t at = 0; at < like.devices.size(); ++at) {
    ranges_left_out += region.devices[at].ranges.size() - like.devices[at].ranges.size();
  }
  auto size = codec_.encode_canonical(like_, bytes_.data());
  bytes_[size++] = static_cast<std::uint8_t>(static_cast<unsigned>(setup.kind) << 1 |
                                             static_cast<unsigned>(setup.unbind));
  bytes_[size++] = magnitude(region.extents.size() - like.extents.size());
  bytes_[size++] = magnitude(region.devices.size() - like.devices.size());
  bytes_[size++] = magnitude(ranges_left_out);
  return explore::hash_bytes(bytes_.data(), size);
}

void Abstraction::name_tags(const Region& region) {
  tags_.assign(std::min(region.extents.size(), max_looked_at), 0);
  std::array<const model::Uuid*, explore::claim::max_tag> named{};
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < tags_.size(); ++at) {
    const auto& tag = region.extents[at].tag;
    if (tag.is_null()) continue;
    std::uint32_t number = 0;
    while (number < count && *named[number] != tag) ++number;
    if (number == count && count < scope_.tags) named[count++] = &tag;
    tags_[at] = number < count ? number + 1 : none;
  }
}

// A tag's places are in order of address, those of injected extents apart from the others'.
void Abstraction::place_extents(const Region& region) {
  const auto& extents = region.extents;
  by_address_.resize(tags_.size());
  for (std::uint32_t at = 0; at < by_address_.size(); ++at) by_address_[at] = at;
  std::ranges::sort(by_address_, {}, [&](std::uint32_t at) { return extents[at].start; });
  std::array<std::uint32_t, explore::claim::max_tag + 1> injected{};
  std::array<std::uint32_t, explore::claim::max_tag + 1> offered{};
  units_.assign(tags_.size(), none);
  for (const auto at : by_address_) {
    const auto tag = tags_[at];
    if (tag == none) continue;
    if (extents[at].origin == Origin::injected) {
      const auto position = injected[tag]++;
      if (position < scope_.injected) units_[at] = layout_.of_injected(position);
    } else if (const auto position = offered[tag]++; tag == 0) {
      if (position < scope_.untagged) units_[at] = layout_.of_untagged(position);
    } else if (position < scope_.extents) {
      units_[at] = layout_.of_tag(tag - 1, position);
    }
  }
}

void Abstraction::add_extents(const model::RegionSetup& setup, const Region& region) {
  auto& like = like_.regions[0].extents;
  like.clear();
  places_.assign(tags_.size(), none);
  for (std::size_t at = 0; at < tags_.size(); ++at) {
    if (units_[at] == none) continue;
    const Extent& extent = region.extents[at];
    const auto misaligned = [&](std::uint64_t bytes) {
      return (bytes & (setup.align - 1)) == 0 ? 0 : Layout::half_unit_bytes;
    };
    Extent made = extent;
    made.start = base_ + units_[at] * Layout::unit_bytes + misaligned(extent.start);
    made.length = Layout::unit_bytes + misaligned(extent.length);
    made.tag = tags_[at] == 0 ? model::Uuid{} : explore::claim::tag_of(tags_[at] - 1);
    made.seq = relative_seq(extent.seq, setup.seq_base);
    made.offered_of = std::min(extent.offered_of, max_number);
    places_[at] = static_cast<std::uint32_t>(like.size());
    like.push_back(made);
  }
}

void Abstraction::add_devices(const Region& region) {
  auto& like = like_.regions[0];
  like.devices.resize(std::min<std::size_t>(region.devices.size(), scope_.devices));
  for (std::size_t at = 0; at < like.devices.size(); ++at) {
    const auto& device = region.devices[at];
    auto& made = like.devices[at];
    made.driver_bound = device.driver_bound;
    made.index = static_cast<std::uint32_t>(at);
    made.group_size = std::min(device.group_size, max_ranges);
    made.size = 0;
    made.ranges.clear();
    for (const auto& range : device.ranges) {
      if (range.extent >= places_.size() || places_[range.extent] == none) continue;
      if (made.ranges.size() == max_ranges) break;
      made.ranges.push_back({made.size, places_[range.extent]});
      made.size += like.extents[places_[range.extent]].length;
    }
  }
}

}  // namespace claimcheck::reach
