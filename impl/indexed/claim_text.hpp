// SPDX-License-Identifier: MIT
// How a device comes to hold extents and gives them back: over any kind of device and group, so
// that the proofs read the same text with formulas for values (smt/engine/).
#pragma once

#include <cerrno>
#include <utility>

#include "impl/engine.h"
#include "impl/indexed/group_text.hpp"
#include "impl/indexed/uuid_text.hpp"

namespace claimcheck::indexed {

// Of these extents the device holds none any more, and it has no ranges.
template <class Device, class Extents>
void let_go(Device& device, const Extents& extents) {
  for (auto&& extent : loop("let-go", extents)) {
    if (extent.holder == &device) extent.holder = nullptr;
  }
  device.drop_ranges();
}

// Those of the extents that are free, so many, become the ranges of a device that has none, in
// their order (T5). 0 or the errno of the step that failed, and then all is as it was (A1, A2).
// Throws std::bad_alloc likewise.
template <class Env, class Device, class Extents, class Number>
int carve(const Env& env, Device& device, const Extents& extents, Number count) {
  if (const int error = env.fail("grow-ranges")) return error;
  device.ranges.reserve(count);  // so that nothing throws from here on
  auto size = device.size;
  for (auto&& extent : loop("carve", extents, device.ranges, size)) {
    if (!extent.is_free()) continue;
    device.ranges.push_back({size / CLAIMCHECK_PAGE_SIZE, extent.start, extent.length});
    extent.holder = &device;
    size += extent.length;
    if (const int error = env.fail("register-mapping")) {
      let_go(device, extents);
      return error;
    }
  }
  device.size = size;
  return 0;
}

// All of the group or nothing, for an unclaimed device.
template <class Env, class Region, class Device, class Group>
int claim_group(const Env& env, Region& region, Device& device, Group& group) {
  if (group.free == 0) return -ENOENT;                          // T1
  if (!is_dense(group, region.setup.seq_base)) return -EINVAL;  // T2
  if (!is_complete(group)) return -EINVAL;                      // T3
  if (!is_aligned(group, region.setup.align)) return -EINVAL;   // T4
  if (const int error = carve(env, device, group.members(), group.free)) return error;
  device.tag = group.tag;
  group.free = 0;
  region.available_size.subtract(env, device.size);
  return 0;
}

// The first that is aligned of those without a tag, for an unclaimed device.
template <class Env, class Region, class Device>
int claim_extent(const Env& env, Region& region, Device& device) {
  if (!region.untagged.has_any()) return -ENOENT;           // U2
  if (!region.untagged.has_aligned()) return -EINVAL;       // U2
  const auto first = one(region.untagged.first_aligned());  // U1
  if (const int error = carve(env, device, first, first.size())) return error;
  device.untagged = region.untagged.take_first_aligned();
  region.available_size.subtract(env, device.size);
  return 0;
}

// What the device holds of the group, which is all that it holds.
template <class Env, class Region, class Device, class Group>
void unclaim_group(const Env& env, Region& region, Device& device, Group& group) {
  group.free += device.range_count();
  let_go(device, group.members());
  region.available_size.add(env, device.size);
  device.size = 0;
  device.tag = null_uuid;
}

// The extent without a tag that the device holds is at its place in the index again.
template <class Env, class Region, class Device>
void unclaim_extent(const Env& env, Region& region, Device& device) {
  let_go(device, one(device.untagged.mapped()));
  region.untagged.put_back(std::move(device.untagged));
  region.available_size.add(env, device.size);
  device.size = 0;
}

}  // namespace claimcheck::indexed
