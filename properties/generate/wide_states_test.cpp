// SPDX-License-Identifier: MIT
// States of wide traces that bugs of another engine than the indexed one needed.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/step.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::generate {
namespace {

constexpr std::uint64_t traces_walked = 10'000;

struct Walked {
  std::uint64_t trace;
  const model::Setup& setup;
  const model::State& before;
  const model::State& after;
  const model::Operation& operation;
  const model::Outcome& outcome;
};

// `visit` is told each step.
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
      visit(Walked{index, trace.setup, before, state, step.operation, outcome});
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
  walk([&](const Walked& step) {
    if (const auto* size = std::get_if<model::ReadSize>(&step.operation)) {
      const auto* const device = find(step.before, size->device);
      if (!device || device->size != step.setup.regions[size->device.region].size) return;
      ++whole;
      signed_ += device->size >> 63;
    }
    const auto* const read = std::get_if<model::ReadMapping>(&step.operation);
    const auto* const device = read ? find(step.before, read->device) : nullptr;
    if (!device || read->mapping >= device->ranges.size()) return;
    const auto& range = device->ranges[read->mapping];
    const auto& extent = step.before.regions[read->device.region].extents[range.extent];
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
  walk([&](const Walked& step) {
    const auto* const write = std::get_if<model::WriteUuid>(&step.operation);
    if (!write || step.outcome.clause != model::Clause::T4) return;
    const auto align = step.setup.regions[write->device.region].align;
    std::uint64_t sum = 0;
    bool starts_aligned = true, lengths_aligned = true;
    for (const auto& extent : step.before.regions[write->device.region].extents) {
      if (!extent.is_free() || model::to_string(extent.tag) + "\n" != write->text) continue;
      sum += extent.length;
      starts_aligned &= extent.start % align == 0;
      lengths_aligned &= extent.length % align == 0;
    }
    together += starts_aligned && !lengths_aligned && sum % align == 0;
  });
  EXPECT_GT(together, 45u);
}

TEST(WideStates, HaveUntaggedExtentsOfWhichAllStartHalfAnAlignOff) {
  std::size_t refused = 0;  // claims, two extents or more free
  walk([&](const Walked& step) {
    const auto* const write = std::get_if<model::WriteUuid>(&step.operation);
    if (!write || step.outcome.clause != model::Clause::U2) return;
    const auto align = step.setup.regions[write->device.region].align;
    std::size_t half_off = 0, others = 0;
    for (const auto& extent : step.before.regions[write->device.region].extents) {
      if (!extent.is_free() || !extent.tag.is_null()) continue;
      (extent.start % align == align / 2 ? half_off : others) += 1;
    }
    refused += half_off > 1 && others == 0;
  });
  EXPECT_GT(refused, 300u);
}

TEST(WideStates, HaveRegionsThatComeBackAndHaveAsManyDevicesAgain) {
  struct Region {
    std::size_t dropped = 0;  // the most devices that it dropped at once
    bool is_back = false;     // its driver is bound again
  };
  std::map<std::pair<std::uint64_t, std::uint32_t>, Region> regions;  // of a trace
  std::size_t again = 0;
  walk([&](const Walked& step) {
    if (step.outcome.failed()) return;
    if (const auto* unbind = std::get_if<model::UnbindRegion>(&step.operation)) {
      if (step.setup.regions[unbind->region].unbind != model::Unbind::drops) return;
      auto& region = regions[{step.trace, unbind->region}];
      region.dropped = std::max(region.dropped, step.before.regions[unbind->region].devices.size());
      region.is_back = false;
    } else if (const auto* bind = std::get_if<model::BindRegion>(&step.operation)) {
      const auto known = regions.find({step.trace, bind->region});
      if (known != regions.end()) known->second.is_back = true;
    } else if (const auto* create = std::get_if<model::Create>(&step.operation)) {
      const auto known = regions.find({step.trace, create->region});
      if (known == regions.end() || !known->second.is_back) return;
      const auto devices = step.after.regions[create->region].devices.size();
      again += known->second.dropped >= 16 && devices == 16;
    }
  });
  EXPECT_GT(again, 9u);
}

TEST(WideStates, HaveReadsOfMappingsThatADeviceHadMoreThanEightClaimsAgo) {
  // Of a device of the trace that had two ranges: the claims that it gave back, from that one on.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> claims;
  std::uint64_t trace = 0;
  std::set<std::uint64_t> traces;  // one long trace can have hundreds of such reads
  walk([&](const Walked& step) {
    if (std::exchange(trace, step.trace) != step.trace) claims.clear();
    if (const auto* read = std::get_if<model::ReadMapping>(&step.operation)) {
      const auto* const device = find(step.before, read->device);
      const auto known = claims.find({read->device.region, read->device.index});
      if (!device || device->ranges.size() != 1 || known == claims.end()) return;
      if (read->mapping == 1 && known->second > 8) traces.insert(step.trace);
    }
    if (step.outcome.failed()) return;
    if (const auto* size = std::get_if<model::WriteSize>(&step.operation)) {
      const auto* const device = find(step.before, size->device);
      const auto* const left = find(step.after, size->device);
      if (!device || !device->has_capacity() || !left || left->has_capacity()) return;
      const std::pair key{size->device.region, size->device.index};
      if (device->ranges.size() > 1) claims[key] = 0;
      if (const auto known = claims.find(key); known != claims.end()) ++known->second;
    } else if (const auto* gone = std::get_if<model::Delete>(&step.operation)) {
      claims.erase({gone->device.region, gone->device.index});
    } else if (const auto* unbind = std::get_if<model::UnbindRegion>(&step.operation)) {
      if (step.setup.regions[unbind->region].unbind != model::Unbind::drops) return;
      std::erase_if(claims, [&](const auto& c) { return c.first.first == unbind->region; });
    }
  });
  EXPECT_GT(traces.size(), 14u);
}

}  // namespace
}  // namespace claimcheck::generate
