// SPDX-License-Identifier: MIT
#include "smt/proofs/lock_proof.hpp"

#include <fmt/format.h>

#include "smt/proofs/proofs.hpp"
#include "smt/specifications/lock_change_spec.hpp"

namespace claimcheck::smt {
namespace {

using D = LockDomain;
using State = Net<D>;
constexpr const char* invariant_file = "smt/specifications/lock_invariant_spec.hpp";
constexpr const char* rank_file = "smt/specifications/lock_rank_spec.hpp";
constexpr const char* change_file = "smt/specifications/lock_change_spec.hpp";

struct Statement {
  std::string name;
  std::string sentence;
  std::function<Bool()> says;
  int line;
};

std::vector<Statement> invariants(D& d, State& state) {
  std::vector<Statement> all;
  spec::lock_invariants(
      d, state, [&](const char* name, std::function<Bool()> says, int line = __builtin_LINE()) {
        all.push_back({name, "", std::move(says), line});
      });
  return all;
}

// What a step that writes something owes for it. Of what it leaves alone there is nothing to prove.
void prove_changes(D& d, State& before, State& then, D::Thread mover, const std::string& step) {
  spec::lock_changes(d, before, then, mover,
                     [&](const char* name, const char* sentence, std::function<Bool()> says,
                         int line = __builtin_LINE()) {
                       const Term goal = d.state(says);
                       if (goal.is("true")) return;
                       d.walk().stand_at({change_file, line});
                       d.walk().prove(name, fmt::format("{}: {}", step, sentence), goal);
                     });
}

void assume_invariants(D& d, State& state) {
  for (const auto& statement : invariants(d, state)) {
    d.walk().assume(Given::invariant, statement.name, d.state(statement.says),
                    "proved at the start and for each step");
  }
}

// What follows from the invariants: `state_theorems` calls what it is given for each.
template <class Theorems>
void prove_theorems(D& d, State& state, const char* file, Theorems state_theorems) {
  assume_invariants(d, state);
  state_theorems(d, state,
                 [&](const char* name, const char* sentence, std::function<Bool()> says,
                     int line = __builtin_LINE()) {
                   d.walk().stand_at({file, line});
                   d.walk().prove(name, sentence, d.state(says));
                 });
}

void walk_from_any(SpecificationInfo info, std::vector<Obligation>& all,
                   const std::function<void(D&, State&)>& specification) {
  Walk walk(std::move(info));
  D d(walk);
  walk.explore([&] {
    State state;
    d.renew_all(state, "_0");
    specification(d, state);
  });
  for (auto& obligation : walk.take_obligations()) all.push_back(std::move(obligation));
}

}  // namespace

std::vector<Obligation> walk_steps(const std::vector<LockStep>& steps) {
  std::vector<Obligation> all;
  for (const auto& step : steps) {
    walk_from_any({"locks." + step.name, "g", "C3", {}}, all, [&](D& d, State& state) {
      d.walk().stand_at({"smt/specifications/lock_spec.hpp", step.line});
      assume_invariants(d, state);
      State before = state;
      d.walk().set_observe([&] { return d.observe(state); });
      const auto mover = d.apply<D::Thread>("mover");
      step.run(d, state,
               {mover, d.apply<D::Region>("the_region"), d.apply<D::Device>("the_device"),
                d.apply<D::Extent>("the_extent"), d.apply<D::Tag>("the_tag")});
      for (const auto& kept : invariants(d, state)) {
        d.walk().prove(kept.name, fmt::format("{} keeps {}", step.name, kept.name),
                       d.state(kept.says));
      }
      prove_changes(d, before, state, mover, step.name);
    });
  }
  return all;
}

std::vector<Obligation> lock_obligations() {
  std::vector<Obligation> all;
  walk_from_any({"locks.start", "g", "C3", {}}, all, [](D& d, State& state) {
    d.walk().assume(Given::premise, "nobody_began",
                    d.state([&] { return spec::nobody_began(d, state); }), "how threads start");
    for (const auto& holds : invariants(d, state)) {
      d.walk().stand_at({invariant_file, holds.line});
      d.walk().prove(holds.name, fmt::format("{} holds before any thread began", holds.name),
                     d.state(holds.says));
    }
  });
  std::vector<LockStep> steps;
  spec::steps<D>([&](const char* name, auto run, int line = __builtin_LINE()) {
    steps.push_back({name, run, line});
  });
  for (auto& obligation : walk_steps(steps)) all.push_back(std::move(obligation));
  walk_from_any({"locks", "g", "C3", {}}, all, [](D& d, State& state) {
    prove_theorems(d, state, invariant_file, [](auto&&... with) { spec::lock_theorems(with...); });
  });
  walk_from_any({"locks.rank", "g", "C3", {}}, all, [](D& d, State& state) {
    prove_theorems(d, state, rank_file, [](auto&&... with) { spec::rank_theorems(with...); });
  });
  walk_from_any({"locks.race", "g", "C2", {}}, all, [](D& d, State& state) {
    prove_theorems(d, state, rank_file, [](auto&&... with) { spec::race_theorems(with...); });
  });
  return all;
}

}  // namespace claimcheck::smt
