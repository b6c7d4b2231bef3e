// SPDX-License-Identifier: MIT
#include "smt/symbolic/world_domain.hpp"

namespace claimcheck::smt {

WorldDomain::WorldDomain(Walk& walk) : ClaimDomain(walk) {
  walk.give(Given::type, "whole_are_tagged", state([&] {
              return every([&](Extent e) -> Bool { return !whole(e) || !is_null(tag(e)); });
            }),
            "only tagged extents have a group to be whole in");
}

WorldDomain::View WorldDomain::view(World& world, const Device& device) {
  View view{world.count(device), world.size(device), {}, {}, world.use, world.mapped};
  view.extent.become([range = world.range, device](const Word& q) { return range.old(device, q); });
  view.offset.become(
      [offset = world.offset, device](const Word& q) { return offset.old(device, q); });
  return view;
}

ExtentsView WorldDomain::extents_view(World& world) {
  ExtentsView view{world.alive, {}, {}, {}, world.use};
  // These never change: what an extent is numbered with, it was born with.
  view.seq.become([this](const Extent& e) { return seq(e); });
  view.offered_of.become([this](const Extent& e) { return offered_of(e); });
  view.whole.become([this](const Extent& e) { return whole(e); });
  return view;
}

}  // namespace claimcheck::smt
