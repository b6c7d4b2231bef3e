// SPDX-License-Identifier: MIT
#include "properties/generate/sequences.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "properties/generate/texts.hpp"

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

std::optional<model::DeviceName> unclaimed_device(const Scene& scene, std::uint32_t region) {
  const auto& devices = scene.state.regions[region].devices;
  const auto device =
      std::ranges::find_if(devices, [](const auto& d) { return !d.has_capacity(); });
  if (device == devices.end()) return std::nullopt;
  return model::DeviceName{region, device->index};
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
  if (const auto device = unclaimed_device(scene, region)) {
    plan.push_back(model::WriteUuid{*device, model::to_string(tag) + "\n"});
  }
  return plan;
}

Plan late_extent(Choices& choices, const Scene& scene, std::uint32_t region) {
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

Plan untagged_in_turn(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto device = unclaimed_device(scene, region);
  if (!device) return {};
  auto free = std::ranges::count_if(scene.state.regions[region].extents,
                                    [](const auto& e) { return e.is_free() && e.tag.is_null(); });
  Plan plan;
  std::vector<model::Member> members;
  for (; free < 2; ++free) {
    members.push_back(place(choices, scene, region, members));
    plan.push_back(model::Inject{region, {}, members.back()});
  }
  plan.push_back(model::WriteUuid{*device, "0\n"});
  plan.push_back(model::WriteSize{*device, "0\n"});
  plan.push_back(model::WriteUuid{*device, "0\n"});
  return plan;
}

Plan two_drivers(Choices& choices, const Scene& scene, std::uint32_t region) {
  for (const auto& device : scene.state.regions[region].devices) {
    if (!device.has_capacity()) continue;
    const model::DeviceName name{region, device.index};
    Plan plan;
    if (!device.driver_bound) plan.push_back(model::BindDevice{name});
    plan.push_back(model::UnbindRegion{region});
    plan.push_back(choices.percent(50) ? write_size(choices, scene, name)
                                       : write_uuid(choices, scene, name));
    plan.push_back(model::BindRegion{region});
    return plan;
  }
  return {};
}

Plan many_times(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto times = choices.percent(70) ? choices.between(10, 40) : choices.between(262, 290);
  const auto& setup = scene.setup.regions[region];
  const auto tag = choices.one_of(scene.tags).uuid;
  const model::DeviceName device{region, 0};
  const auto kind = choices.below(5);
  Plan plan;
  if (kind == 0 || kind == 1) {  // no device is made where nothing is available (V8)
    plan.push_back(model::Inject{region, {}, place(choices, scene, region, {})});
  }
  for (std::uint64_t i = 0; i < times; ++i) {
    switch (kind) {
      case 0:
        plan.push_back(model::Create{region});
        break;
      case 1:
        plan.push_back(model::Create{region});
        plan.push_back(model::Delete{{region, 1}});
        break;
      case 2:
        plan.push_back(model::Offer{region, tag, false, {place(choices, scene, region, {})}});
        plan.push_back(model::WriteUuid{device, model::to_string(tag) + "\n"});
        plan.push_back(model::WriteSize{device, "0\n"});
        plan.push_back(model::ReleaseTag{region, tag});
        break;
      case 3:
        plan.push_back(model::UnbindRegion{region});
        plan.push_back(model::BindRegion{region});
        break;
      default: {
        model::Member member{setup.base + i * setup.align, setup.align, 0, false};
        if (i < setup.size / setup.align) plan.push_back(model::Inject{region, {}, member});
      }
    }
  }
  return plan;
}

}  // namespace claimcheck::generate
