// SPDX-License-Identifier: MIT
#include "properties/generate/extents.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "properties/generate/boundaries.hpp"

namespace claimcheck::generate {
void spoil_numbers(Choices& choices, std::vector<std::uint16_t>& seqs) {
  auto& one = seqs[choices.below(seqs.size())];
  auto& other = seqs[choices.below(seqs.size())];
  switch (choices.weighted({3, 2, 1, 1})) {
    case 0:
      one = other;
      break;
    case 1:
      one = static_cast<std::uint16_t>(near_power(choices, 0, UINT16_MAX));
      break;
    case 2:
      ++one;
      --other;
      break;
    default: {
      const auto step = static_cast<std::uint16_t>(choices.percent(50) ? 1 : -1);
      const auto from = choices.percent(50) ? 0 : one;
      for (auto& seq : seqs) {
        if (seq >= from) seq = static_cast<std::uint16_t>(seq + step);
      }
    }
  }
}

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
  // Half an align; where all is tried, as often any part of one, down to a byte. What looks at too
  // few bits of an address misses the half first.
  const auto bits = static_cast<std::uint64_t>(std::countr_zero(setup.align));
  const auto half = scene.wide ? std::uint64_t{1} << std::min(choices.below(2 * bits), bits - 1)
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
void number_shared(Choices& choices, const Scene& scene, std::uint32_t region,
                   std::vector<Member>& members) {
  std::vector<std::uint16_t> seqs(members.size());
  std::iota(seqs.begin(), seqs.end(), scene.setup.regions[region].seq_base);
  choices.shuffle(seqs);
  // Of many, all have to be looked at.
  if (scene.wide && choices.percent(seqs.size() > 16 ? 40 : 15)) spoil_numbers(choices, seqs);
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
    return static_cast<std::uint16_t>(near_power(choices, 0, UINT16_MAX));
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

// From one align to all that is left: about a power of two of aligns, or of bytes.
std::uint64_t some_length(Choices& choices, std::uint64_t align, std::uint64_t left) {
  switch (choices.weighted({2, 2, 4, 2})) {
    case 0:
      return align;
    case 1:
      return left;
    case 2:
      return align * near_power(choices, 1, left / align);
    default:
      return std::max(align, near_power(choices, align, left) & ~(align - 1));
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
    const bool ends_all = setup.base + setup.size == 0;
    const auto last = choices.percent(ends_all ? 25 : 5);
    const auto cell = last ? grid.cells - 1 : choices.below(grid.cells);
    member.start = grid.start_of(cell);
    const auto left = setup.size - (member.start - setup.base);
    if (scene.wide && choices.percent(20)) member.length = some_length(choices, setup.align, left);
    if (member.length > left) member.length = std::min(grid.unit, left);
    if (!is_taken(scene.state.regions[id], earlier, member.start, member.length)) break;
  }
  return member;
}

std::vector<Member> row(const Scene& scene, std::uint32_t region, std::uint64_t count) {
  const auto& setup = scene.setup.regions[region];
  std::uint64_t used = 0;  // bytes of the region, up to the end of its last extent
  for (const auto& extent : scene.state.regions[region].extents) {
    used = std::max(used, extent.start - setup.base + extent.length);
  }
  used = used / setup.align + (used % setup.align != 0);
  const auto aligns = setup.size / setup.align;
  std::vector<Member> members(count <= aligns - std::min(used, aligns) ? count : 0);
  for (auto& member : members) {
    member.start = setup.base + used++ * setup.align;
    member.length = setup.align;
  }
  return members;
}

namespace {

// How many extents a large group has: about a power of two up to what a counter of 8 bits holds, or
// more than there are sequence numbers (M2), which is refused at once.
std::uint64_t large_count(Choices& choices, const model::RegionSetup& setup) {
  switch (choices.weighted({3, 1, 1, 4})) {
    case 0:
      return choices.between(5, 66);
    case 1:
      return near_power(choices, 5, 66);
    case 2:
      return choices.between(254, 258);
    default:
      return 65'537u - setup.seq_base;
  }
}

std::vector<Member> some_members(Choices& choices, const Scene& scene, std::uint32_t region,
                                 bool tagged) {
  const auto& setup = scene.setup.regions[region];
  if (scene.wide && choices.percent(5)) {
    const auto count = large_count(choices, setup);
    const bool is_past_the_numbers = count > UINT16_MAX;
    if (tagged || !is_past_the_numbers) {
      if (auto members = row(scene, region, count); !members.empty()) return members;
    }
  }
  const auto count = scene.wide && choices.percent(25) ? choices.between(5, 16)
                                                       : choices.one_of({1u, 1u, 2u, 2u, 3u, 4u});
  std::vector<Member> members;
  for (std::uint64_t i = 0; i < count; ++i) {
    members.push_back(place(choices, scene, region, members));
  }
  return members;
}

// One, mostly the last, or some at any place, but never all (M2): each leaves a gap of its own.
void lose_some(Choices& choices, std::vector<Member>& members) {
  const auto count = members.size();
  members[choices.percent(50) ? count - 1 : choices.below(count)].lost = true;
  if (count < 3 || !choices.percent(40)) return;
  for (auto left = choices.between(1, count - 2 < 4 ? count - 2 : 4); left > 0; --left) {
    members[choices.below(count)].lost = true;
  }
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
    // What is lost takes a number too (M2).
    if (choices.percent(50)) lose_some(choices, offer.members);
    return offer;
  }
  if (choices.percent(7)) {
    spoil(choices, scene, region, offer.members[choices.below(count)]);
  }
  // One over another, wherever that lies; of many, all have to be looked at.
  if (count > 1 && choices.percent(count > 16 ? 20 : 3)) {
    offer.members[choices.below(count)].start = offer.members[choices.below(count)].start;
  }
  if (offer.shared) number_shared(choices, scene, region, offer.members);
  if (count > 1 && choices.percent(20)) lose_some(choices, offer.members);
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
  // Not as untagged what has a tag, nor by an address within.
  if (scene.wide && choices.percent(8)) {
    return model::ReleaseUntagged{
        region, extent.start + (choices.percent(50) ? 0 : choices.below(extent.length))};
  }
  if (extent.tag.is_null()) return model::ReleaseUntagged{region, extent.start};
  return model::ReleaseTag{region, extent.tag};
}

}  // namespace claimcheck::generate
