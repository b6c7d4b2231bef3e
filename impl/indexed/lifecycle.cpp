// SPDX-License-Identifier: MIT
// How devices and drivers come and go.
#include <cerrno>

#include "impl/indexed/attributes.hpp"

namespace claimcheck::indexed {

std::int64_t create_device(const Env& env, Region& region) {
  if (region.is_static()) return -EINVAL;  // V8
  const Hold hold(env, region.lock, CLAIMCHECK_WRITE);
  env.access(&region, "region", CLAIMCHECK_READ);
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
  if (!device) return -ENODEV;
  env.access(device, "device", CLAIMCHECK_WRITE);
  if (index == 0 || device->size != 0 || device->driver_bound) return -EBUSY;  // V6
  region.remove_device(index);
  return 0;
}

std::int64_t bind_device(const Env& env, Region& region, std::uint32_t index) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;
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
  if (!device) return -ENODEV;
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
  region.driver_bound = true;
  return 0;
}

std::int64_t unbind_region(const Env& env, Region& region) {
  const Hold hold(env, region.lock, CLAIMCHECK_WRITE);
  env.access(&region, "region", CLAIMCHECK_WRITE);
  if (!region.driver_bound) return -ENODEV;
  region.driver_bound = false;
  return 0;
}

}  // namespace claimcheck::indexed
