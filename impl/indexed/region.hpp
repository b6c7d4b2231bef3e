// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "impl/engine.h"
#include "impl/indexed/device.hpp"
#include "impl/indexed/extent.hpp"
#include "impl/indexed/group_index.hpp"
#include "impl/indexed/locks.hpp"
#include "impl/indexed/untagged_index.hpp"

namespace claimcheck::indexed {

// The space that an extent takes up. Claims do not look at it.
struct Reservation {
  std::uint64_t length;   // bytes
  std::uint64_t arrival;  // in the index of untagged extents, from 1; 0 where it has a tag
  bool operator==(const Reservation&) const = default;
};

// Groups share a few locks, by tag: these stay where they are when groups come and go, so that a
// scheduler that knows a lock, or what it guards, by its address is not misled; and they are at
// hand when a group has yet to come from memory. Each on a cache line of its own.
struct alignas(64) GroupLock {
  RwLock lock{"group-lock"};
};

// A region and all that belongs to it. See locks.hpp for what guards which field.
struct Region {
  explicit Region(const claimcheck_region_setup& region_setup);

  const claimcheck_region_setup setup;

  SpreadRwLock lock{"region-lock"};
  bool driver_bound;
  AtomicSize available_size;                      // V5, I4: kept, never summed up
  std::uint64_t arrivals = 0;                     // how many untagged extents were ever added
  std::map<std::uint64_t, Reservation> by_start;  // of all extents; they do not overlap
  GroupIndex groups;
  std::array<GroupLock, 8> group_locks;
  RwLock untagged_lock{"untagged-lock"};
  UntaggedIndex untagged;

  SpreadRwLock table_lock{"device-table"};  // every read takes it, and hardly anything writes
  // By index. One that is deleted leaves its object: so a lock, which a scheduler knows by its
  // address, is the same one for as long as the engine lives.
  std::vector<std::unique_ptr<Device>> devices;
  std::size_t lowest_gap = 1;  // no index below it is free

  RwLock& group_lock(const Uuid& tag) {
    return group_locks[UuidHash{}(tag) / 16 % group_locks.size()].lock;
  }

  bool is_dynamic() const { return setup.kind == CLAIMCHECK_DYNAMIC; }
  bool is_static() const { return setup.kind == CLAIMCHECK_STATIC; }

  // nullptr where there is no such device.
  Device* find_device(std::uint32_t index) const;
  // A new device at the lowest free index. Throws std::bad_alloc, and then nothing is changed.
  Device* add_device();
  void remove_device(std::uint32_t index) noexcept;

  // R1, R3: what unbinding its driver does, and what binding it anew begins with.
  bool drops() const { return setup.unbind == CLAIMCHECK_DROPS; }
  // R2: its files are gone, and so is all that was in it.
  bool is_dropped() const { return drops() && !driver_bound; }
  void drop_devices() noexcept;
  void drop_extents() noexcept;

  // Whether [start, start + length) is not empty, inside the region and over no extent.
  bool is_inside(std::uint64_t start, std::uint64_t length) const;
  bool is_free(std::uint64_t start, std::uint64_t length) const;
};

}  // namespace claimcheck::indexed
