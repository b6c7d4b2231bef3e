// SPDX-License-Identifier: MIT
#include "properties/generate/sequences.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>

#include "properties/generate/texts.hpp"

namespace claimcheck::generate {
namespace {

std::vector<std::uint16_t> some_numbers(Choices& choices, const Scene& scene,
                                        std::uint32_t region) {
  const auto base = scene.setup.regions[region].seq_base;
  std::vector<std::uint16_t> seqs(choices.one_of({2u, 3u, 3u, 4u}));
  if (scene.wide && choices.percent(20)) seqs.resize(choices.between(5, 70));
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
  if (scene.wide && choices.percent(30)) spoil_numbers(choices, seqs);
  // In order of their numbers, or the other way round, or in any.
  if (scene.wide && choices.percent(30)) return seqs;
  if (scene.wide && choices.percent(20)) return {seqs.rbegin(), seqs.rend()};
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

// The next that `create` makes.
model::DeviceName next_device(const Scene& scene, std::uint32_t region) {
  model::DeviceName next{region, 0};
  for (const auto& device : scene.state.regions[region].devices) {
    next.index += device.index == next.index;
  }
  return next;
}

// A group comes in two parts, each of which a device holds, and is claimed anew when one or both
// have given their part back: whole or not, what T3 asks is of the free members.
Plan parts_of_a_group(Choices& choices, const Scene& scene, std::uint32_t region,
                      const model::DeviceName& owner, model::Inject inject) {
  const auto base = scene.setup.regions[region].seq_base;
  const auto claim = model::to_string(inject.tag) + "\n";
  Plan plan;
  std::vector<model::Member> members;
  for (auto left = choices.between(1, 2); left > 0; --left) {
    inject.member = place(choices, scene, region, members);
    inject.member.seq = static_cast<std::uint16_t>(base + members.size());
    members.push_back(inject.member);
    plan.push_back(inject);
  }
  const auto unclaimed = unclaimed_device(scene, region);
  const auto other = unclaimed ? *unclaimed : next_device(scene, region);
  if (!unclaimed) plan.push_back(model::Create{region});
  plan.push_back(model::WriteUuid{other, claim});
  const bool owner_first = choices.percent(50);
  plan.push_back(model::WriteSize{owner_first ? owner : other, "0\n"});
  if (choices.percent(30)) {
    plan.push_back(model::WriteSize{owner_first ? other : owner, "0\n"});
  } else if (choices.percent(40)) {
    // M7: where one part is in use none goes, whichever part came first.
    plan.push_back(model::ReleaseTag{region, inject.tag});
  }
  plan.push_back(model::WriteUuid{owner_first ? owner : other, claim});
  return plan;
}

// Two members are no multiple of the align; all together are (T4).
void misalign_lengths(Choices& choices, std::uint64_t align, std::vector<model::Member>& members) {
  const auto bits = static_cast<std::uint64_t>(std::countr_zero(align));
  const auto part = choices.percent(50) ? align / 2 : std::uint64_t{1} << choices.below(bits);
  const auto first = choices.below(members.size());
  auto second = choices.below(members.size() - 1);
  second += second >= first;
  auto& a = members[first];
  auto& b = members[second];
  if (a.length % align != 0 || b.length % align != 0) return;
  a.length -= part;
  b.length -= align - part;
}

}  // namespace

Plan injected_group(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto tag = choices.one_of(scene.tags).uuid;
  const auto seqs = some_numbers(choices, scene, region);
  auto members = scene.wide ? row(scene, region, seqs.size()) : std::vector<model::Member>();
  if (!members.empty() && choices.percent(50)) choices.shuffle(members);
  while (members.size() < seqs.size()) members.push_back(place(choices, scene, region, members));
  if (scene.wide && choices.percent(15)) {
    misalign_lengths(choices, scene.setup.regions[region].align, members);
  }
  Plan plan;
  for (std::size_t i = 0; i < seqs.size(); ++i) {
    members[i].seq = seqs[i];
    plan.push_back(model::Inject{region, tag, members[i]});
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
  switch (choices.weighted({4, 2, 1, 2})) {
    case 0:
      plan.push_back(model::ReleaseTag{region, tag});
      break;
    case 3:
      return parts_of_a_group(choices, scene, region, {region, owner->index}, inject);
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
  const bool none_aligned = scene.wide && free == 0 && choices.percent(25);
  Plan plan;
  std::vector<model::Member> members;
  for (; free < 2; ++free) {
    members.push_back(place(choices, scene, region, members));
    // Where none is aligned, none is taken (U2).
    if (none_aligned) members.back().start += scene.setup.regions[region].align / 2;
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

Plan some_reads(Choices& choices, const Scene& scene, std::uint32_t region) {
  std::vector<const model::Device*> claimed;
  for (const auto& device : scene.state.regions[region].devices) {
    if (device.has_capacity()) claimed.push_back(&device);
  }
  if (claimed.empty()) return {};
  const auto& device = *choices.one_of(claimed);
  const model::DeviceName name{region, device.index};
  const auto mapping = static_cast<std::uint32_t>(
      choices.percent(50) ? device.ranges.size() - 1 : choices.below(device.ranges.size()));
  using enum model::MappingField;
  Plan plan{model::ReadUuid{name},
            model::ReadSize{name},
            model::ReadResource{name},
            model::ReadAvailable{region},
            model::ReadMapping{name, mapping, start},
            model::ReadMapping{name, mapping, end},
            model::ReadMapping{name, mapping, page_offset}};
  choices.shuffle(plan);
  plan.resize(4);
  return plan;
}

}  // namespace claimcheck::generate
