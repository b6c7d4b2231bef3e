// SPDX-License-Identifier: MIT
// The structures of drivers/dax that the posted patch works on.
//
// Locks, in the order in which they are taken:
//   sysfs             a region's device directory: held for read while an attribute of a device
//                     is being read or written, for write while one is created or deleted. It
//                     is what kernfs does: a device stays while one of its files is in use.
//   dax_region_rwsem  "region-lock": the extents and the driver of every region
//   dax_dev_rwsem     "device-lock": the ranges and the driver of every device
#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <vector>

#include "impl/engine.h"
#include "impl/posted/resource.hpp"
#include "impl/posted/uuid.hpp"
#include "impl/support/env.hpp"

namespace claimcheck::posted {

using support::Env;
using support::Hold;
using support::RwLock;
using ssize_t = std::int64_t;

struct dax_resource {
  resource* res;  // a child of its region's
  uuid_t uuid;
  std::uint16_t seq_num;
  unsigned int use_cnt;  // wraps where a trim undoes more than was done
};

struct dax_mapping {
  claimcheck_range range;  // as it was when the mapping was registered
};

struct dev_dax_range {
  std::uint64_t pgoff;
  std::uint64_t start;
  std::uint64_t length;
  dax_mapping* mapping;  // owned by the device, not by the range
  struct dax_resource* dax_resource;
};

struct dax_region;

struct dev_dax {
  dax_region* region;
  std::uint32_t id;
  bool driver = false;
  std::vector<dev_dax_range> ranges;
  // Those of ranges that were trimmed without being unregistered are still here: they go when
  // the device goes.
  std::list<dax_mapping> mappings;
};

struct dax_engine;

struct dax_region {
  dax_engine* engine;
  claimcheck_region_setup setup;
  bool driver;
  resource res;
  std::list<dax_resource> extents;  // the region's children, in arrival order
  std::map<std::uint32_t, dev_dax> devices;
  RwLock sysfs{"sysfs"};
};

// One "kernel": what is global there.
struct dax_engine {
  explicit dax_engine(const claimcheck_env* lent) : env(lent) {}
  Env env;
  RwLock dax_region_rwsem{"region-lock"};
  RwLock dax_dev_rwsem{"device-lock"};
  bool warned = false;  // dev_WARN_ONCE; written under dax_region_rwsem
  std::deque<dax_region> regions;
};

inline bool is_dynamic(const dax_region* region) {
  return region->setup.kind == CLAIMCHECK_DYNAMIC;
}
inline bool is_static(const dax_region* region) {
  return region->setup.kind == CLAIMCHECK_STATIC;
}

// DC extents are all-or-nothing: an extent is either free or fully claimed.
inline bool dax_resource_in_use(const dax_resource* dax_resource) {
  return dax_resource->use_cnt > 0;
}

}  // namespace claimcheck::posted
