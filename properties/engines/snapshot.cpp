// SPDX-License-Identifier: MIT
#include "properties/engines/snapshot.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace claimcheck::engines {
namespace {

// A snapshot on its way. The devices that it had are written over one by one, so that their memory
// is used again.
struct Taking {
  Snapshot& snapshot;
  std::size_t devices = 0;
};

Taking& taking_of(void* context) {
  return *static_cast<Taking*>(context);
}
Snapshot& snapshot_of(void* context) {
  return taking_of(context).snapshot;
}

void complain(Snapshot& snapshot, const char* complaint) {
  if (snapshot.complaint.empty()) snapshot.complaint = complaint;
}

bool refuse(Snapshot& snapshot, const void* what) {
  complain(snapshot, what ? "the snapshot has more than a million entries"
                          : "the snapshot has a null pointer where something is to be");
  return false;
}

// Whether there is something to read, and room for that many entries.
inline bool takes(Snapshot& snapshot, const void* what, std::size_t entries = 1) {
  if (!what || entries > max_snapshot - snapshot.entries) return refuse(snapshot, what);
  snapshot.entries += entries;
  return true;
}

void copy_ranges(Snapshot& snapshot, std::vector<claimcheck_range>& into,
                 const claimcheck_range* ranges, std::size_t count) {
  into.clear();
  if (count > 0 && takes(snapshot, ranges, count)) into.assign(ranges, ranges + count);
}

// Engines show things in order more often than not.
template <class List, class Key>
void sort_by(List& list, Key key) {
  if (!std::ranges::is_sorted(list, {}, key)) std::ranges::sort(list, {}, key);
}

constexpr auto place_of = [](const claimcheck_extent& extent) {
  return std::tuple(extent.region, extent.start);
};

// Many extents are first put in the order that was right the last time.
void sort_extents(Snapshot& snapshot) {
  constexpr std::size_t many = 64;
  auto& extents = snapshot.extents;
  if (extents.size() <= many) return sort_by(extents, place_of);
  auto& order = snapshot.extent_order;
  const auto in_order = [&] {
    std::vector<claimcheck_extent> sorted;
    sorted.reserve(extents.size());
    for (const auto shown : order) sorted.push_back(extents[shown]);
    return sorted;
  };
  if (order.size() == extents.size()) {
    auto sorted = in_order();
    if (std::ranges::is_sorted(sorted, {}, place_of)) return extents.swap(sorted);
  }
  order.resize(extents.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t at) { return place_of(extents[at]); });
  extents = in_order();
}

void see_device(Taking& taking, const claimcheck_device& device) {
  auto& snapshot = taking.snapshot;
  if (taking.devices == snapshot.devices.size()) snapshot.devices.emplace_back();
  auto& seen = snapshot.devices[taking.devices++];
  seen.region = device.region;
  seen.index = device.index;
  seen.size = device.size;
  seen.driver_bound = device.driver_bound != 0;
  copy_ranges(snapshot, seen.ranges, device.ranges, device.range_count);
  copy_ranges(snapshot, seen.mappings, device.mappings, device.mapping_count);
  sort_by(seen.mappings, [](const claimcheck_range& mapping) {
    return std::tuple(mapping.start, mapping.page_offset, mapping.length);
  });
}

void see_held(SeenResource& held, const char* kind, std::uint64_t count) {
  if (count == 0 || held.count != 0) return;
  held.kind = kind;
  held.count = count;
}

claimcheck_sink sink_into(Taking& taking) {
  claimcheck_sink sink{};
  sink.context = &taking;
  sink.region = [](void* context, const claimcheck_region_state* region) {
    auto& into = snapshot_of(context);
    if (takes(into, region)) into.regions.push_back(*region);
  };
  sink.extent = [](void* context, const claimcheck_extent* extent) {
    auto& into = snapshot_of(context);
    if (takes(into, extent)) into.extents.push_back(*extent);
  };
  sink.device = [](void* context, const claimcheck_device* device) {
    auto& into = taking_of(context);
    if (takes(into.snapshot, device)) see_device(into, *device);
  };
  sink.held = [](void* context, const char* kind, std::uint64_t count) {
    auto& into = snapshot_of(context);
    if (takes(into, kind)) see_held(into.held, kind, count);
  };
  return sink;
}

