// SPDX-License-Identifier: MIT
// How devices and drivers come and go. The patch takes this as given; it keeps the contract.
#include <cerrno>

#include "impl/posted/attributes.hpp"

namespace claimcheck::posted {

using support::write_interruptible;

// V8.
ssize_t create_store(dax_region* dax_region) {
  dax_engine* const engine = dax_region->engine;
  if (is_static(dax_region)) return -EINVAL;
  const Hold hold(engine->env, engine->dax_region_rwsem, write_interruptible);
  if (hold.error()) return hold.error();
  if (dax_region_avail_size(dax_region) == 0) return -ENOSPC;
  if (const int rc = engine->env.fail("create-device")) return rc;

  std::uint32_t id = 0;
  while (dax_region->devices.contains(id)) id++;
  dax_region->devices.try_emplace(id, dev_dax{dax_region, id, false, {}, {}});
  return id;
}

ssize_t delete_store(dev_dax* dev_dax) {
  dax_region* const dax_region = dev_dax->region;
  dax_engine* const engine = dax_region->engine;
  if (is_static(dax_region)) return -EINVAL;  // V6
  if (dev_dax->id == 0) return -EBUSY;        // V6
  {
    const Hold region_hold(engine->env, engine->dax_region_rwsem, write_interruptible);
    if (region_hold.error()) return region_hold.error();
    const Hold dev_hold(engine->env, engine->dax_dev_rwsem, write_interruptible);
    if (dev_hold.error()) return dev_hold.error();
    if (dev_dax->driver || !dev_dax->ranges.empty()) return -EBUSY;
  }
  dax_region->devices.erase(dev_dax->id);
  return 0;
}

// V7.
int dax_bus_probe(dev_dax* dev_dax) {
  dax_engine* const engine = dev_dax->region->engine;
  const Hold hold(engine->env, engine->dax_dev_rwsem, CLAIMCHECK_WRITE);
  if (dev_dax->driver) return -EBUSY;
  if (dev_dax->ranges.empty()) return -ENXIO;
  dev_dax->driver = true;
  return 0;
}

int dax_bus_remove(dev_dax* dev_dax) {
  dax_engine* const engine = dev_dax->region->engine;
  const Hold hold(engine->env, engine->dax_dev_rwsem, CLAIMCHECK_WRITE);
  if (!dev_dax->driver) return -ENODEV;
  dev_dax->driver = false;
  return 0;
}

int dax_region_bind(dax_region* dax_region) {
  const Hold hold(dax_region->engine->env, dax_region->engine->dax_region_rwsem, CLAIMCHECK_WRITE);
  if (dax_region->driver) return -EBUSY;
  dax_region->driver = true;
  return 0;
}

// R1: it keeps all that the region has, so R2 and R3 never apply.
int dax_region_unbind(dax_region* dax_region) {
  const Hold hold(dax_region->engine->env, dax_region->engine->dax_region_rwsem, CLAIMCHECK_WRITE);
  if (!dax_region->driver) return -ENODEV;
  dax_region->driver = false;
  return 0;
}

}  // namespace claimcheck::posted
