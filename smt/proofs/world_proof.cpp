// SPDX-License-Identifier: MIT
#include "smt/proofs/world_proof.hpp"

#include <fmt/format.h>

#include "smt/proofs/proofs.hpp"
#include "smt/specifications/invariant_spec.hpp"
#include "smt/specifications/transition_spec.hpp"

namespace claimcheck::smt {
namespace {

using D = WorldDomain;
// Where the goals stand; what is assumed of an operation is in transition_spec.hpp.
constexpr const char* goal_file = "smt/specifications/invariant_spec.hpp";

struct WorldSpec {
  static constexpr bool covers(std::string_view) { return true; }
  static auto nothing_moves(auto& d, auto& s, auto& t) { return spec::nothing_moves(d, s, t); }
  static auto claims_group(auto& d, auto& s, auto& t, auto v, auto a) {
    return spec::claims_group(d, s, t, v, a);
  }
  static auto claims_untagged(auto& d, auto& s, auto& t, auto v, auto e) {
    return spec::claims_untagged(d, s, t, v, e);
  }
  static auto gives_back(auto& d, auto& s, auto& t, auto v) { return spec::gives_back(d, s, t, v); }
  static auto adds(auto& d, auto& s, auto& t, auto r, auto a) { return spec::adds(d, s, t, r, a); }
  static auto removes(auto& d, auto& s, auto& t, auto r) { return spec::removes(d, s, t, r); }
  static auto drops(auto& d, auto& s, auto& t, auto r) { return spec::drops(d, s, t, r); }
  static auto creates(auto& d, auto& s, auto& t, auto v) { return spec::creates(d, s, t, v); }
  static auto deletes(auto& d, auto& s, auto& t, auto v) { return spec::deletes(d, s, t, v); }
};

struct Statement {
  std::string name;
  std::string about;  // clauses or a sentence
  std::function<Bool()> says;
  int line;
};

template <class Statements>
std::vector<Statement> list(D& d, D::World& world, Statements statements) {
  std::vector<Statement> all;
  statements(d, world,
             [&](const char* name, const char* about, std::function<Bool()> says,
                 int line = __builtin_LINE()) {
               all.push_back({name, about, std::move(says), line});
             });
  return all;
}

// Two groups, since neither needs the other, and no proof is easier with both.
using Invariants = std::vector<Statement> (*)(D&, D::World&);

std::vector<Statement> invariants(D& d, D::World& world) {
  return list(d, world, [](D& d, D::World& s, auto give) { spec::invariants(d, s, give); });
}

std::vector<Statement> invariants_of_space(D& d, D::World& world) {
  return list(d, world,
              [](D& d, D::World& s, auto give) { spec::invariants_of_space(d, s, give); });
}

constexpr Invariants all_invariants[] = {invariants, invariants_of_space};

void assume(Invariants group, D& d, D::World& world) {
  for (const auto& statement : group(d, world)) {
    d.walk().assume(Given::invariant, statement.name, d.state(statement.says),
                    "proved at the start and for each operation");
  }
}

void prove(D& d, const Statement& statement, const std::string& sentence) {
  d.walk().stand_at({goal_file, statement.line});
  d.walk().prove(statement.name, sentence, d.state(statement.says));
}

void walk_spec(SpecificationInfo info, std::vector<Obligation>& all,
               const std::function<void(D&)>& specification) {
  Walk walk(std::move(info));
  D d(walk);
  walk.explore([&] { specification(d); });
  for (auto& obligation : walk.take_obligations()) all.push_back(std::move(obligation));
}

}  // namespace

void assume_invariants(WorldDomain& d, WorldDomain::World& world) {
  assume(invariants, d, world);
}

void assume_invariants_of_space(WorldDomain& d, WorldDomain::World& world) {
  assume(invariants_of_space, d, world);
}

std::vector<Obligation> walk_operations(const std::vector<WorldOperation>& operations) {
  std::vector<Obligation> all;
  for (const auto& operation : operations) {
    const auto& name = operation.name;
    for (const auto group : all_invariants) {
      walk_spec({"transition." + name, "d", operation.clauses, {}}, all, [&](D& d) {
        auto before = d.any_world("before");
        auto after = d.any_world("after");
        assume(group, d, before);
        d.require(name.c_str(), [&] { return operation.relation(d, before, after); });
        for (const auto& kept : group(d, after)) {
          prove(d, kept, fmt::format("{} keeps {} ({})", name, kept.name, kept.about));
        }
      });
    }
  }
  return all;
}

std::vector<Obligation> transition_obligations() {
  std::vector<Obligation> all;
  walk_spec({"transition.start", "d", "I1 I2 I3 I4 I5 I6", {}}, all, [](D& d) {
    auto start = d.any_world("start");
    d.require("nothing was offered yet", [&] { return spec::nothing_yet(d, start); });
    for (const auto group : all_invariants) {
      for (const auto& holds : group(d, start)) {
        prove(d, holds, fmt::format("{} ({}) holds at the start", holds.name, holds.about));
      }
    }
  });
  for (auto& obligation : walk_operations(list_operations<WorldSpec>())) {
    all.push_back(std::move(obligation));
  }
  return all;
}

}  // namespace claimcheck::smt
