// SPDX-License-Identifier: MIT
// How devices and drivers come and go.
#include <cerrno>

#include "impl/indexed/attributes.hpp"

namespace claimcheck::indexed {

std::int64_t create_device(const Env& env, Region& region) {
  const Hold hold(env, region.lock, CLAIMCHECK_WRITE);
  env.access(&region, "region", CLAIMCHECK_READ);
  if (region.is_dropped()) return -ENODEV;                 // R2
  if (region.is_static()) return -EINVAL;                  // V8
  if (region.available_size.value() == 0) return -ENOSPC;  // V8
  const Hold table(env, region.table_lock, CLAIMCHECK_WRITE);
  env.access(&region.devices, "device-table", CLAIMCHECK_WRITE);
  if (const int error = env.fail("create-device")) return error;
  return region.add_device()->index;
}

std::int64_t delete_device(const Env& env, Region& region, std::uint32_t index) {
  const Hold hold(env, region.lock, CLAIMCHECK_WRITE);
  const Hold table(env, region.table_lock, CLAIMCHECK_WRITE);
  env.access(&region.devices, "device-table", CLAIMCHECK_WRITE);
  // Both held, so nobody holds or waits for the device's own lock.
  const Device* const device = region.find_device(index);
  if (!device) return -ENODEV;             // V6, R2
  if (region.is_static()) return -EINVAL;  // V6
  env.access(device, "device", CLAIMCHECK_WRITE);
  if (index == 0 || device->size != 0 || device->driver_bound) return -EBUSY;  // V6
  region.remove_device(index);
  return 0;
}

std::int64_t bind_device(const Env& env, Region& region, std::uint32_t index) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;  // V6, R2
  const Hold hold(env, device->lock, CLAIMCHECK_WRITE);
  env.access(device, "device", CLAIMCHECK_WRITE);
  if (device->driver_bound) return -EBUSY;  // V7
  if (device->size == 0) return -ENXIO;     // V7
  device->driver_bound = true;
  return 0;
}

std::int64_t unbind_device(const Env& env, Region& region, std::uint32_t index) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;  // V6, R2
  const Hold hold(env, device->lock, CLAIMCHECK_WRITE);
  env.access(device, "device", CLAIMCHECK_WRITE);
  if (!device->driver_bound) return -ENODEV;  // V7
  device->driver_bound = false;
  return 0;
}

std::int64_t bind_region(const Env& env, Region& region) {
  const Hold hold(env, region.lock, CLAIMCHECK_WRITE);
  env.access(&region, "region", CLAIMCHECK_WRITE);
  if (region.driver_bound) return -EBUSY;
  if (region.drops()) {
    const Hold table(env, region.table_lock, CLAIMCHECK_WRITE);
    env.access(&region.devices, "device-table", CLAIMCHECK_WRITE);
    region.devices[0]->exists = true;  // R3
    region.driver_bound = true;
  } else {
    region.driver_bound = true;
  }
  return 0;
}

namespace {

// R1: all that is in the region goes while nobody can be at it: whoever uses a device or an extent
// holds the region's lock or its device table.
void drop(Engine& engine, Region& region) {
  const Hold tags(engine.env, engine.tags.lock, CLAIMCHECK_WRITE);
  engine.env.access(&engine.tags, "tag-index", CLAIMCHECK_WRITE);
  const Hold table(engine.env, region.table_lock, CLAIMCHECK_WRITE);
  engine.env.access(&region.devices, "device-table", CLAIMCHECK_WRITE);
  // M3: no extent of these tags lives here any more.
  region.groups.each([&](const Group& group) {
    const auto live = engine.tags.live.find(group.tag);
    live->second -= group.live;
    if (live->second == 0) engine.tags.live.erase(live);
  });
  region.drop_devices();
  region.drop_extents();
  region.driver_bound = false;
}

}  // namespace

std::int64_t unbind_region(Engine& engine, Region& region) {
  const Hold hold(engine.env, region.lock, CLAIMCHECK_WRITE);
  engine.env.access(&region, "region", CLAIMCHECK_WRITE);
  if (!region.driver_bound) return -ENODEV;
  if (region.drops()) {
    drop(engine, region);
  } else {
    region.driver_bound = false;  // R1: W4 and V3 see it, and nothing else changes
  }
  return 0;
}

}  // namespace claimcheck::indexed
