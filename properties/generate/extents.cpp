// SPDX-License-Identifier: MIT
#include "properties/generate/extents.hpp"

#include <algorithm>
#include <numeric>

namespace claimcheck::generate {
namespace {

using model::Member;

// Extents are laid on a board of this many squares, each `align` bytes: few enough that some
// overlap by chance, and enough for several groups.
constexpr std::uint64_t squares = 24;

// Where a square of the board begins. Where a region ends at 2^64 the board does too: that is where
// sums of addresses wrap.
std::uint64_t start_of(const model::RegionSetup& setup, std::uint64_t square) {
  const bool ends_with_space = setup.base + setup.size == 0;
  const auto first =
      ends_with_space ? setup.base + (setup.size - squares * setup.align) : setup.base;
  return first + setup.align * square;
}

bool is_taken(const model::Region& region, const std::vector<Member>& members, std::uint64_t start,
              std::uint64_t length) {
  const auto meets = [&](std::uint64_t other_start, std::uint64_t other_length) {
    return model::overlap(start, length, other_start, other_length);
  };
  return std::ranges::any_of(region.extents,
                             [&](const auto& e) { return meets(e.start, e.length); }) ||
         std::ranges::any_of(members, [&](const auto& m) { return meets(m.start, m.length); });
}

// Moves or cuts a member so that it is not aligned, empty or outside the region; now and then one
// that lies over an extent, which is a second reason to refuse it.
void spoil(Choices& choices, const Scene& scene, std::uint32_t id, Member& member) {
  const auto& setup = scene.setup.regions[id];
  const auto& extents = scene.state.regions[id].extents;
  const auto half = setup.align / 2;
  if (!extents.empty() && choices.percent(25)) member.start = choices.one_of(extents).start;
  switch (choices.weighted({4, 4, 2, 2, 1})) {
    case 0:
      member.length = half;
      break;
    case 1:
      member.start += half;
      break;
    case 2:
      member.length = 0;
      break;
    case 3:
      member.start = setup.base + setup.size - setup.align;
      member.length = 2 * setup.align;
      break;
    default:
      member.start = setup.base + setup.size;
      // Behind a region that ends at 2^64 there is no place.
      if (member.start == 0) member.start -= half;
  }
}

model::Uuid some_tag(Choices& choices, const Scene& scene) {
  return choices.one_of(scene.tags).uuid;
}

// The seqs of a shared offer: the device's own numbers, dense, in any order; now and then not.
void number_shared(Choices& choices, const model::RegionSetup& setup,
                   std::vector<Member>& members) {
  std::vector<std::uint16_t> seqs(members.size());
  std::iota(seqs.begin(), seqs.end(), setup.seq_base);
  choices.shuffle(seqs);
  if (choices.percent(15)) {
    auto& wrong = seqs[choices.below(seqs.size())];
    wrong = static_cast<std::uint16_t>(choices.one_of({0u, 1u, 2u, wrong + 1u, 65535u}));
  }
  for (std::size_t i = 0; i < members.size(); ++i) members[i].seq = seqs[i];
}

std::uint16_t some_seq(Choices& choices, const Scene& scene, std::uint32_t id,
                       const model::Uuid& tag) {
  const auto base = scene.setup.regions[id].seq_base;
  std::uint16_t members = 0;
  for (const auto& extent : scene.state.regions[id].extents) {
    if (extent.tag == tag && extent.is_free()) ++members;
  }
  const auto next = static_cast<std::uint16_t>(base + members);
  switch (choices.weighted({8, 2, 2, 1})) {
    case 0:
      return next;
    case 1:
      return static_cast<std::uint16_t>(next + 1);
    case 2:
      return static_cast<std::uint16_t>(choices.below(4));
    default:
      return 65535;
  }
}

}  // namespace

Member place(Choices& choices, const Scene& scene, std::uint32_t id,
             const std::vector<Member>& earlier) {
  const auto& setup = scene.setup.regions[id];
  Member member;
  const int tries = choices.percent(90) ? 8 : 1;
  for (int i = 0; i < tries; ++i) {
    member.length = setup.align * choices.one_of({1u, 1u, 1u, 2u, 3u});
    // The last one now and then: at the end of a region, and of the address space, sums wrap.
    const auto square = choices.percent(5) ? squares - 1 : choices.below(squares);
    member.start = start_of(setup, square);
    if (member.length > setup.size - (member.start - setup.base)) member.length = setup.align;
    if (!is_taken(scene.state.regions[id], earlier, member.start, member.length)) break;
  }
  return member;
}

model::Operation offer(Choices& choices, const Scene& scene, std::uint32_t region) {
  model::Offer offer;
  offer.region = region;
  const bool tagged = choices.percent(75);
  if (tagged) offer.tag = some_tag(choices, scene);
  offer.shared = choices.percent(tagged ? 30 : 5);
  const auto count = choices.one_of({1u, 1u, 2u, 2u, 3u, 4u});
  for (unsigned i = 0; i < count; ++i) {
    offer.members.push_back(place(choices, scene, region, offer.members));
  }
  if (choices.percent(7)) {
    spoil(choices, scene, region, offer.members[choices.below(count)]);
  }
  if (count > 1 && choices.percent(3)) {  // one over another, wherever that lies
    offer.members[choices.below(count)].start = offer.members[choices.below(count)].start;
  }
  if (offer.shared) number_shared(choices, scene.setup.regions[region], offer.members);
  if (count > 1 && choices.percent(20)) {
    const auto lost = choices.percent(50) ? count - 1 : choices.below(count);
    offer.members[lost].lost = true;
  }
  return offer;
}

model::Operation inject(Choices& choices, const Scene& scene, std::uint32_t region) {
  model::Inject inject;
  inject.region = region;
  if (choices.percent(75)) inject.tag = some_tag(choices, scene);
  inject.member = place(choices, scene, region, {});
  inject.member.seq = inject.tag.is_null() && choices.percent(80)
                          ? std::uint16_t{0}
                          : some_seq(choices, scene, region, inject.tag);
  if (choices.percent(30)) spoil(choices, scene, region, inject.member);
  return inject;
}

model::Operation release(Choices& choices, const Scene& scene, std::uint32_t region) {
  const auto& extents = scene.state.regions[region].extents;
  if (extents.empty() || choices.percent(10)) {
    if (choices.percent(50)) return model::ReleaseTag{region, some_tag(choices, scene)};
    const auto& setup = scene.setup.regions[region];
    return model::ReleaseUntagged{region, start_of(setup, choices.below(squares))};
  }
  const auto& extent = choices.one_of(extents);
  if (extent.tag.is_null()) return model::ReleaseUntagged{region, extent.start};
  return model::ReleaseTag{region, extent.tag};
}

}  // namespace claimcheck::generate
