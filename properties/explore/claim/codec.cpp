// SPDX-License-Identifier: MIT
#include "properties/explore/claim/codec.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace claimcheck::explore::claim {
namespace {

using model::Device;
using model::Extent;
using model::Region;

constexpr std::uint8_t driver_bit = 0x80;
constexpr std::uint8_t irregular_bit = 0x40;
constexpr std::size_t device_bytes = 2;  // and one for each range

std::uint8_t byte(std::uint64_t value) {
  return static_cast<std::uint8_t>(value);
}

std::uint8_t* put(std::uint32_t packed, std::uint8_t* bytes) {
  bytes[0] = byte(packed);
  bytes[1] = byte(packed >> 8);
  bytes[2] = byte(packed >> 16);
  return bytes + packed_bytes;
}

std::uint32_t get(const std::uint8_t* bytes) {
  return bytes[0] | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16;
}

bool is_regular(const Region& region, const Device& device) {
  std::uint64_t offset = 0;
  bool regular = true;
  for (const auto& range : device.ranges) {
    regular = regular && range.offset == offset;
    offset += region.extents[range.extent].length;
  }
  return regular && device.size == offset;
}

std::uint8_t flags(const Region& region, const Device& device) {
  return byte((device.driver_bound ? driver_bit : 0u) |
              (is_regular(region, device) ? 0u : irregular_bit));
}

std::uint8_t counts(const Device& device) {
  return byte(device.group_size << 4 | device.ranges.size());
}

const std::uint8_t* get_device(const std::uint8_t* bytes, const Region& region, Device& device) {
  device.index = bytes[0] & max_index;
  device.driver_bound = (bytes[0] & driver_bit) != 0;
  device.group_size = bytes[1] >> 4;
  device.ranges.resize(bytes[1] & 15u);
  const bool irregular = (bytes[0] & irregular_bit) != 0;
  bytes += device_bytes;
  device.size = 0;
  for (auto& range : device.ranges) {
    range.extent = *bytes++;
    range.offset = device.size;
    device.size += region.extents[range.extent].length;
  }
  if (irregular) ++device.size;
  return bytes;
}

}  // namespace

Codec::Codec(const Scope& scope) : scope_(scope), layout_(scope), setup_(setup_of(scope)) {
  const std::size_t extents =
      scope.tags * scope.extents + scope.untagged + scope.injected;  // at most, in one region
  max_bytes_ = scope.regions * (2 + extents * (packed_bytes + 1) + scope.devices * device_bytes);
  holder_.resize(extents);
  new_place_.resize(extents);
  devices_.resize(scope.devices);
}

std::size_t Codec::encode(const model::State& state, std::uint8_t* bytes) const {
  std::uint8_t* const begin = bytes;
  for (std::uint32_t id = 0; id < scope_.regions; ++id) {
    const Region& region = state.regions[id];
    *bytes++ = byte(region.extents.size() | (region.driver_bound ? driver_bit : 0u));
    for (const Extent& extent : region.extents) {
      bytes = put(pack(setup_.regions[id].base, extent), bytes);
    }
    *bytes++ = byte(region.devices.size());
    for (const Device& device : region.devices) {
      *bytes++ = byte(flags(region, device) | device.index);
      *bytes++ = counts(device);
      for (const auto& range : device.ranges) *bytes++ = byte(range.extent);
    }
  }
  return static_cast<std::size_t>(bytes - begin);
}

void Codec::decode(std::span<const std::uint8_t> encoding, model::State& state) const {
  if (state.regions.empty()) state = model::initial_state(setup_);
  const std::uint8_t* bytes = encoding.data();
  for (std::uint32_t id = 0; id < scope_.regions; ++id) {
    Region& region = state.regions[id];
    region.driver_bound = (*bytes & driver_bit) != 0;
    region.extents.resize(*bytes++ & ~driver_bit);
    for (Extent& extent : region.extents) {
      extent = unpack(setup_.regions[id].base, get(bytes));
      bytes += packed_bytes;
    }
    region.devices.resize(*bytes++);
    for (Device& device : region.devices) bytes = get_device(bytes, region, device);
  }
}

// The place counted from the tag's first. An injected extent lies past the places of all tags.
std::uint32_t Codec::relative(std::uint32_t packed) const {
  const std::uint32_t unit = packed & Packed::unit_mask;
  if (unit >= layout_.tagged_end()) return packed;
  return packed - unit + unit % layout_.tag_units();
}

void Codec::sign(const model::State& state) {
  for (std::uint32_t tag = 0; tag < scope_.tags; ++tag) {
    signatures_[tag].size = 0;
    signatures_[tag].tag = tag + 1;
  }
  for (std::uint32_t id = 0; id < scope_.regions; ++id) {
    sign_region(state.regions[id], setup_.regions[id].base);
  }
  std::sort(signatures_.begin(), signatures_.begin() + scope_.tags,
            [](const Signature& a, const Signature& b) {
              const int order =
                  std::memcmp(a.bytes.data(), b.bytes.data(), std::min(a.size, b.size));
              return order != 0 ? order < 0 : a.size < b.size;
            });
  for (std::uint32_t rank = 0; rank < scope_.tags; ++rank) rank_[signatures_[rank].tag] = rank;
}

