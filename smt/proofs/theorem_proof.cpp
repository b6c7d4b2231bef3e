// SPDX-License-Identifier: MIT
#include "smt/proofs/proofs.hpp"
#include "smt/proofs/world_proof.hpp"
#include "smt/specifications/account_spec.hpp"
#include "smt/specifications/theorem_spec.hpp"
#include "smt/symbolic/account_domain.hpp"

namespace claimcheck::smt {
namespace {

// Of any state where the invariants hold.
template <class D>
std::vector<Obligation> walk_state(SpecificationInfo info,
                                   void (*specification)(D&, WorldDomain::World&)) {
  Walk walk(std::move(info));
  D d(walk);
  walk.explore([&] {
    auto now = d.any_world("now");
    assume_invariants(d, now);
    specification(d, now);
  });
  return walk.take_obligations();
}

// Those that say no more than a sentence of one state.
void follow_at_once(WorldDomain& d, WorldDomain::World& now) {
  spec::theorems(
      d, now, [&](const char* name, const char* sentence, auto says, int line = __builtin_LINE()) {
        d.walk().stand_at({"smt/specifications/invariant_spec.hpp", line});
        d.walk().prove(name, sentence, d.state(says));
      });
}

}  // namespace

std::vector<Obligation> theorem_obligations() {
  std::vector<Obligation> all;
  const auto add = [&](std::vector<Obligation> some) {
    for (auto& obligation : some) all.push_back(std::move(obligation));
  };
  add(walk_state<WorldDomain>(
      {"theorem", "d", "I1 I2 I3", {{"I1", "I1"}, {"I2", "I2"}, {"I3", "I3"}}}, follow_at_once));
  add(walk_state<ListDomain>({"accounts.listed", "d", "I4", {}}, spec::list_ranges));
  add(walk_state<AccountDomain>({"accounts.ranges", "d", "I4", {}}, spec::count_ranges));
  add(walk_state<ListDomain>({"accounts.owners", "d", "I4", {}}, spec::find_owners));
  add(walk_state<AccountDomain>({"accounts.devices", "d", "I4", {}}, spec::count_devices));
  add(walk_state<AccountDomain>({"theorem", "d", "I4", {}}, spec::count_region));
  add(walk_state<WorldDomain>({"theorem", "d", "I5 T2 T3", {}}, spec::whole_offers_pass));
  add(walk_state<WorldDomain>({"theorem", "d", "I6", {}}, spec::offsets_are_sums));
  return all;
}

}  // namespace claimcheck::smt
