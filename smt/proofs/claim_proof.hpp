// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/specifications/effect_spec.hpp"
#include "smt/symbolic/claim_domain.hpp"

// The specification of the claim, walked. `Spec` names the functions of model/rules/claim_spec.hpp
// or of a mutant of it, and says with covers() which of them are to be walked.

namespace claimcheck::smt {

// `run` runs a specification on a holding; `refinement` says what that came to as one step of the
// transitions, from the state before and after.
template <class Spec, class Run, class Refinement>
std::vector<Obligation> walk_claim(SpecificationInfo info, Run run, Refinement refinement) {
  Walk walk(std::move(info));
  ClaimDomain domain(walk);
  walk.explore([&] {
    auto holding = domain.any_holding<typename Spec::template Holding<ClaimDomain>>();
    auto before = holding;
    const auto exit = run(domain, holding);
    // What the specification alone had went with its return.
    walk.set_observe([&] { return domain.observe(holding); });
    const std::string after = walk.head().empty() ? "" : "." + walk.head();
    if (exit == Spec::claimed) {
      const Term becomes = domain.state([&] { return refinement(domain, before, holding); });
      walk.prove("refines" + after, "what the loops did is the transition, in one step", becomes);
    } else {
      const Term same =
          domain.state([&] { return spec::changes_nothing(domain, before, holding); });
      walk.prove("refused" + after, "a refusal changes nothing", same);
    }
  });
  return walk.take_obligations();
}

inline SpecificationInfo claim_group_info() {
  return {"claim_group",
          "b",
          "T5",
          {{"busy", "W6 A1"},
           {"none", "T1 A1"},
           {"dense", "T2"},
           {"gap", "T2 A1"},
           {"complete", "T3"},
           {"incomplete", "T3 A1"},
           {"aligned", "T4"},
           {"misaligned", "T4 A1"},
           {"carve", "T5 A2"},
           {"undo", "A1 A2"},
           {"failed", "A1 A2"},
           {"claimed", "T2 T3 T4 T5 I6"},
           {"refines", "T5 I6"},
           {"refused", "A1"}},
          {{"dense", "a"},
           {"gap", "a"},
           {"undo", "c"},
           {"failed", "c"},
           {"refines", "f"},
           {"refused", "e"}}};
}

inline SpecificationInfo claim_untagged_info() {
  return {"claim_untagged",
          "b",
          "U1",
          {{"busy", "W6 A1"},
           {"none", "U2 A1"},
           {"skip", "U1"},
           {"failed", "A1 A2"},
           {"misaligned", "U2 A1"},
           {"claimed", "U1 I6"},
           {"refines", "U1 I6"},
           {"refused", "A1"}},
          {{"failed", "c"}, {"refines", "f"}, {"refused", "e"}}};
}

template <class Spec>
std::vector<Obligation> walk_claim_specs() {
  std::vector<Obligation> all;
  const auto add = [&](std::vector<Obligation> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  if constexpr (Spec::covers("claim_group")) {
    add(walk_claim<Spec>(
        claim_group_info(), [](auto& d, auto& now) { return Spec::claim_group(d, now); },
        [](auto& d, auto& before, auto& now) { return spec::takes_members(d, before, now); }));
  }
  if constexpr (Spec::covers("claim_untagged")) {
    add(walk_claim<Spec>(
        claim_untagged_info(), [](auto& d, auto& now) { return Spec::claim_untagged(d, now); },
        [](auto& d, auto& before, auto& now) {
          return spec::takes_one(d, before, now, now.extent[0]);
        }));
  }
  if constexpr (Spec::covers("give_back")) {
    add(walk_claim<Spec>(
        {"give_back", "c", "V3", {}, {{"refines", "f"}}},
        [](auto& d, auto& now) {
          Spec::give_back(d, now);
          return Spec::claimed;
        },
        [](auto& d, auto& before, auto& now) { return spec::frees_members(d, before, now); }));
  }
  return all;
}

}  // namespace claimcheck::smt
