// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "smt/symbolic/world_domain.hpp"

namespace claimcheck::smt {

// What an operation does, as a relation between the state before and the one after.
struct WorldOperation {
  using D = WorldDomain;
  std::string name;
  std::string clauses;
  std::function<Bool(D&, D::World& before, D::World& after)> relation;
};

// That each operation keeps each invariant of text/invariant_text.hpp.
std::vector<Obligation> walk_operations(const std::vector<WorldOperation>& operations);

// `Text` names the functions of one reading of text/transition_text.hpp: the text itself, or a
// copy that was broken on purpose.
template <class Text>
std::vector<WorldOperation> list_operations() {
  using D = WorldDomain;
  using World = D::World;
  const auto region = [](D& d) { return d.any<D::Region>("the_region"); };
  const auto device = [](D& d) { return d.any<D::Device>("the_device"); };
  const auto tag = [](D& d) { return d.any<D::Tag>("the_tag"); };
  const auto extent = [](D& d) { return d.any<D::Extent>("the_extent"); };
  return {
      {"nothing-moves", "A1 V1 V2 V4 V5 V7",
       [=](D& d, World& s, World& t) { return Text::nothing_moves(d, s, t, region(d)); }},
      {"claim-group", "T5",
       [=](D& d, World& s, World& t) { return Text::claims_group(d, s, t, device(d), tag(d)); }},
      {"claim-untagged", "U1",
       [=](D& d, World& s, World& t) {
         return Text::claims_untagged(d, s, t, device(d), extent(d));
       }},
      {"give-back", "V3",
       [=](D& d, World& s, World& t) { return Text::gives_back(d, s, t, device(d)); }},
      {"add", "M2 M3 M6",
       [=](D& d, World& s, World& t) { return Text::adds(d, s, t, region(d), tag(d)); }},
      {"remove", "M7", [=](D& d, World& s, World& t) { return Text::removes(d, s, t, region(d)); }},
      {"create", "V8", [=](D& d, World& s, World& t) { return Text::creates(d, s, t, device(d)); }},
      {"delete", "V6", [=](D& d, World& s, World& t) { return Text::deletes(d, s, t, device(d)); }},
  };
}

}  // namespace claimcheck::smt
