// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/specifications/transition_spec.hpp"
#include "smt/symbolic/admission_domain.hpp"

// The admission text, walked. `Text` names the functions of one reading of
// model/rules/admission_spec.hpp: the text itself, or a copy that was broken on purpose.

namespace claimcheck::smt {

// That an exit of the text comes to a step of the transitions, from the state before and after.
// Each part of what the step says is an obligation of its own: at all of them at once cvc5 gives
// up.
template <class Text, class Admitted>
void prove_seam(AdmissionDomain& d, typename Text::Exit exit, const Admitted& was,
                const Admitted& is) {
  auto before = d.view(was);
  auto now = d.view(is);
  const std::string after = d.walk().head().empty() ? "" : "." + d.walk().head();
  const auto becomes = [&](auto step) {
    const Term all = d.state(step);
    const auto parts = all.is("and") ? all.arguments() : std::vector<Term>{all};
    for (std::size_t part = 0; part < parts.size(); ++part) {
      d.walk().prove("seam" + after + "." + std::to_string(part + 1),
                     "what the loops did is the transition, in one step: its part " +
                         std::to_string(part + 1) + " of " + std::to_string(parts.size()),
                     parts[part]);
    }
  };
  if (exit == Text::Exit::added) {
    becomes([&] {
      return text::adds_members(d, before, now, d.the_region(), d.the_tag(),
                                [&](const Word& v) { return d.in_order(v - d.seq_base()); });
    });
  } else if (exit == Text::Exit::removed) {
    becomes([&] { return text::removes_members(d, before, now, d.the_region()); });
  } else {
    const Term same = d.state([&] { return text::keeps_extents(d, before, now); });
    d.walk().prove("refused" + after, "a refusal changes nothing", same);
  }
}

template <class Text, class Run>
std::vector<Obligation> walk_admission(TextInfo info, Run run) {
  Walk walk(std::move(info));
  AdmissionDomain domain(walk);
  walk.explore([&] {
    auto now = domain.any_admitted<typename Text::template Admitted<AdmissionDomain>>();
    auto before = now;
    const auto exit = run(domain, now);
    // What the text alone had went with its return.
    walk.set_observe([&] { return domain.observe(now); });
    prove_seam<Text>(domain, exit, before, now);
  });
  return walk.take_obligations();
}

inline TextInfo offer_info() {
  return {"offer",
          "b",
          "M4",
          {{"untagged", "M1 M5"},
           {"lost", "M2"},
           {"dense", "M2"},
           {"gap", "M2 M5"},
           {"taken", "M3 M5"},
           {"misplaced", "M4 M5"},
           {"taken_place", "M4 M5"},
           {"one_place", "M4 M5"},
           {"add", "M2 M4"},
           {"added", "M2 M4 I5"},
           {"seam", "M2 M3 M4"},
           {"refused", "A1 M5"}},
          {{"untagged", "e"},
           {"lost", "a"},
           {"dense", "a"},
           {"gap", "a"},
           {"taken", "e"},
           {"add", "a"},
           {"seam", "f"},
           {"refused", "e"}}};
}

inline TextInfo inject_info() {
  return {"inject", "b", "M6", {{"refused", "A1 M6"}}, {{"seam", "f"}, {"refused", "e"}}};
}

inline TextInfo release_info() {
  return {"release",
          "c",
          "M7",
          {{"none", "M7 A1"}, {"busy", "M7 A1"}, {"refused", "A1 M7"}},
          {{"none", "e"}, {"busy", "e"}, {"seam", "f"}, {"refused", "e"}}};
}

template <class Text>
std::vector<Obligation> walk_admission_texts() {
  auto all = walk_admission<Text>(offer_info(),
                                  [](auto& d, auto& now) { return Text::offer_group(d, now); });
  const auto add = [&](std::vector<Obligation> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  add(walk_admission<Text>(inject_info(),
                           [](auto& d, auto& now) { return Text::inject_one(d, now); }));
  add(walk_admission<Text>(release_info(),
                           [](auto& d, auto& now) { return Text::release_meant(d, now); }));
  return all;
}

}  // namespace claimcheck::smt
