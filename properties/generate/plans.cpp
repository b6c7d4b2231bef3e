// SPDX-License-Identifier: MIT
#include "properties/generate/plans.hpp"

#include <algorithm>
#include <numeric>

namespace claimcheck::generate {
namespace {

std::vector<std::uint16_t> some_numbers(Choices& choices, std::uint16_t base) {
  std::vector<std::uint16_t> seqs(choices.one_of({2u, 3u, 3u, 4u}));
  std::iota(seqs.begin(), seqs.end(), base);
  const auto place = choices.below(seqs.size());
  switch (choices.weighted({2, 3, 4, 1})) {
    case 0:
      break;
    case 1:  // the numbers from some place on are one higher, at least the last
      std::for_each(seqs.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(place, 1)),
                    seqs.end(), [](auto& seq) { ++seq; });
      break;
    case 2:  // a number is the one before it instead, but the last is as it should be
      if (seqs.size() > 2) {
        const auto middle = 1 + choices.below(seqs.size() - 2);
        seqs[middle] = seqs[middle - 1];
      }
      break;
    default:
      for (auto& seq : seqs) ++seq;
  }
  choices.shuffle(seqs);
  return seqs;
}

}  // namespace

Plan injected_group(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto tag = choices.one_of(scene.tags).uuid;
  Plan plan;
  std::vector<model::Member> members;
  for (const auto seq : some_numbers(choices, scene.setup.regions[region].seq_base)) {
    members.push_back(place(choices, scene, region, members));
    members.back().seq = seq;
    plan.push_back(model::Inject{region, tag, members.back()});
  }
  const auto& devices = scene.state.regions[region].devices;
  const auto device =
      std::ranges::find_if(devices, [](const auto& d) { return !d.has_capacity(); });
  if (device != devices.end()) {
    plan.push_back(model::WriteUuid{{region, device->index}, model::to_string(tag) + "\n"});
  }
  return plan;
}

Plan latecomer(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto& extents = scene.state.regions[region].extents;
  const auto& devices = scene.state.regions[region].devices;
  const model::Device* owner = nullptr;
  for (const auto& device : devices) {
    if (device.has_capacity() && !extents[device.ranges.front().extent].tag.is_null()) {
      owner = &device;
    }
  }
  if (!owner) return {};
  const auto tag = extents[owner->ranges.front().extent].tag;
  model::Inject inject{region, tag, place(choices, scene, region, {})};
  const auto base = scene.setup.regions[region].seq_base;
  inject.member.seq = static_cast<std::uint16_t>(base + choices.below(3));
  Plan plan{inject};
  switch (choices.weighted({4, 2, 1})) {
    case 0:
      plan.push_back(model::ReleaseTag{region, tag});
      break;
    case 1: {
      const model::DeviceName device{region, choices.one_of(devices).index};
      plan.push_back(model::WriteUuid{device, model::to_string(tag) + "\n"});
      break;
    }
    default:
      plan.push_back(model::WriteSize{{region, owner->index}, "0\n"});
  }
  return plan;
}

}  // namespace claimcheck::generate
