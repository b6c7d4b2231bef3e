// SPDX-License-Identifier: MIT
#include "properties/generate/crowds.hpp"

#include <algorithm>
#include <numeric>

#include "properties/generate/boundaries.hpp"

namespace claimcheck::generate {
namespace {

using model::DeviceName;
using model::Uuid;

std::string text_of(const Uuid& tag) {
  return tag.is_null() ? "0\n" : model::to_string(tag) + "\n";
}

// What is done once, and then each time.
struct Cycle {
  Plan before;
  Plan each;
};

// What a claimed device and its group are asked, and refuse: none changes anything.
Plan refusals(const Scene& scene, std::uint32_t region, const Uuid& tag) {
  const DeviceName device{region, 0};
  const auto& setup = scene.setup.regions[region];
  return {model::WriteUuid{device, text_of(tag)},
          model::Offer{region, tag, false, {{setup.base, setup.align, 0, false}}},
          model::ReleaseTag{region, tag},
          model::WriteSize{device, "1\n"},
          model::ReadMapping{device, 0, model::MappingField::end},
          model::Delete{device}};
}

Cycle cycle_of(Choices& choices, const Scene& scene, std::uint32_t region, std::size_t number) {
  const auto tag = choices.one_of(scene.tags).uuid;
  const auto& last = scene.tags.back().uuid;
  const DeviceName device{region, 0};
  const auto first = place(choices, scene, region, {});
  const auto second = place(choices, scene, region, {first});
  const model::Offer offer{region, tag, false, {first, second}};
  const model::Inject untagged{region, {}, first};
  const model::WriteUuid claim{device, text_of(tag)};
  const model::WriteUuid claim_untagged{device, "0\n"};
  const model::WriteSize give_back{device, "0\n"};
  const model::ReleaseTag release{region, tag};
  const model::ReleaseUntagged release_untagged{region, first.start};
  switch (number) {
    case 0:
      return {{untagged}, {model::Create{region}, model::Delete{{region, 1}}}};
    case 1:
      return {{}, {offer, claim, give_back, release}};
    case 2:
      return {{}, {model::UnbindRegion{region}, model::BindRegion{region}}};
    case 3:
      return {{offer}, {claim, model::ReadUuid{device}, give_back}};
    case 4:
      return {{untagged, model::Inject{region, {}, second}}, {claim_untagged, give_back}};
    case 5:
      return {{offer, claim}, {model::BindDevice{device}, model::UnbindDevice{device}}};
    case 6:
      // One that came before is always there: the next claim gets that, in any count of arrivals.
      return {{untagged},
              {model::Inject{region, {}, second}, claim_untagged, give_back, release_untagged,
               untagged, claim_untagged, give_back, model::ReleaseUntagged{region, second.start}}};
    case 7: {
      // Two groups in turn, or the one where the trace has no other.
      const model::WriteUuid other{device, text_of(last)};
      return {{offer, model::Inject{region, last, place(choices, scene, region, {first, second})}},
              {claim, give_back, other, give_back}};
    }
    case 8: {
      // What the device had once does not come back, however often it has had less since (V10).
      const auto third = place(choices, scene, region, {first, second});
      return {{offer, claim, give_back, model::Inject{region, {}, third}},
              {claim_untagged, model::ReadMapping{device, 1, model::MappingField::start}, give_back,
               model::ReadMapping{device, 0, model::MappingField::end}}};
    }
    default: {
      auto asked = refusals(scene, region, tag);
      while (asked.size() > 3)
        asked.erase(asked.begin() + static_cast<std::ptrdiff_t>(choices.below(asked.size())));
      return {{offer, claim}, asked};
    }
  }
}

std::uint64_t count_of(Choices& choices, Times times) {
  switch (times) {
    case Times::dozens:
      return choices.between(10, 70);
    case Times::hundreds:
      return choices.percent(70) ? choices.between(258, 290) : choices.between(100, 600);
    case Times::thousand:
      return choices.between(1'000, 1'100);
    default:
      return 65'537 + choices.below(8);
  }
}

}  // namespace

Plan many_times(Choices& choices, const Scene& scene, std::uint32_t region, std::size_t number,
                Times times) {
  const auto count = count_of(choices, times);
  if (number == cycles) {  // no device is made where nothing is available (V8)
    Plan plan(count, model::Create{region});
    plan.push_front(model::Inject{region, {}, place(choices, scene, region, {})});
    return plan;
  }
  if (number > cycles) {
    Plan plan;
    const auto tag = choices.percent(50) ? Uuid{} : choices.one_of(scene.tags).uuid;
    auto seq = tag.is_null() ? std::uint16_t{0} : scene.setup.regions[region].seq_base;
    for (auto member : row(scene, region, count)) {
      member.seq = tag.is_null() ? seq : seq++;
      plan.push_back(model::Inject{region, tag, member});
    }
    return plan;
  }
  auto [plan, each] = cycle_of(choices, scene, region, number);
  const auto rounds = number == 6 ? count / 2 + 1 : count;  // two extents arrive in each
  for (std::uint64_t i = 0; i < rounds; ++i) plan.insert(plan.end(), each.begin(), each.end());
  return plan;
}

Plan large_group(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto count = choices.percent(75)   ? choices.between(5, 66)
                     : choices.percent(80) ? near_power(choices, 5, 300)
                                           : choices.between(254, 1'030);
  model::Offer offer{region, choices.one_of(scene.tags).uuid, choices.percent(40),
                     row(scene, region, count)};
  if (offer.members.empty()) return {};
  std::vector<std::uint16_t> seqs(count);
  std::iota(seqs.begin(), seqs.end(), scene.setup.regions[region].seq_base);
  if (choices.percent(15)) spoil_numbers(choices, seqs);
  for (std::size_t i = 0; offer.shared && i < count; ++i) offer.members[i].seq = seqs[i];
  if (choices.percent(50)) choices.shuffle(offer.members);
  const auto devices = choices.percent(70) ? 1 : near_power(choices, 1, 40);  // besides the first
  const auto last = static_cast<std::uint32_t>(devices);
  const std::uint32_t index = choices.percent(30) ? 0 : last;
  const DeviceName device{region, index}, other{region, last - index};
  const model::WriteSize give_back{device, "0\n"};
  Plan plan{offer};
  plan.insert(plan.end(), devices, model::Create{region});
  plan.push_back(model::WriteUuid{device, text_of(offer.tag)});
  for (int i = 0; i < 4; ++i) {
    const auto mapping = choices.percent(30) ? count - 1 : near_power(choices, 0, count);
    using enum model::MappingField;
    plan.push_back(model::ReadMapping{device, static_cast<std::uint32_t>(mapping),
                                      choices.one_of({start, end, page_offset})});
  }
  plan.insert(plan.end(), {model::ReadSize{device}, give_back, model::ReadAvailable{region},
                           model::WriteUuid{other, text_of(offer.tag)}});
  return plan;
}

Plan whole_region(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto& setup = scene.setup.regions[region];
  if (!scene.state.regions[region].extents.empty()) return {};
  auto left = setup.size / setup.align;
  const auto parts = std::min<std::uint64_t>(choices.one_of({1u, 2u, 2u, 3u, 4u}), left);
  std::vector<model::Member> members(parts);
  auto next = setup.base;
  for (auto behind = parts; behind-- > 0;) {
    auto& member = members[parts - 1 - behind];
    const auto aligns = behind == 0 ? left : near_power(choices, 1, left - behind);
    member.start = next;
    member.length = aligns * setup.align;
    left -= aligns;
    next += member.length;
  }
  if (choices.percent(30)) choices.shuffle(members);
  const auto tag = parts == 1 && choices.percent(50) ? Uuid{} : choices.one_of(scene.tags).uuid;
  const DeviceName device{region, 0};
  using enum model::MappingField;
  Plan reads{model::ReadSize{device}, model::ReadResource{device}, model::ReadAvailable{region}};
  for (std::uint32_t mapping = 0; mapping < parts; ++mapping) {
    for (const auto field : {start, end, page_offset}) {
      reads.push_back(model::ReadMapping{device, mapping, field});
    }
  }
  choices.shuffle(reads);
  reads.resize(std::min<std::size_t>(reads.size(), 6));
  Plan plan{model::Offer{region, tag, false, members}, model::ReadAvailable{region},
            model::WriteUuid{device, text_of(tag)}};
  plan.insert(plan.end(), reads.begin(), reads.end());
  plan.insert(plan.end(), {model::WriteSize{device, "0\n"}, model::ReadAvailable{region}});
  return plan;
}

// The first is of base 0: its count does not fit in 16 bits, and its last number just does.
std::uint16_t seq_base_of_full(std::size_t number) {
  return number == 0 ? 0 : 1;
}

Plan full_offer(Choices& choices, const Scene& scene, std::size_t number) {
  const std::uint64_t numbers = 65'536u - scene.setup.regions[0].seq_base;  // M2
  const bool tagged = number < 2;
  const auto tag = tagged ? choices.one_of(scene.tags).uuid : Uuid{};
  const bool shared = number == 1;  // or no default search might have the engine's own numbers
  model::Offer offer{0, tag, shared, row(scene, 0, tagged ? numbers : 65'537)};
  if (offer.members.empty()) return {};
  if (offer.shared) {  // in any order
    std::uint16_t seq = static_cast<std::uint16_t>(scene.setup.regions[0].seq_base);
    for (auto& member : offer.members) member.seq = seq++;
    choices.shuffle(offer.members);
  }
  // Released one by one, those without a tag would take minutes: they go with the driver.
  if (!tagged && scene.setup.regions[0].unbind != model::Unbind::drops) return {};
  const DeviceName device{0, 0};
  const auto last = static_cast<std::uint32_t>(tagged ? numbers - 1 : 0);
  return {offer, model::WriteUuid{device, text_of(tag)},
          model::ReadMapping{device, last, model::MappingField::page_offset},
          model::UnbindRegion{0}};
}

Plan group_of_each_tag(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto members = row(scene, region, 2 * scene.tags.size());
  if (members.empty()) return {};
  Plan plan;
  for (std::size_t i = 0; i < scene.tags.size(); ++i) {
    model::Offer offer{region, scene.tags[i].uuid, false, {members[2 * i]}};
    if (choices.percent(30)) offer.members.push_back(members[2 * i + 1]);
    plan.push_back(offer);
  }
  choices.shuffle(plan);
  for (std::size_t i = 0; i < scene.tags.size(); ++i) {
    const auto& tag = choices.one_of(scene.tags).uuid;
    if (choices.percent(50)) {
      plan.push_back(model::ReleaseTag{region, tag});
    } else {
      plan.push_back(model::WriteUuid{{region, 0}, text_of(tag)});
      plan.push_back(model::WriteSize{{region, 0}, "0\n"});
    }
  }
  return plan;
}

namespace {

model::Operation any_of_a_device(Choices& choices, const DeviceName& device) {
  switch (choices.below(8)) {
    case 0:
      return model::ReadUuid{device};
    case 1:
      return model::ReadSize{device};
    case 2:
      return model::ReadMapping{device, 0, model::MappingField::start};
    case 3:
      return model::WriteUuid{device, "0\n"};
    case 4:
      return model::WriteSize{device, "0\n"};
    case 5:
      return model::BindDevice{device};
    case 6:
      return model::UnbindDevice{device};
    default:
      return model::Delete{device};
  }
}

}  // namespace

Plan many_devices(Choices& choices, const Scene& scene, std::uint32_t region, std::uint64_t count) {
  Plan plan;
  const auto members = row(scene, region, count + 1);  // and one that keeps `create` going
  if (members.empty()) return plan;
  plan.push_back(model::Offer{region, {}, false, members});
  plan.insert(plan.end(), count - 1, model::Create{region});
  std::vector<std::uint32_t> devices(count);
  std::iota(devices.begin(), devices.end(), 0u);
  if (choices.percent(50)) choices.shuffle(devices);
  for (const auto index : devices) plan.push_back(model::WriteUuid{{region, index}, "0\n"});
  if (choices.percent(50)) choices.shuffle(devices);
  for (const auto index : devices) {
    const DeviceName device{region, index};
    switch (choices.below(6)) {
      case 4:
        plan.push_back(model::BindDevice{device});
        break;
      case 5:
        plan.insert(plan.end(), {model::BindDevice{device}, model::UnbindDevice{device}});
        break;
      case 0:
        plan.push_back(model::WriteSize{device, "0\n"});
        break;
      case 1:
        plan.push_back(model::WriteSize{device, "0\n"});
        plan.push_back(model::Delete{device});
        if (choices.percent(40)) plan.push_back(any_of_a_device(choices, device));
        break;
      case 2:
        plan.push_back(model::ReadResource{device});
        break;
      default:
        break;
    }
  }
  return plan;
}

}  // namespace claimcheck::generate
