// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "impl/engine.h"
#include "model/state.hpp"
#include "properties/engines/engine.hpp"

namespace claimcheck::engines {

struct SeenDevice {
  std::uint32_t region = 0;
  std::uint32_t index = 0;
  std::uint64_t size = 0;
  bool driver_bound = false;
  std::vector<claimcheck_range> ranges;    // in the device's order
  std::vector<claimcheck_range> mappings;  // by start, then page offset
};

struct SeenResource {
  std::string kind;  // as the engine names it, which may be any bytes
  std::uint64_t count = 0;
};

// All that an engine shows of itself, sorted (but where there is a complaint): extents by region
// and start, devices by region and index. Filled again and again, it keeps its memory.
struct Snapshot {
  std::vector<claimcheck_region_state> regions;
  std::vector<claimcheck_extent> extents;
  std::vector<SeenDevice> devices;
  SeenResource held;        // the first kind of which anything is held; none where nothing is
  std::size_t entries = 0;  // of all kinds, with the ranges and mappings of devices
  // What no snapshot may be: endless, or with a null pointer where something is to be. The first;
  // what could not be read was dropped.
  std::string complaint;
  // Where the engine showed each of `extents`, of many: engines keep to an order.
  std::vector<std::uint32_t> extent_order;
};

inline constexpr std::size_t max_snapshot = 1'000'000;  // entries

void take(Running& running, Snapshot& snapshot);
// Of these parts alone, with nothing held. The engine shows parts.
void take(Running& running, std::span<const claimcheck_part> parts, Snapshot& snapshot);

// Bytes that are the same for equal snapshots and differ for those that compare() can tell apart,
// appended to `bytes`.
void encode(const Snapshot& snapshot, std::string& bytes);

// Whether compare() cannot tell the two apart.
bool same(const Snapshot& a, const Snapshot& b);

// In one word or two, what differs ("use count", "mappings"), and both sides for a person.
struct Mismatch {
  std::string aspect;
  std::string message;
};

// The first thing in which the snapshot is not the state, most telling first: extents, use
// counts, devices, ranges, page offsets, size, mappings, drivers, available size.
std::optional<Mismatch> compare(const model::Setup& setup, const model::State& state,
                                const Snapshot& snapshot);

// What is held though nothing should be (A4).
std::optional<Mismatch> anything_held(const Snapshot& snapshot);

// Several lines for a person, in the form of model::to_string(setup, state).
std::string to_string(const model::Setup& setup, const Snapshot& snapshot);

}  // namespace claimcheck::engines
