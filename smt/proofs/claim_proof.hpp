// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/specifications/transition_spec.hpp"
#include "smt/symbolic/claim_domain.hpp"

// The claim text, walked. `Text` names the functions of one reading of model/rules/claim_spec.hpp:
// the text itself, or a copy that was broken on purpose.

namespace claimcheck::smt {

// `run` runs a text on a holding; `seam` says what that came to as one step of the transitions,
// from the state before and after.
template <class Text, class Run, class Seam>
std::vector<Obligation> walk_claim(TextInfo info, Run run, Seam seam) {
  Walk walk(std::move(info));
  ClaimDomain domain(walk);
  walk.explore([&] {
    auto holding = domain.any_holding<typename Text::template Holding<ClaimDomain>>();
    auto before = holding;
    const auto exit = run(domain, holding);
    // The text's own counter went with its return.
    walk.set_observe([&] { return domain.observe(holding); });
    const std::string after = walk.head().empty() ? "" : "." + walk.head();
    if (exit == Text::claimed) {
      const Term becomes = domain.state([&] { return seam(domain, before, holding); });
      walk.prove("seam" + after, "what the loops did is the transition, in one step", becomes);
    } else {
      const Term same =
          domain.state([&] { return text::changes_nothing(domain, before, holding); });
      walk.prove("refused" + after, "a refusal changes nothing", same);
    }
  });
  return walk.take_obligations();
}

inline TextInfo claim_group_info() {
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
           {"seam", "T5 I6"},
           {"refused", "A1"}},
          {{"dense", "a"},
           {"gap", "a"},
           {"undo", "c"},
           {"failed", "c"},
           {"seam", "f"},
           {"refused", "e"}}};
}

inline TextInfo claim_untagged_info() {
  return {"claim_untagged",
          "b",
          "U1",
          {{"busy", "W6 A1"},
           {"none", "U2 A1"},
           {"skip", "U1"},
           {"failed", "A1 A2"},
           {"misaligned", "U2 A1"},
           {"claimed", "U1 I6"},
           {"seam", "U1 I6"},
           {"refused", "A1"}},
          {{"failed", "c"}, {"seam", "f"}, {"refused", "e"}}};
}

template <class Text>
std::vector<Obligation> walk_claim_texts() {
  auto all = walk_claim<Text>(
      claim_group_info(), [](auto& d, auto& now) { return Text::claim_group(d, now); },
      [](auto& d, auto& before, auto& now) { return text::takes_members(d, before, now); });
  const auto add = [&](std::vector<Obligation> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  add(walk_claim<Text>(
      claim_untagged_info(), [](auto& d, auto& now) { return Text::claim_untagged(d, now); },
      [](auto& d, auto& before, auto& now) {
        return text::takes_one(d, before, now, now.extent[0]);
      }));
  add(walk_claim<Text>(
      {"give_back", "c", "V3", {}, {{"seam", "f"}}},
      [](auto& d, auto& now) {
        Text::give_back(d, now);
        return Text::claimed;
      },
      [](auto& d, auto& before, auto& now) { return text::frees_members(d, before, now); }));
  return all;
}

}  // namespace claimcheck::smt
