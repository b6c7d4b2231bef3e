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

// What operations keep, of a state.
void assume_invariants(WorldDomain& d, WorldDomain::World& world);
void assume_invariants_of_space(WorldDomain& d, WorldDomain::World& world);

// That each operation keeps each invariant of invariant_spec.hpp.
std::vector<Obligation> walk_operations(const std::vector<WorldOperation>& operations);

// `Spec` names the functions of transition_spec.hpp or of a mutant of it, and says with covers()
// which are to be walked.
template <class Spec>
std::vector<WorldOperation> list_operations() {
  using D = WorldDomain;
  using World = D::World;
  [[maybe_unused]] const auto region = [](D& d) { return d.any<D::Region>("the_region"); };
  [[maybe_unused]] const auto device = [](D& d) { return d.any<D::Device>("the_device"); };
  [[maybe_unused]] const auto tag = [](D& d) { return d.any<D::Tag>("the_tag"); };
  [[maybe_unused]] const auto extent = [](D& d) { return d.any<D::Extent>("the_extent"); };
  // That they are kept is all that is proved of what has no text of its own.
  [[maybe_unused]] constexpr const char* invariants = "I1 I2 I3 I4 I5 I6";
  std::vector<WorldOperation> all;
  const auto add = [&](const char* name, const char* clauses, auto relation) {
    all.push_back({name, clauses, relation});
  };
  if constexpr (Spec::covers("transition.nothing-moves")) {
    add("nothing-moves", "A1",
        [](D& d, World& s, World& t) { return Spec::nothing_moves(d, s, t); });
  }
  if constexpr (Spec::covers("transition.claim-group")) {
    add("claim-group", "T5",
        [=](D& d, World& s, World& t) { return Spec::claims_group(d, s, t, device(d), tag(d)); });
  }
  if constexpr (Spec::covers("transition.claim-untagged")) {
    add("claim-untagged", "U1", [=](D& d, World& s, World& t) {
      return Spec::claims_untagged(d, s, t, device(d), extent(d));
    });
  }
  if constexpr (Spec::covers("transition.give-back")) {
    add("give-back", "V3",
        [=](D& d, World& s, World& t) { return Spec::gives_back(d, s, t, device(d)); });
  }
  if constexpr (Spec::covers("transition.add")) {
    add("add", "M2 M3 M6",
        [=](D& d, World& s, World& t) { return Spec::adds(d, s, t, region(d), tag(d)); });
  }
  if constexpr (Spec::covers("transition.remove")) {
    add("remove", "M7",
        [=](D& d, World& s, World& t) { return Spec::removes(d, s, t, region(d)); });
  }
  if constexpr (Spec::covers("transition.unbind-drop")) {
    add("unbind-drop", invariants,
        [=](D& d, World& s, World& t) { return Spec::drops(d, s, t, region(d)); });
  }
  if constexpr (Spec::covers("transition.create")) {
    add("create", invariants,
        [=](D& d, World& s, World& t) { return Spec::creates(d, s, t, device(d)); });
  }
  if constexpr (Spec::covers("transition.delete")) {
    add("delete", invariants,
        [=](D& d, World& s, World& t) { return Spec::deletes(d, s, t, device(d)); });
  }
  return all;
}

}  // namespace claimcheck::smt
