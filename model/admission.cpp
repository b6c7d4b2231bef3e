// SPDX-License-Identifier: MIT
#include "model/admission.hpp"

#include <algorithm>
#include <cerrno>
#include <functional>

#include "model/outcomes.hpp"

namespace claimcheck::model {
namespace {

using enum Clause;

bool lies_inside(const RegionSetup& region, const Member& member) {
  return member.length > 0 && member.start >= region.base && member.length <= region.size &&
         member.start - region.base <= region.size - member.length;
}

bool is_aligned(const RegionSetup& region, const Member& member) {
  return member.start % region.align == 0 && member.length % region.align == 0;
}

bool overlap(std::uint64_t start, std::uint64_t end, std::uint64_t other_start,
             std::uint64_t other_end) {
  return start < other_end && other_start < end;
}

bool overlaps_an_extent(const Region& region, const Member& member) {
  return std::ranges::any_of(region.extents, [&](const Extent& extent) {
    return overlap(member.start, member.start + member.length, extent.start, extent.end());
  });
}

bool overlap_each_other(const Offer& offer) {
  for (std::size_t i = 0; i < offer.members.size(); ++i) {
    for (std::size_t j = i + 1; j < offer.members.size(); ++j) {
      const auto& a = offer.members[i];
      const auto& b = offer.members[j];
      if (overlap(a.start, a.start + a.length, b.start, b.start + b.length)) return true;
    }
  }
  return false;
}

// Each of base .. base + n - 1 once. All members count, those that are lost later too.
bool has_dense_seqs(const RegionSetup& region, const Offer& offer) {
  std::vector<std::uint16_t> seqs;
  for (const auto& member : offer.members) seqs.push_back(member.seq);
  std::ranges::sort(seqs);
  for (std::size_t i = 0; i < seqs.size(); ++i) {
    if (seqs[i] != region.seq_base + i) return false;
  }
  return true;
}

bool lives_anywhere(const State& state, const Uuid& tag) {
  return std::ranges::any_of(state.regions, [&](const Region& region) {
    return std::ranges::find(region.extents, tag, &Extent::tag) != region.extents.end();
  });
}

std::uint16_t seq_of(const RegionSetup& region, const Offer& offer, std::size_t place) {
  if (offer.tag.is_null()) return 0;
  if (offer.shared) return offer.members[place].seq;
  return static_cast<std::uint16_t>(region.seq_base + place);
}

void add_members(const RegionSetup& setup, Region& region, const Offer& offer) {
  const bool lossy = std::ranges::any_of(offer.members, &Member::lost);
  for (std::size_t place = 0; place < offer.members.size(); ++place) {
    const auto& member = offer.members[place];
    if (member.lost) continue;
    Extent extent;
    extent.start = member.start;
    extent.length = member.length;
    extent.tag = offer.tag;
    extent.seq = seq_of(setup, offer, place);
    if (!offer.tag.is_null()) extent.offered_of = static_cast<std::uint32_t>(offer.members.size());
    extent.origin = lossy ? Origin::lossy_offer : Origin::whole_offer;
    region.extents.push_back(extent);
  }
}

// Takes out the extents that `goes` says, and lets the devices' ranges follow those that stay.
void remove_extents(Region& region, const std::function<bool(const Extent&)>& goes) {
  std::vector<std::uint32_t> new_place(region.extents.size());
  std::uint32_t kept = 0;
  for (std::uint32_t place = 0; place < new_place.size(); ++place) {
    new_place[place] = kept;
    if (!goes(region.extents[place])) ++kept;
  }
  for (auto& device : region.devices) {
    for (auto& range : device.ranges) range.extent = new_place[range.extent];
  }
  std::erase_if(region.extents, goes);
}

Outcome release_all(Region& region, const std::function<bool(const Extent&)>& is_meant) {
  if (std::ranges::none_of(region.extents, is_meant)) return refuse(ENOENT, M7);
  const bool in_use = std::ranges::any_of(
      region.extents, [&](const Extent& extent) { return is_meant(extent) && !extent.is_free(); });
  if (in_use) return refuse(EBUSY, M7);
  remove_extents(region, is_meant);
  return done(M7);
}

}  // namespace

Outcome offer(const Setup& setup, State& state, const Offer& offer) {
  const auto& region_setup = setup.regions[offer.region];
  auto& region = state.regions[offer.region];
  const bool tagged = !offer.tag.is_null();
  if (offer.shared && !tagged) return refuse(EINVAL, M1);
  if (offer.shared && !has_dense_seqs(region_setup, offer)) return refuse(EINVAL, M2);
  if (tagged && lives_anywhere(state, offer.tag)) return refuse(EEXIST, M3);
  for (const auto& member : offer.members) {
    if (!lies_inside(region_setup, member) || !is_aligned(region_setup, member)) {
      return refuse(EINVAL, M4);
    }
  }
  const bool overlaps = std::ranges::any_of(
      offer.members, [&](const Member& member) { return overlaps_an_extent(region, member); });
  if (overlaps || overlap_each_other(offer)) return refuse(ENOSPC, M4);
  add_members(region_setup, region, offer);
  return done(M2);
}

Outcome inject(const Setup& setup, State& state, const Inject& inject) {
  auto& region = state.regions[inject.region];
  const auto& member = inject.member;
  if (!lies_inside(setup.regions[inject.region], member) || overlaps_an_extent(region, member)) {
    return refuse(ENOSPC, M6);
  }
  Extent extent;
  extent.start = member.start;
  extent.length = member.length;
  extent.tag = inject.tag;
  extent.seq = member.seq;
  region.extents.push_back(extent);
  return done(M6);
}

Outcome release(State& state, const ReleaseTag& release) {
  return release_all(state.regions[release.region],
                     [&](const Extent& extent) { return extent.tag == release.tag; });
}

Outcome release(State& state, const ReleaseUntagged& release) {
  return release_all(state.regions[release.region], [&](const Extent& extent) {
    return extent.tag.is_null() && extent.start == release.start;
  });
}

}  // namespace claimcheck::model
