// SPDX-License-Identifier: MIT
#include "properties/generate/extents.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace claimcheck::generate {
namespace {

using model::Member;

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
  // Half an align; where all is tried any part of one, down to a byte.
  const auto half = scene.wide ? std::uint64_t{1} << choices.below(
                                     static_cast<std::uint64_t>(std::countr_zero(setup.align)))
                               : setup.align / 2;
  if (!extents.empty() && choices.percent(25)) member.start = choices.one_of(extents).start;
  switch (choices.weighted({4, 4, 2, 2, 1})) {
    case 0:
      member.length = scene.wide && choices.percent(50) ? member.length + half : half;
      break;
    case 1:
      member.start += half;
      break;
    case 2:
      member.length = 0;
      break;
    case 3:
      member.start = setup.base + (setup.size - setup.align);
      member.length = 2 * setup.align;
      if (scene.wide && choices.percent(50)) member.length = std::uint64_t{0} - setup.align;
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
  if (scene.wide && choices.percent(15)) {
    return choices.one_of<std::uint16_t>({0, 255, 256, 257, 32767, 32768, 65534, 65535});
  }
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
  const auto& grid = scene.grids[id];
  Member member;
  const int tries = choices.percent(90) ? 8 : 1;
  for (int i = 0; i < tries; ++i) {
    member.length = grid.unit * choices.one_of({1u, 1u, 1u, 2u, 3u});
    // The last one now and then: at the end of a region, and of the address space, sums wrap.
    const auto cell = choices.percent(5) ? grid.cells - 1 : choices.below(grid.cells);
    member.start = grid.start_of(cell);
    const auto left = setup.size - (member.start - setup.base);
    if (scene.wide && choices.percent(10)) member.length = choices.one_of({setup.align, left});
    if (member.length > left) member.length = std::min(grid.unit, left);
    if (!is_taken(scene.state.regions[id], earlier, member.start, member.length)) break;
  }
  return member;
}

namespace {

// A group of one extent behind the other, as a device that is large gives it.
std::vector<Member> row(const model::RegionSetup& setup, std::uint64_t start, std::uint64_t count) {
  std::vector<Member> members(count);
  for (auto& member : members) {
    member.start = start;
    member.length = setup.align;
    start += setup.align;
  }
  return members;
}

// How many extents a large group has: around what a counter of 8 bits holds, or more than there
// are sequence numbers (M2), which is refused at once. 0: it would not fit.
std::uint64_t large_count(Choices& choices, const model::RegionSetup& setup) {
  std::uint64_t count = 0;
  switch (choices.weighted({3, 1, 4})) {
    case 0:
      count = choices.between(5, 64);
      break;
    case 1:
      count = choices.between(254, 258);
      break;
    default:
      count = 65'537u - setup.seq_base;
  }
  return count <= setup.size / setup.align ? count : 0;
}

std::vector<Member> some_members(Choices& choices, const Scene& scene, std::uint32_t region,
                                 bool tagged) {
  const auto& setup = scene.setup.regions[region];
  if (scene.wide && choices.percent(5)) {
    const auto count = large_count(choices, setup);
    const bool is_past_the_numbers = count > UINT16_MAX;
    if (count > 0 && (tagged || !is_past_the_numbers)) return row(setup, setup.base, count);
  }
  const auto count = scene.wide && choices.percent(25) ? choices.between(5, 16)
                                                       : choices.one_of({1u, 1u, 2u, 2u, 3u, 4u});
  std::vector<Member> members;
  for (std::uint64_t i = 0; i < count; ++i) {
    members.push_back(place(choices, scene, region, members));
  }
  return members;
}

}  // namespace

model::Operation offer(Choices& choices, const Scene& scene, std::uint32_t region) {
  model::Offer offer;
  offer.region = region;
  const bool tagged = choices.percent(75);
  if (tagged) offer.tag = some_tag(choices, scene);
  offer.shared = choices.percent(tagged ? 30 : 5);
  offer.members = some_members(choices, scene, region, tagged);
  const auto count = offer.members.size();
  if (count > UINT16_MAX) {  // a device's own numbers could not be that many
    offer.shared = false;
    return offer;
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
    const auto& grid = scene.grids[region];
    return model::ReleaseUntagged{region, grid.start_of(choices.below(grid.cells))};
  }
  const auto& extent = choices.one_of(extents);
  if (extent.tag.is_null()) return model::ReleaseUntagged{region, extent.start};
  return model::ReleaseTag{region, extent.tag};
}

}  // namespace claimcheck::generate
