// SPDX-License-Identifier: MIT
// States that bugs of a blind round needed and that few traces or none came to.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "model/step.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::generate {
namespace {

constexpr std::uint64_t traces_run = 20'000;

struct Counts {
  std::size_t at_the_end = 0;    // claimed extents that end at 2^64
  std::size_t many_overlap = 0;  // offers of more than 64 members of which two overlap
  std::size_t parts = 0;         // traces with a claim, not the first, of a part of which another
                                 // has the rest: one long trace can have dozens of such claims
  std::size_t drivers = 0;       // traces in which 15 devices or more of a region have a driver
};

bool overlap_each_other(std::vector<model::Member> members) {
  std::ranges::sort(members, {}, &model::Member::start);
  return std::ranges::adjacent_find(members, [](const auto& a, const auto& b) {
           return b.start - a.start < a.length;
         }) != members.end();
}

class Counted {
 public:
  Counted(const model::Trace& trace, Counts& counts) : counts_(counts) {
    auto state = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      if (const auto* offer = std::get_if<model::Offer>(&step.operation)) {
        counts_.many_overlap += offer->members.size() > 64 && overlap_each_other(offer->members);
      }
      const auto outcome = model::step<model::Checks::off>(trace.setup, state, step.operation);
      if (outcome.failed()) continue;
      if (const auto* write = std::get_if<model::WriteUuid>(&step.operation)) {
        claimed(write->device, state.regions[write->device.region]);
      }
      most_drivers_ = std::max(most_drivers_, drivers(state));
    }
    counts_.parts += has_part_;
    counts_.drivers += most_drivers_ >= 15;
  }

 private:
  void claimed(const model::DeviceName& name, const model::Region& region) {
    const auto device = std::ranges::find(region.devices, name.index, &model::Device::index);
    if (device == region.devices.end() || !device->has_capacity()) return;  // W0
    const auto& ranges = device->ranges;
    for (const auto& range : ranges) {
      const auto& extent = region.extents[range.extent];
      counts_.at_the_end += extent.start + extent.length == 0;
    }
    const auto& tag = region.extents[ranges.front().extent].tag;
    const bool is_part = !tag.is_null() && std::ranges::any_of(region.extents, [&](const auto& e) {
      return e.tag == tag && !e.is_free() && std::ranges::none_of(ranges, [&](const auto& range) {
               return &region.extents[range.extent] == &e;
             });
    });
    const bool is_first = claims_.insert({name.region, name.index}).second;
    has_part_ |= is_part && !is_first;
  }

  static std::size_t drivers(const model::State& state) {
    std::size_t most = 0;
    for (const auto& region : state.regions) {
      const auto bound = std::ranges::count_if(region.devices, &model::Device::driver_bound);
      most = std::max(most, static_cast<std::size_t>(bound));
    }
    return most;
  }

  Counts& counts_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> claims_;  // devices that have claimed
  bool has_part_ = false;
  std::size_t most_drivers_ = 0;
};

// How often, so that what comes to them less than that is noticed.
TEST(RareStates, AreReachedByManyWideTraces) {
  const auto generator = traces({}, true);
  Counts counts;
  for (std::uint64_t index = 0; index < traces_run; ++index) {
    const auto trace =
        generator(rc::Random(rc::Random::Key{1, index, 0, 0}), static_cast<int>(index % 101))
            .value();
    const Counted counted(trace, counts);
  }
  EXPECT_GT(counts.at_the_end, 1'000u);
  EXPECT_GT(counts.many_overlap, 15u);
  EXPECT_GT(counts.parts, 30u);
  EXPECT_GT(counts.drivers, 0u);
}

}  // namespace
}  // namespace claimcheck::generate
