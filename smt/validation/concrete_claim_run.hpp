// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/concrete/concrete_claim.hpp"

namespace claimcheck::smt {

// One claim by one reading of the claim text, as the model does it, with nothing checked. `members`
// are places in region.extents, as the text wants them. Says how it ended.
using ConcreteClaimRun = int (*)(const model::RegionSetup& setup, model::Region& region,
                                 model::Device& device, const std::vector<std::uint32_t>& members,
                                 bool tagged, model::Injection& injection);

// The members of a claim as its text wants them: a group in seq order, untagged extents in arrival
// order.
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

template <class Text>
int claim_plainly(const model::RegionSetup& setup, model::Region& region, model::Device& device,
                  const std::vector<std::uint32_t>& members, bool tagged,
                  model::Injection& injection) {
  using D = model::Plain<model::Checks::off>;
  D domain(setup, region, {members.data(), members.size()}, injection);
  typename Text::template Holding<D> holding{
      device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
  const auto exit =
      tagged ? Text::claim_group(domain, holding) : Text::claim_untagged(domain, holding);
  device.ranges.resize(holding.count);
  device.size = holding.size;
  return static_cast<int>(exit);
}

}  // namespace claimcheck::smt
