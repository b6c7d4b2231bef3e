// SPDX-License-Identifier: MIT
#include "smt/validation/world_values.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "model/rules/sysfs_input.hpp"

namespace claimcheck::smt {
namespace {

// The place of what is there already, or of the new one.
template <class Thing>
std::size_t place_of(std::vector<Thing>& all, const Thing& thing) {
  const auto found = std::ranges::find(all, thing);
  if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
  all.push_back(thing);
  return all.size() - 1;
}

const model::Extent* find_extent(const model::State& state, std::uint32_t region,
                                 const model::Extent& extent) {
  const auto& all = state.regions[region].extents;
  const auto found = std::ranges::find(all, extent.start, &model::Extent::start);
  return found == all.end() ? nullptr : &*found;
}

const model::Device* find_device(const model::State& state, model::DeviceName name) {
  const auto& all = state.regions[name.region].devices;
  const auto found = std::ranges::find(all, name.index, &model::Device::index);
  return found == all.end() ? nullptr : &*found;
}

bool is_whole(const model::Extent& extent) {
  return extent.origin == model::Origin::whole_offer && !extent.tag.is_null();
}

}  // namespace

std::size_t WorldValues::extent(std::uint32_t region, std::uint64_t start) const {
  const auto found = std::ranges::find_if(extents_, [&](const NamedExtent& named) {
    return named.region == region && named.extent.start == start;
  });
  if (found == extents_.end()) throw std::logic_error("an extent without a name");
  return static_cast<std::size_t>(found - extents_.begin());
}

std::size_t WorldValues::device(model::DeviceName name) const {
  const auto found = std::ranges::find(devices_, name);
  if (found == devices_.end()) throw std::logic_error("a device without a name");
  return static_cast<std::size_t>(found - devices_.begin());
}

std::size_t WorldValues::tag(const model::Uuid& uuid) const {
  const auto found = std::ranges::find(tags_, uuid);
  if (found == tags_.end()) throw std::logic_error("a tag without a name");
  return static_cast<std::size_t>(found - tags_.begin());
}

// One operation does not both add and remove, so an extent is known by where it starts.
void WorldValues::name_things(const model::Setup& setup,
                              const std::vector<const model::State*>& states) {
  extents_.clear();
  devices_.clear();
  tags_ = {model::Uuid{}};
  regions_ = setup.regions.size();
  numbers_ = 0;
  for (const auto* state : states) {
    for (std::uint32_t id = 0; id < regions_; ++id) {
      for (const auto& extent : state->regions[id].extents) {
        const bool known = std::ranges::any_of(extents_, [&](const NamedExtent& named) {
          return named.region == id && named.extent.start == extent.start;
        });
        if (!known) extents_.push_back({id, extent});
        place_of(tags_, extent.tag);
        numbers_ = std::max(numbers_, std::size_t{extent.seq} + extent.offered_of + 2);
      }
      for (const auto& device : state->regions[id].devices) {
        place_of(devices_, {id, device.index});
      }
    }
  }
  places_.assign(extents_.size(), {});
}

// What of things never changes.
void WorldValues::set_facts(const model::Setup& setup) {
  structure_.set_things("Extent", extents_.size());
  structure_.set_things("Device", devices_.size());
  structure_.set_things("Tag", tags_.size());
  structure_.set_things("Region", regions_);
  const auto of_extents = [&](const char* name, auto value) {
    structure_.make(name, extents_.size(), [&](std::size_t e) { return value(extents_[e]); });
  };
  of_extents("home", [](const NamedExtent& e) { return e.region; });
  of_extents("tag", [&](const NamedExtent& e) { return tag(e.extent.tag); });
  of_extents("seq", [](const NamedExtent& e) { return e.extent.seq; });
  of_extents("start", [](const NamedExtent& e) { return e.extent.start; });
  of_extents("length", [](const NamedExtent& e) { return e.extent.length; });
  of_extents("offered_of", [](const NamedExtent& e) { return e.extent.offered_of; });
  of_extents("whole", [](const NamedExtent& e) { return is_whole(e.extent); });
  structure_.make("region_of", devices_.size(), [&](std::size_t v) { return devices_[v].region; });
  structure_.make("is_null", tags_.size(), [&](std::size_t t) { return tags_[t].is_null(); });
  structure_.make("base", regions_, [&](std::size_t r) { return setup.regions[r].seq_base; });
  structure_.make("start_of", regions_, [&](std::size_t r) { return setup.regions[r].base; });
  structure_.make("size_of", regions_, [&](std::size_t r) { return setup.regions[r].size; });
}

void WorldValues::set_extents(const model::State& state, const std::string& suffix) {
  const auto of_extents = [&](const char* name, auto value) {
    structure_.make(name + suffix, extents_.size(), [&](std::size_t e) -> std::uint64_t {
      const auto* extent = find_extent(state, extents_[e].region, extents_[e].extent);
      return extent ? value(*extent) : 0;
    });
  };
  of_extents("alive", [](const model::Extent&) { return std::uint64_t{1}; });
  of_extents("use", [](const model::Extent& extent) { return extent.use_count; });
  of_extents("mapped", [](const model::Extent& extent) { return extent.mapped; });
}

void WorldValues::set_devices(const model::State& state, const std::string& suffix) {
  const auto of_devices = [&](const char* name, auto value) {
    structure_.make(name + suffix, devices_.size(), [&](std::size_t v) -> std::uint64_t {
      const auto* device = find_device(state, devices_[v]);
      return device ? value(*device) : 0;
    });
  };
  of_devices("there", [](const model::Device&) { return std::uint64_t{1}; });
  of_devices("count", [](const model::Device& device) { return device.ranges.size(); });
  of_devices("size", [](const model::Device& device) { return device.size; });
  Table& range = structure_.make("range" + suffix, {devices_.size(), extents_.size() + 1});
  Table& offset = structure_.make("offset" + suffix, {devices_.size(), extents_.size() + 1});
  Table& stood = structure_.make("stood" + suffix, {devices_.size(), extents_.size()});
  for (std::size_t v = 0; v < devices_.size(); ++v) {
    const auto* device = find_device(state, devices_[v]);
    for (std::size_t q = 0; device && q < device->ranges.size(); ++q) {
      const auto& held = state.regions[devices_[v].region].extents[device->ranges[q].extent];
      const auto e = extent(devices_[v].region, held.start);
      const std::array at{static_cast<Integer>(v), static_cast<Integer>(q)};
      range.at(at) = static_cast<Integer>(e);
      offset.at(at) = device->ranges[q].offset;
      stood.at(std::array{static_cast<Integer>(v), static_cast<Integer>(e)}) = 1;
      places_[e] = {v, q};
    }
  }
  // After the devices, so that those that nobody holds keep their last places.
  structure_.make("owner" + suffix, extents_.size(),
                  [&](std::size_t e) { return places_[e].device; });
  structure_.make("slot" + suffix, extents_.size(), [&](std::size_t e) { return places_[e].slot; });
}

// All extents and devices, in the order in which they have their numbers here.
void WorldValues::set_lists() {
  const auto itself = [](std::size_t place) { return place; };
  structure_.set("extents", static_cast<Integer>(extents_.size()));
  structure_.make("extent", extents_.size(), itself);
  structure_.make("listed_at", extents_.size(), itself);
  structure_.set("devices", static_cast<Integer>(devices_.size()));
  structure_.make("device", devices_.size(), itself);
  structure_.make("device_at", devices_.size(), itself);
}

// The bytes of a region, counted from its extents and from its devices.
void WorldValues::set_accounts(const model::State& state, std::uint32_t region) {
  const auto counts = [&](std::size_t e) {
    return extents_[e].region == region && find_extent(state, region, extents_[e].extent);
  };
  const auto is_free = [&](std::size_t e) {
    return find_extent(state, region, extents_[e].extent)->is_free();
  };
  const auto sums = [&](Table& table, std::vector<Integer> at, auto is_added) {
    Integer sum = 0;
    at.push_back(0);
    for (std::size_t e = 0; e <= extents_.size(); ++e) {
      at.back() = static_cast<Integer>(e);
      table.at(at) = sum;
      if (e < extents_.size() && counts(e) && is_added(e)) sum += extents_[e].extent.length;
    }
  };
  const auto width = extents_.size() + 1;
  sums(structure_.make("all_before", {width}), {}, [](std::size_t) { return true; });
  sums(structure_.make("free_before", {width}), {}, is_free);
  Table& claimed = structure_.make("claimed_before", {devices_.size() + 1});
  Table& owned = structure_.make("owned_before", {devices_.size() + 1, width});
  Table& in_ranges = structure_.make("in_ranges_before", {devices_.size(), width + 1, width});
  Integer bytes = 0;
  for (std::size_t v = 0; v <= devices_.size(); ++v) {
    const std::array at{static_cast<Integer>(v)};
    claimed.at(at) = bytes;
    sums(owned, {at[0]}, [&](std::size_t e) { return !is_free(e) && places_[e].device < v; });
    if (v == devices_.size()) break;
    const auto* device = find_device(state, devices_[v]);
    if (device && devices_[v].region == region) bytes += device->size;
    for (std::size_t q = 0; q <= width; ++q) {
      sums(in_ranges, {at[0], static_cast<Integer>(q)}, [&](std::size_t e) {
        return !is_free(e) && places_[e].device == v && places_[e].slot < q;
      });
    }
  }
}

void WorldValues::set_numbers(const model::State& state, const std::string& suffix) {
  Table& numbered = structure_.make("numbered" + suffix, {tags_.size(), regions_, numbers_});
  for (std::uint32_t id = 0; id < regions_; ++id) {
    for (const auto& each : state.regions[id].extents) {
      if (!is_whole(each)) continue;
      numbered.at(std::array{static_cast<Integer>(tag(each.tag)), static_cast<Integer>(id),
                             static_cast<Integer>(each.seq)}) =
          static_cast<Integer>(extent(id, each.start));
    }
  }
}

void WorldValues::set_world(const model::State& state, const std::string& suffix) {
  set_extents(state, suffix);
  set_devices(state, suffix);
  set_numbers(state, suffix);
}

void WorldValues::set_members(const model::Setup& setup, std::uint32_t region,
                              const std::vector<std::size_t>& members) {
  structure_.set("members", static_cast<Integer>(members.size()));
  structure_.set("seq_base", setup.regions[region].seq_base);
  structure_.set("region_size", setup.regions[region].size);
  structure_.make("member", members.size(), [&](std::size_t i) { return members[i]; });
  structure_.make("place", extents_.size(), [&](std::size_t e) -> Integer {
    const auto found = std::ranges::find(members, e);
    return found == members.end() ? -1 : found - members.begin();
  });
  std::uint64_t sum = 0;
  structure_.make("length_before", members.size() + 1, [&](std::size_t k) {
    if (k > 0) sum += extents_[members[k - 1]].extent.length;
    return sum;
  });
}

// A claimed group in seq order, or what a device gives back.
std::vector<std::size_t> WorldValues::members_of(const ModelStep& step, model::DeviceName name,
                                                 const model::Uuid& tag) const {
  const auto& region = step.before.regions[name.region];
  std::vector<std::size_t> members;
  if (std::holds_alternative<model::WriteSize>(step.operation)) {
    for (const auto& range : find_device(step.before, name)->ranges) {
      members.push_back(extent(name.region, region.extents[range.extent].start));
    }
    return members;
  }
  for (const auto& each : region.extents) {
    if (each.is_free() && each.tag == tag) members.push_back(extent(name.region, each.start));
  }
  std::ranges::stable_sort(members, {}, [&](std::size_t e) { return extents_[e].extent.seq; });
  return members;
}

void WorldValues::set_subject(const ModelStep& step) {
  std::uint32_t region = 0;
  std::size_t the_tag = 0, the_device = 0, the_extent = 0;
  std::vector<std::size_t> members;
  const auto is_about = [&](model::DeviceName name, const model::Uuid& uuid) {
    region = name.region;
    the_device = device(name);
    the_tag = std::ranges::find(tags_, uuid) == tags_.end() ? 0 : tag(uuid);
    members = members_of(step, name, uuid);
    const auto* after = find_device(step.after, name);
    if (after && after->has_capacity()) {
      const auto& extents = step.after.regions[region].extents;
      the_extent = extent(region, extents[after->ranges.front().extent].start);
    }
  };
  if (!step.outcome.failed()) {
    if (const auto* offer = std::get_if<model::Offer>(&step.operation)) {
      region = offer->region, the_tag = tag(offer->tag);
    } else if (const auto* inject = std::get_if<model::Inject>(&step.operation)) {
      region = inject->region, the_tag = tag(inject->tag);
    } else if (const auto* released = std::get_if<model::ReleaseTag>(&step.operation)) {
      region = released->region;
    } else if (const auto* untagged = std::get_if<model::ReleaseUntagged>(&step.operation)) {
      region = untagged->region;
    } else if (const auto* create = std::get_if<model::Create>(&step.operation)) {
      region = create->region;
      the_device = device({region, static_cast<std::uint32_t>(step.outcome.result)});
    } else if (const auto* unbind = std::get_if<model::UnbindRegion>(&step.operation)) {
      // The drop of a region that has one empty device is a delete as well, of that one.
      region = unbind->region;
      const auto other = std::ranges::find_if(
          devices_, [&](model::DeviceName name) { return name.region != region; });
      if (other != devices_.end()) the_device = device(*other);
    } else if (const auto* bind = std::get_if<model::BindRegion>(&step.operation)) {
      region = bind->region;
      if (std::ranges::find(devices_, model::DeviceName{region, 0}) != devices_.end()) {
        the_device = device({region, 0});
      }
    } else if (const auto* gone = std::get_if<model::Delete>(&step.operation)) {
      the_device = device(gone->device);
    } else if (const auto* claim = std::get_if<model::WriteUuid>(&step.operation)) {
      is_about(claim->device, model::read_claim_text(claim->text).value());
    } else if (const auto* size = std::get_if<model::WriteSize>(&step.operation)) {
      is_about(size->device, {});
    }
  }
  set_members(step.setup, region, members);
  structure_.set("the_region", region);
  structure_.set("the_tag", static_cast<Integer>(the_tag));
  structure_.set("the_device", static_cast<Integer>(the_device));
  structure_.set("the_extent", static_cast<Integer>(the_extent));
}

void WorldValues::set_state(const model::Setup& setup, const model::State& state,
                            const std::string& suffix) {
  name_things(setup, {&state});
  set_facts(setup);
  set_members(setup, 0, {});
  set_world(state, suffix);
}

void WorldValues::set_subject(const model::Setup& setup, const model::State& state,
                              std::uint32_t region, std::size_t tag) {
  std::vector<std::size_t> members;
  for (const auto& each : state.regions[region].extents) {
    if (each.is_free() && each.tag == tags_[tag]) members.push_back(extent(region, each.start));
  }
  std::ranges::stable_sort(members, {}, [&](std::size_t e) { return extents_[e].extent.seq; });
  set_members(setup, region, members);
  set_lists();
  set_accounts(state, region);
  structure_.set("the_region", region);
  structure_.set("the_tag", static_cast<Integer>(tag));
}

void WorldValues::set_device(const model::State& state, std::size_t device) {
  const auto* found = find_device(state, devices_[device]);
  const auto& extents = state.regions[devices_[device].region].extents;
  std::uint64_t sum = 0;
  structure_.make("bytes_before", extents_.size() + 2, [&](std::size_t q) {
    if (found && q > 0 && q <= found->ranges.size()) {
      sum += extents[found->ranges[q - 1].extent].length;
    }
    return sum;
  });
  structure_.set("the_device", static_cast<Integer>(device));
}

void WorldValues::set_step(const ModelStep& step) {
  name_things(step.setup, {&step.before, &step.after});
  set_facts(step.setup);
  set_world(step.before, "_before");
  set_world(step.after, "_after");
  set_subject(step);
}

}  // namespace claimcheck::smt