void Codec::sign_region(const Region& region, std::uint64_t base) {
  // Which kind of device holds an extent: 0 none, 1 the first, 2 another; whose driver is bound.
  std::fill_n(holder_.begin(), region.extents.size(), std::uint8_t{0});
  for (const Device& device : region.devices) {
    const auto kind = byte((device.index == 0 ? 1u : 2u) | (device.driver_bound ? 4u : 0u));
    for (const auto& range : device.ranges) holder_[range.extent] = kind;
  }
  for (std::uint32_t position = 0; position < region.extents.size(); ++position) {
    const std::uint32_t tag = tag_number(region.extents[position].tag);
    if (tag == 0) continue;
    Signature& signature = signatures_[tag - 1];
    const std::uint32_t packed = pack(base, region.extents[position]) & ~Packed::tag_mask;
    put(relative(packed), &signature.bytes[signature.size]);
    signature.bytes[signature.size + packed_bytes] = holder_[position];
    signature.size += packed_bytes + 1;
  }
  // No extent begins with this byte: its highest bit is of the tag, which is taken out.
  for (std::uint32_t tag = 0; tag < scope_.tags; ++tag) {
    signatures_[tag].bytes[signatures_[tag].size++] = 0xff;
  }
}

std::size_t Codec::encode_canonical(const model::State& state, std::uint8_t* bytes) {
  sign(state);
  std::uint8_t* const begin = bytes;
  for (std::uint32_t id = 0; id < scope_.regions; ++id) {
    bytes = canonical_region(state.regions[id], setup_.regions[id].base, bytes);
  }
  return static_cast<std::size_t>(bytes - begin);
}

// Untagged extents first, then tag by tag.
std::uint8_t* Codec::canonical_region(const Region& region, std::uint64_t base,
                                      std::uint8_t* bytes) {
  *bytes++ = byte(region.extents.size() | (region.driver_bound ? driver_bit : 0u));
  std::uint8_t arrived = 0;
  std::uint32_t untagged = 0;
  const auto add = [&](std::uint32_t position, std::uint32_t packed) {
    bytes = put(packed, bytes);
    new_place_[position] = arrived++;
  };
  for (std::uint32_t position = 0; position < region.extents.size(); ++position) {
    if (tag_number(region.extents[position].tag) != 0) continue;
    const std::uint32_t packed = pack(base, region.extents[position]);
    const bool injected = (packed & Packed::unit_mask) >= layout_.untagged_end();
    add(position,
        injected ? packed : (packed & ~Packed::unit_mask) | layout_.of_untagged(untagged++));
  }
  for (std::uint32_t rank = 0; rank < scope_.tags; ++rank) {
    for (std::uint32_t position = 0; position < region.extents.size(); ++position) {
      if (tag_number(region.extents[position].tag) != signatures_[rank].tag) continue;
      const std::uint32_t packed = pack(base, region.extents[position]) & ~Packed::tag_mask;
      const bool injected = (packed & Packed::unit_mask) >= layout_.tagged_end();
      add(position, (injected ? packed : relative(packed) + rank * layout_.tag_units()) |
                        (rank + 1) << Packed::tag);
    }
  }
  return canonical_devices(region, bytes);
}

std::uint8_t* Codec::canonical_devices(const Region& region, std::uint8_t* bytes) {
  const std::size_t count = region.devices.size();
  for (std::size_t at = 0; at < count; ++at) {
    const Device& device = region.devices[at];
    auto& [into, size] = devices_[at];
    into[0] = flags(region, device);
    into[1] = counts(device);
    size = device_bytes;
    for (const auto& range : device.ranges) into[size++] = new_place_[range.extent];
  }
  // The first is not like the others. A region that dropped all has not even that.
  const std::ptrdiff_t others = count == 0 ? 0 : 1;
  std::sort(devices_.begin() + others, devices_.begin() + static_cast<std::ptrdiff_t>(count),
            [](const DeviceBytes& a, const DeviceBytes& b) {
              return std::lexicographical_compare(a.bytes.begin(), a.bytes.begin() + a.size,
                                                  b.bytes.begin(), b.bytes.begin() + b.size);
            });
  *bytes++ = byte(count);
  for (std::size_t at = 0; at < count; ++at) {
    devices_[at].bytes[0] = byte(devices_[at].bytes[0] | at);
    bytes = std::copy_n(devices_[at].bytes.begin(), devices_[at].size, bytes);
  }
  return bytes;
}

bool same(const Region& a, const Region& b) {
  static_assert(std::has_unique_object_representations_v<Extent>, "compared as bytes below");
  const std::size_t extents_bytes = a.extents.size() * sizeof(Extent);
  return a.driver_bound == b.driver_bound && a.extents.size() == b.extents.size() &&
         (extents_bytes == 0 ||
          std::memcmp(a.extents.data(), b.extents.data(), extents_bytes) == 0) &&
         a.devices == b.devices;
}

}  // namespace claimcheck::explore::claim
