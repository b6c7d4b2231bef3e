// SPDX-License-Identifier: MIT
#include "properties/judge/indexed_state.hpp"

#include <algorithm>

namespace claimcheck::judge {
namespace {

template <class List>
void sort_once_each(List& list) {
  if (!std::ranges::is_sorted(list)) std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// Makes it the same device in a slice that has these of the region's extents. It keeps its memory.
void move_into(model::Device& copy, const model::Device& device,
               const std::vector<std::uint32_t>& places) {
  copy = device;
  for (auto& range : copy.ranges) {
    const auto place = std::ranges::lower_bound(places, range.extent);
    range.extent = static_cast<std::uint32_t>(place - places.begin());
  }
}

}  // namespace

IndexedState::IndexedState(const model::Setup& setup, model::State state)
    : setup_(setup), state_(std::move(state)), indexes_(state_.regions.size()) {
  for (std::uint32_t region = 0; region < indexes_.size(); ++region) index(region);
}

void IndexedState::index(std::uint32_t region) {
  auto& index = indexes_[region] = {};
  const auto& now = state_.regions[region];
  for (std::uint32_t place = 0; place < now.extents.size(); ++place) add(region, place);
  for (const auto& device : now.devices) {
    for (const auto& range : device.ranges) index.holders[range.extent] = device.index + 1;
    index.claimed += device.has_capacity();
  }
}

void IndexedState::add(std::uint32_t region, std::uint32_t place) {
  auto& index = indexes_[region];
  const auto& extent = state_.regions[region].extents[place];
  index.holders.push_back(0);
  index.by_start.emplace(extent.start, place);
  if (!extent.tag.is_null()) index.by_tag[extent.tag].push_back(place);
  count(index, extent, place, true);
}

void IndexedState::count(Index& index, const model::Extent& extent, std::uint32_t place,
                         bool comes) {
  const bool is_whole = extent.origin == model::Origin::whole_offer;
  if (!is_whole) comes ? ++index.not_whole : --index.not_whole;
  if (!extent.is_free()) return;
  index.available += comes ? extent.length : -extent.length;
  if (!extent.tag.is_null()) return;
  if (comes) {
    index.free_untagged.insert(place);
  } else {
    index.free_untagged.erase(place);
  }
}

void IndexedState::cut(const Names& names, Slice& slice) const {
  const auto& from = state_.regions[names.region];
  const auto& index = indexes_[names.region];
  slice.region = names.region;
  slice.stand_ins = 0;
  slice.devices_stand_in = false;
  slice.devices = names.devices;
  slice.places.clear();
  slice.state.regions.resize(state_.regions.size());
  for (std::size_t id = 0; id < state_.regions.size(); ++id) {
    auto& region = slice.state.regions[id];
    region.driver_bound = state_.regions[id].driver_bound;
    region.extents.clear();
    if (id != names.region) region.devices.clear();
  }
  auto& places = slice.places;
  for (const auto& tag : names.tags) {
    const auto group = index.by_tag.find(tag);
    if (group == index.by_tag.end()) continue;
    places.insert(places.end(), group->second.begin(), group->second.end());
  }
  for (const auto start : names.starts) {
    const auto at = index.by_start.find(start);
    if (at == index.by_start.end() || !from.extents[at->second].tag.is_null()) continue;
    places.push_back(at->second);
  }
  for (const auto place : places) {
    if (index.holders[place] != 0) slice.devices.push_back(index.holders[place] - 1);
  }
  sort_once_each(slice.devices);
  for (const auto number : slice.devices) {
    const auto* const device = find_sorted(from, number);
    if (!device) continue;
    for (const auto& range : device->ranges) places.push_back(range.extent);
  }
  sort_once_each(places);
  auto& into = slice.state.regions[names.region];
  for (const auto place : places) into.extents.push_back(from.extents[place]);
  std::size_t count = 0;
  for (const auto number : slice.devices) {
    const auto* const device = find_sorted(from, number);
    if (!device) continue;
    if (count == into.devices.size()) into.devices.emplace_back();
    move_into(into.devices[count++], *device, places);
  }
  into.devices.resize(count);
}

const model::State& IndexedState::whole() {
  for (std::uint32_t region = 0; region < indexes_.size(); ++region) {
    if (indexes_[region].removed > 0) compact(region);
  }
  return state_;
}

void IndexedState::compact(std::uint32_t id) {
  auto& region = state_.regions[id];
  auto& index = indexes_[id];
  std::vector<std::uint32_t> new_place(region.extents.size());
  std::uint32_t kept = 0;
  for (std::uint32_t place = 0; place < region.extents.size(); ++place) {
    new_place[place] = kept;
    if (region.extents[place].length == 0) continue;
    region.extents[kept] = region.extents[place];
    index.holders[kept] = index.holders[place];
    ++kept;
  }
  region.extents.resize(kept);
  index.holders.resize(kept);
  index.removed = 0;
  for (auto& [start, place] : index.by_start) place = new_place[place];
  for (auto& [tag, places] : index.by_tag) {
    for (auto& place : places) place = new_place[place];
  }
  std::set<std::uint32_t> free_untagged;
  for (const auto place : index.free_untagged) {
    free_untagged.insert(free_untagged.end(), new_place[place]);
  }
  index.free_untagged.swap(free_untagged);
  for (auto& device : region.devices) {
    for (auto& range : device.ranges) range.extent = new_place[range.extent];
  }
}

std::size_t IndexedState::extents() const {
  std::size_t count = 0;
  for (const auto& index : indexes_) count += index.by_start.size();
  return count;
}

bool IndexedState::is_empty() const {
  return extents() == 0 && std::ranges::all_of(state_.regions, [](const model::Region& region) {
           return region.devices.size() <= 1;
         });
}

bool IndexedState::is_nonvacuous(model::Clause theorem) const {
  switch (theorem) {
    case model::Clause::I4:
      return extents() > 0;
    case model::Clause::I5:
      return extents() > 0 &&
             std::ranges::all_of(indexes_, [](const Index& index) { return index.not_whole == 0; });
    default:
      return std::ranges::any_of(indexes_, [](const Index& index) { return index.claimed > 0; });
  }
}

void IndexedState::take_back(const Slice& slice) {
  state_.regions[slice.region].driver_bound = slice.state.regions[slice.region].driver_bound;
  take_back_extents(slice);
  take_back_devices(slice);
}

// Extents of a slice keep their order; those that arrive are behind all others.
void IndexedState::take_back_extents(const Slice& slice) {
  const auto& now = slice.state.regions[slice.region].extents;
  auto& extents = state_.regions[slice.region].extents;
  auto& index = indexes_[slice.region];
  places_.clear();
  std::optional<model::Uuid> removed;  // one operation removes extents of one tag
  for (const auto place : slice.places) {
    auto& extent = extents[place];
    const auto next = places_.size();
    const bool stays = next < now.size() && now[next].start == extent.start;
    if (!stays || now[next].use_count != extent.use_count) count(index, extent, place, false);
    if (!stays) {
      removed = extent.tag;
      ++index.removed;
      index.by_start.erase(extent.start);
      extent.length = 0;
      continue;
    }
    const bool changes = now[next].use_count != extent.use_count;
    extent = now[next];
    if (changes) count(index, extent, place, true);
    places_.push_back(place);
  }
  if (removed && !removed->is_null()) {
    const auto group = index.by_tag.find(*removed);
    std::erase_if(group->second, [&](std::uint32_t place) { return extents[place].length == 0; });
    if (group->second.empty()) index.by_tag.erase(group);
  }
  places_.resize(places_.size() + slice.stand_ins);
  while (places_.size() < now.size()) {
    const auto place = static_cast<std::uint32_t>(extents.size());
    extents.push_back(now[places_.size()]);
    add(slice.region, place);
    places_.push_back(place);
  }
}

void IndexedState::take_back_device(Index& index, model::Device& device, const model::Device& now) {
  for (const auto& range : device.ranges) index.holders[range.extent] = 0;
  index.claimed -= device.has_capacity();
  device = now;
  for (auto& range : device.ranges) {
    range.extent = places_[range.extent];
    index.holders[range.extent] = device.index + 1;
  }
  index.claimed += device.has_capacity();
}

void IndexedState::take_back_devices(const Slice& slice) {
  auto& region = state_.regions[slice.region];
  const auto& now = slice.state.regions[slice.region];
  for (const auto& device : now.devices) {
    const auto* const there = find_sorted(region, device.index);
    if (there && slice.devices_stand_in) continue;
    auto place = std::ranges::lower_bound(region.devices, device.index, {}, &model::Device::index);
    if (!there) {
      place = region.devices.insert(place, model::Device{});
      place->index = device.index;
    }
    take_back_device(indexes_[slice.region], *place, device);
  }
  for (const auto index : slice.devices) {
    const auto* const there = find_sorted(region, index);
    if (there && !find_sorted(now, index)) {
      region.devices.erase(region.devices.begin() + (there - region.devices.data()));
    }
  }
}

}  // namespace claimcheck::judge
