// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/concrete/concrete_claim.hpp"

namespace claimcheck::smt {

// One claim by a specification or a mutant of it, as the model does it, with nothing checked.
// `members` are indices in region.extents, in the order of the specification. Returns its exit.
using ConcreteClaimRun = int (*)(const model::RegionSetup& setup, model::Region& region,
                                 model::Device& device, const std::vector<std::uint32_t>& members,
                                 bool tagged, model::Injection& injection);

// The members of a claim in the order of its specification: a group in seq order, untagged extents
// in arrival order.
inline std::vector<std::uint32_t> free_members(const model::Region& region,
                                               const model::Uuid& tag) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t place = 0; place < region.extents.size(); ++place) {
    const auto& extent = region.extents[place];
    if (extent.is_free() && extent.tag == tag) members.push_back(place);
  }
  if (tag.is_null()) return members;
  std::ranges::stable_sort(members, {},
                           [&](std::uint32_t place) { return region.extents[place].seq; });
  return members;
}

struct TheClaimSpec {
  static constexpr bool covers(std::string_view) { return true; }
  template <class D>
  using Holding = model::Holding<D>;
  static constexpr auto claimed = model::ClaimExit::claimed;
  static auto claim_group(auto& d, auto& now) { return model::claim_group(d, now); }
  static auto claim_untagged(auto& d, auto& now) { return model::claim_untagged(d, now); }
  static void give_back(auto& d, auto& now) { model::give_back(d, now); }
};

template <class Spec>
int claim_concretely(const model::RegionSetup& setup, model::Region& region, model::Device& device,
                     const std::vector<std::uint32_t>& members, bool tagged,
                     model::Injection& injection) {
  using D = model::ConcreteClaim<model::Checks::off>;
  D domain(setup, region, {members.data(), members.size()}, injection);
  typename Spec::template Holding<D> holding{
      device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
  int exit = 0;
  if (tagged) {
    exit = static_cast<int>(Spec::claim_group(domain, holding));
  } else if constexpr (Spec::covers("claim_untagged")) {
    exit = static_cast<int>(Spec::claim_untagged(domain, holding));
  } else {
    return claim_concretely<TheClaimSpec>(setup, region, device, members, tagged, injection);
  }
  device.ranges.resize(holding.count);
  device.size = holding.size;
  return exit;
}

}  // namespace claimcheck::smt
