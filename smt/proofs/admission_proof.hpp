// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smt/specifications/effect_spec.hpp"
#include "smt/symbolic/admission_domain.hpp"

// The specification of admission, walked. `Spec` names the functions of
// model/rules/admission_spec.hpp or of a mutant of it, and says with covers() which are to be
// walked.

namespace claimcheck::smt {

// That an exit of the specification comes to a step of the transitions, from the state before and
// after. Each part of what the step says is an obligation of its own: at all of them at once cvc5
// gives up.
template <class Spec, class Admitted>
void prove_refinement(AdmissionDomain& d, typename Spec::Exit exit, const Admitted& was,
                      const Admitted& is) {
  auto before = d.view(was);
  auto now = d.view(is);
  const std::string after = d.walk().head().empty() ? "" : "." + d.walk().head();
  const auto becomes = [&](auto step) {
    const Term all = d.state(step);
    const auto parts = all.is("and") ? all.arguments() : std::vector<Term>{all};
    for (std::size_t part = 0; part < parts.size(); ++part) {
      d.walk().prove("refines" + after + "." + std::to_string(part + 1),
                     "what the loops did is the transition, in one step: its part " +
                         std::to_string(part + 1) + " of " + std::to_string(parts.size()),
                     parts[part]);
    }
  };
  if (exit == Spec::Exit::added) {
    becomes([&] {
      return spec::adds_members(d, before, now, d.the_region(), d.the_tag(),
                                [&](const Word& v) { return d.in_order(v - d.seq_base()); });
    });
  } else if (exit == Spec::Exit::removed) {
    becomes([&] { return spec::removes_members(d, before, now, d.the_region()); });
  } else {
    const Term same = d.state([&] { return spec::keeps_extents(d, before, now); });
    d.walk().prove("refused" + after, "a refusal changes nothing", same);
  }
}

template <class Spec, class Run>
std::vector<Obligation> walk_admission(SpecificationInfo info, Run run) {
  Walk walk(std::move(info));
  AdmissionDomain domain(walk);
  walk.explore([&] {
    auto now = domain.any_admitted<typename Spec::template Admitted<AdmissionDomain>>();
    auto before = now;
    const auto exit = run(domain, now);
    // What the specification alone had went with its return.
    walk.set_observe([&] { return domain.observe(now); });
    prove_refinement<Spec>(domain, exit, before, now);
  });
  return walk.take_obligations();
}

inline SpecificationInfo offer_info() {
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
           {"refines", "M2 M3 M4"},
           {"refused", "A1 M5"}},
          {{"untagged", "e"},
           {"lost", "a"},
           {"dense", "a"},
           {"gap", "a"},
           {"taken", "e"},
           {"add", "a"},
           {"refines", "f"},
           {"refused", "e"}}};
}

inline SpecificationInfo inject_info() {
  return {"inject", "b", "M6", {{"refused", "A1 M6"}}, {{"refines", "f"}, {"refused", "e"}}};
}

inline SpecificationInfo release_info() {
  return {"release",
          "c",
          "M7",
          {{"none", "M7 A1"}, {"busy", "M7 A1"}, {"refused", "A1 M7"}},
          {{"none", "e"}, {"busy", "e"}, {"refines", "f"}, {"refused", "e"}}};
}

template <class Spec>
std::vector<Obligation> walk_admission_specs() {
  std::vector<Obligation> all;
  const auto add = [&](std::vector<Obligation> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  if constexpr (Spec::covers("offer")) {
    add(walk_admission<Spec>(offer_info(),
                             [](auto& d, auto& now) { return Spec::offer_group(d, now); }));
  }
  if constexpr (Spec::covers("inject")) {
    add(walk_admission<Spec>(inject_info(),
                             [](auto& d, auto& now) { return Spec::inject_one(d, now); }));
  }
  if constexpr (Spec::covers("release")) {
    add(walk_admission<Spec>(release_info(),
                             [](auto& d, auto& now) { return Spec::release_meant(d, now); }));
  }
  return all;
}

}  // namespace claimcheck::smt
