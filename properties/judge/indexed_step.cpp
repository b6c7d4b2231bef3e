// SPDX-License-Identifier: MIT
// What each operation looks at, and can change, by the contract.
#include <algorithm>

#include "model/rules/sysfs_input.hpp"
#include "model/step.hpp"
#include "properties/judge/indexed_state.hpp"

namespace claimcheck::judge {

// Names it in names_, and cuts it into seen_. False where that is all that there is.
struct IndexedState::See {
  IndexedState& at;

  bool operator()(const model::Offer& o) const {
    std::vector<std::uint64_t> starts;
    for (const auto& member : o.members) starts.push_back(member.start);
    arrival(o.tag, starts);
    at.cut(at.names_, at.seen_);
    at.stand_in_for_neighbours(starts);                // M4
    if (!o.tag.is_null()) at.stand_in_for_tag(o.tag);  // M3
    return true;
  }
  bool operator()(const model::Inject& o) const {
    arrival(o.tag, {o.member.start});
    at.cut(at.names_, at.seen_);
    at.stand_in_for_neighbours({o.member.start});  // M6
    return true;
  }
  bool operator()(const model::ReleaseTag& o) const {
    if (o.tag.is_null()) return false;
    at.names_.tags = {o.tag};  // M7
    return cut();
  }
  bool operator()(const model::ReleaseUntagged& o) const {
    at.names_.starts = {o.start};  // M7
    return cut();
  }
  bool operator()(const model::BindRegion&) const {
    at.names_.devices = {0};  // R3
    return cut();
  }
  bool operator()(const model::UnbindRegion& o) const {
    return at.setup_.regions[o.region].unbind == model::Unbind::keeps && cut();  // R1
  }
  bool operator()(const model::Create&) const {
    cut();
    at.stand_in_for_available();  // V8
    at.stand_in_for_devices();    // V8: the lowest index that is free
    return true;
  }
  bool operator()(const model::ReadAvailable&) const {
    cut();
    at.stand_in_for_available();  // V5
    return true;
  }
  bool operator()(const model::WriteUuid& o) const {
    at.names_.devices = {o.device.index};
    const auto tag = model::read_claim_text(o.text);
    if (tag && tag->is_null()) {
      untagged_to_claim();
    } else if (tag) {
      at.names_.tags = {*tag};
    }
    return cut();
  }
  bool operator()(const model::WriteSize& o) const {
    at.names_.devices = {o.device.index};
    const auto& region = at.state_.regions[o.device.region];
    const auto* const device = find_sorted(region, o.device.index);
    if (device && device->has_capacity()) {
      const auto& first = region.extents[device->ranges.front().extent];
      arrival(first.tag, {first.start});  // V3: what is given back
    }
    return cut();
  }
  template <model::OnDevice O>
  bool operator()(const O& o) const {
    at.names_.devices = {o.device.index};
    return cut();
  }

 private:
  bool cut() const {
    at.cut(at.names_, at.seen_);
    return true;
  }

  void arrival(const model::Uuid& tag, const std::vector<std::uint64_t>& starts) const {
    if (tag.is_null()) {
      at.names_.starts = starts;
    } else {
      at.names_.tags = {tag};
    }
  }

  // U1, U2: of the free ones, in the order of arrival, up to the first that is aligned.
  void untagged_to_claim() const {
    const auto id = at.names_.region;
    for (const auto place : at.indexes_[id].free_untagged) {
      const auto& extent = at.state_.regions[id].extents[place];
      at.names_.starts.push_back(extent.start);
      if (model::is_aligned(at.setup_.regions[id], extent)) break;
    }
  }
};

model::Outcome IndexedState::step(const model::Operation& operation, bool failed) {
  names_.clear();
  names_.region = model::region_of(operation);
  if (!std::visit(See{*this}, operation)) return step_whole(operation, failed);
  const auto outcome = model::step<model::Checks::on>(setup_, seen_.state, operation);
  if (outcome.failed()) return outcome;
  if (model::is_a<model::Create>(operation)) {
    names_.devices = {static_cast<std::uint32_t>(outcome.result)};
  }
  if (!failed && !model::is_read(operation)) take_back(seen_);
  return outcome;
}

model::Outcome IndexedState::step_whole(const model::Operation& operation, bool failed) {
  whole();
  const auto id = names_.region;
  for (const auto& device : state_.regions[id].devices) names_.devices.push_back(device.index);
  for (const auto& [tag, places] : indexes_[id].by_tag) names_.tags.push_back(tag);
  for (const auto& extent : state_.regions[id].extents) {
    if (extent.tag.is_null()) names_.starts.push_back(extent.start);
  }
  if (failed) {
    auto copy = state_;
    return model::step<model::Checks::on>(setup_, copy, operation);
  }
  const auto outcome = model::step<model::Checks::on>(setup_, state_, operation);
  index(id);
  return outcome;
}

void IndexedState::stand_in(const model::Extent& extent) {
  auto& copy = seen_.state.regions[seen_.region].extents.emplace_back(extent);
  copy.use_count = 0;
  copy.mapped = false;
  ++seen_.stand_ins;
}

// No two extents overlap, so that what lies over one of them lies over one that is next to it.
void IndexedState::stand_in_for_neighbours(const std::vector<std::uint64_t>& starts) {
  const auto& by_start = indexes_[seen_.region].by_start;
  std::vector<std::uint32_t> neighbours;
  for (const auto start : starts) {
    const auto above = by_start.upper_bound(start);
    if (above != by_start.end()) neighbours.push_back(above->second);
    if (above != by_start.begin()) neighbours.push_back(std::prev(above)->second);
  }
  std::ranges::sort(neighbours);
  neighbours.erase(std::unique(neighbours.begin(), neighbours.end()), neighbours.end());
  for (const auto place : neighbours) {
    if (std::ranges::binary_search(seen_.places, place)) continue;
    stand_in(state_.regions[seen_.region].extents[place]);
  }
}

void IndexedState::stand_in_for_tag(const model::Uuid& tag) {
  for (std::size_t id = 0; id < indexes_.size(); ++id) {
    if (id == seen_.region) continue;
    const auto group = indexes_[id].by_tag.find(tag);
    if (group == indexes_[id].by_tag.end()) continue;
    seen_.state.regions[id].extents.push_back(state_.regions[id].extents[group->second.front()]);
  }
}

void IndexedState::stand_in_for_available() {
  const auto available = indexes_[seen_.region].available;
  if (available == 0) return;
  model::Extent all;
  all.start = setup_.regions[seen_.region].base;
  all.length = available;
  stand_in(all);
}

void IndexedState::stand_in_for_devices() {
  seen_.devices_stand_in = true;
  for (const auto& device : state_.regions[seen_.region].devices) {
    seen_.state.regions[seen_.region].devices.emplace_back().index = device.index;
  }
}

}  // namespace claimcheck::judge