bool same(const claimcheck_range& a, const claimcheck_range& b) {
  return std::tie(a.page_offset, a.start, a.length) == std::tie(b.page_offset, b.start, b.length);
}

bool same(const claimcheck_region_state& a, const claimcheck_region_state& b) {
  return std::tie(a.available_size, a.region, a.driver_bound) ==
         std::tie(b.available_size, b.region, b.driver_bound);
}

// Field by field: what lies between the fields of an engine's structs may be anything.
bool same(const claimcheck_extent& a, const claimcheck_extent& b) {
  return std::tie(a.start, a.length, a.region, a.use_count, a.seq) ==
             std::tie(b.start, b.length, b.region, b.use_count, b.seq) &&
         std::ranges::equal(a.tag.bytes, b.tag.bytes);
}

bool same(const SeenDevice& a, const SeenDevice& b);

template <class Thing>
bool all_same(const std::vector<Thing>& a, const std::vector<Thing>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Thing& one, const Thing& other) { return same(one, other); });
}

bool same(const SeenDevice& a, const SeenDevice& b) {
  return std::tie(a.region, a.index, a.size, a.driver_bound) ==
             std::tie(b.region, b.index, b.size, b.driver_bound) &&
         all_same(a.ranges, b.ranges) && all_same(a.mappings, b.mappings);
}

template <class Show>
void fill(Snapshot& snapshot, Show show) {
  snapshot.regions.clear();
  snapshot.extents.clear();
  snapshot.held.count = 0;
  snapshot.entries = 0;
  snapshot.complaint.clear();
  Taking taking{snapshot};
  show(sink_into(taking));
  snapshot.devices.resize(taking.devices);
  if (!snapshot.complaint.empty()) return;  // nobody looks any further
  sort_by(snapshot.regions, &claimcheck_region_state::region);
  sort_extents(snapshot);
  sort_by(snapshot.devices,
          [](const SeenDevice& device) { return std::tuple(device.region, device.index); });
}

template <class Number>
void put(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void encode(const std::vector<claimcheck_range>& ranges, std::string& bytes) {
  put(bytes, ranges.size());
  for (const auto& range : ranges) {
    put(bytes, range.page_offset);
    put(bytes, range.start);
    put(bytes, range.length);
  }
}

}  // namespace

void take(Running& running, Snapshot& snapshot) {
  fill(snapshot, [&](const claimcheck_sink& sink) { running.snapshot(sink); });
}

void take(Running& running, std::span<const claimcheck_part> parts, Snapshot& snapshot) {
  fill(snapshot, [&](const claimcheck_sink& sink) { running.show(parts, sink); });
}

bool same(const Snapshot& a, const Snapshot& b) {
  return a.complaint == b.complaint && all_same(a.regions, b.regions) &&
         all_same(a.extents, b.extents) && all_same(a.devices, b.devices);
}

// Field by field, as above.
void encode(const Snapshot& snapshot, std::string& bytes) {
  put(bytes, snapshot.complaint.size());
  bytes += snapshot.complaint;
  put(bytes, snapshot.regions.size());
  for (const auto& region : snapshot.regions) {
    put(bytes, region.region);
    put(bytes, region.available_size);
    put(bytes, region.driver_bound);
  }
  put(bytes, snapshot.extents.size());
  for (const auto& extent : snapshot.extents) {
    put(bytes, extent.region);
    put(bytes, extent.start);
    put(bytes, extent.length);
    put(bytes, extent.tag);
    put(bytes, extent.use_count);
    put(bytes, extent.seq);
  }
  put(bytes, snapshot.devices.size());
  for (const auto& device : snapshot.devices) {
    put(bytes, device.region);
    put(bytes, device.index);
    put(bytes, device.size);
    put(bytes, device.driver_bound);
    encode(device.ranges, bytes);
    encode(device.mappings, bytes);
  }
}

}  // namespace claimcheck::engines
