// SPDX-License-Identifier: MIT
// States of wide traces that bugs of another engine than the indexed one needed.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "model/step.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::generate {
namespace {

constexpr std::uint64_t traces_walked = 10'000;

// `visit` is told the trace's setup, the state before each step, the step, and what it gave.
template <class Visit>
void walk(Visit visit) {
  const auto generator = traces({}, true);
  for (std::uint64_t index = 0; index < traces_walked; ++index) {
    const rc::Random random(rc::Random::Key{1, index, 0, 0});
    const auto trace = generator(random, static_cast<int>(index % 101)).value();
    auto state = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      const auto before = state;
      const auto outcome = model::step<model::Checks::off>(trace.setup, state, step.operation);
      visit(index, trace.setup, before, step.operation, outcome);
    }
  }
}

const model::Device* find(const model::State& state, const model::DeviceName& name) {
  const auto& devices = state.regions[name.region].devices;
  const auto device = std::ranges::find(devices, name.index, &model::Device::index);
  return device == devices.end() ? nullptr : &*device;
}

TEST(WideStates, HaveDevicesAndMappingsAsLargeAsTheRegion) {
  std::size_t whole = 0;    // sizes read of a device that has all of its region
  std::size_t signed_ = 0;  // those of 2^63 and more
  std::size_t far = 0;      // page offsets read of 2^31 and more
  std::size_t last = 0;     // ends read of a later mapping that ends at 2^64
  walk([&](auto, const auto& setup, const auto& state, const auto& operation, const auto&) {
    if (const auto* size = std::get_if<model::ReadSize>(&operation)) {
      const auto* const device = find(state, size->device);
      if (!device || device->size != setup.regions[size->device.region].size) return;
      ++whole;
      signed_ += device->size >> 63;
    }
    const auto* const read = std::get_if<model::ReadMapping>(&operation);
    const auto* const device = read ? find(state, read->device) : nullptr;
    if (!device || read->mapping >= device->ranges.size()) return;
    const auto& range = device->ranges[read->mapping];
    const auto& extent = state.regions[read->device.region].extents[range.extent];
    const bool is_offset = read->field == model::MappingField::page_offset;
    far += is_offset && range.offset / model::page_size >> 31 != 0;
    const bool is_end = read->field == model::MappingField::end;
    last += is_end && read->mapping > 0 && extent.start + extent.length == 0;
  });
  EXPECT_GT(whole, 200u);
  EXPECT_GT(signed_, 8u);
  EXPECT_GT(far, 25u);
  EXPECT_GT(last, 4u);
}

TEST(WideStates, HaveGroupsWhoseLengthsAreAlignedOnlyTogether) {
  std::size_t together = 0;
  walk([&](auto, const auto& setup, const auto& state, const auto& operation, const auto& outcome) {
    const auto* const write = std::get_if<model::WriteUuid>(&operation);
    if (!write || outcome.result != -EINVAL) return;
    const auto& region = setup.regions[write->device.region];
    std::uint64_t sum = 0, parts = 0;
    for (const auto& extent : state.regions[write->device.region].extents) {
      if (!extent.is_free() || model::to_string(extent.tag) + "\n" != write->text) continue;
      sum += extent.length;
      parts += extent.length % region.align != 0;
    }
    together += parts > 1 && sum % region.align == 0;
  });
  EXPECT_GT(together, 100u);
}

TEST(WideStates, HaveRegionsThatComeBackAndHaveAsManyDevicesAgain) {
  using Region = std::pair<std::uint64_t, std::uint32_t>;  // of a trace
  std::map<Region, std::size_t> lost;                      // how many devices it once dropped
  std::size_t again = 0;
  walk([&](auto trace, const auto&, const auto& state, const auto& operation, const auto& outcome) {
    if (outcome.failed()) return;
    if (const auto* unbind = std::get_if<model::UnbindRegion>(&operation)) {
      auto& count = lost[{trace, unbind->region}];
      count = std::max(count, state.regions[unbind->region].devices.size());
    } else if (const auto* create = std::get_if<model::Create>(&operation)) {
      const auto dropped = lost.find({trace, create->region});
      const auto devices = state.regions[create->region].devices.size();
      again += dropped != lost.end() && dropped->second >= 16 && devices == 15;
    }
  });
  EXPECT_GT(again, 6u);
}

TEST(WideStates, HaveReadsOfMappingsThatADeviceHadMoreThanEightClaimsAgo) {
  using Device = std::pair<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>>;  // of a trace
  std::map<Device, std::size_t> claims;  // since it last had two mappings, where it had them
  std::size_t reads = 0;
  walk([&](auto trace, const auto&, const auto& state, const auto& operation, const auto&) {
    if (const auto* size = std::get_if<model::WriteSize>(&operation)) {
      const auto* const device = find(state, size->device);
      if (!device || !device->has_capacity()) return;
      const Device key{trace, {size->device.region, device->index}};
      if (device->ranges.size() > 1) claims[key] = 0;
      if (const auto known = claims.find(key); known != claims.end()) ++known->second;
    } else if (const auto* read = std::get_if<model::ReadMapping>(&operation)) {
      const auto* const device = find(state, read->device);
      const auto known = claims.find({trace, {read->device.region, read->device.index}});
      if (!device || device->ranges.size() != 1 || known == claims.end()) return;
      reads += read->mapping == 1 && known->second > 8;
    }
  });
  EXPECT_GT(reads, 800u);
}

}  // namespace
}  // namespace claimcheck::generate
