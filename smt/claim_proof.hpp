// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/claim_domain.hpp"

// The claim text, walked. `Text` names the functions of one reading of model/claim_text.hpp: the
// text itself, or a copy that was broken on purpose.

namespace claimcheck::smt {

template <class Text, class Run>
std::vector<Obligation> walk_claim(TextInfo info, Run run) {
  Walk walk(std::move(info));
  ClaimDomain domain(walk);
  walk.explore([&] {
    auto holding = domain.any_holding<typename Text::template Holding<ClaimDomain>>();
    run(domain, holding);
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
           {"claimed", "T2 T3 T4 T5 I6"}}};
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
           {"claimed", "U1 I6"}}};
}

template <class Text>
std::vector<Obligation> walk_claim_texts() {
  auto all =
      walk_claim<Text>(claim_group_info(), [](auto& d, auto& now) { Text::claim_group(d, now); });
  const auto add = [&](std::vector<Obligation> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  add(walk_claim<Text>(claim_untagged_info(),
                       [](auto& d, auto& now) { Text::claim_untagged(d, now); }));
  add(walk_claim<Text>({"give_back", "c", "V3", {}},
                       [](auto& d, auto& now) { Text::give_back(d, now); }));
  return all;
}

}  // namespace claimcheck::smt
