// SPDX-License-Identifier: MIT
#include "model/rules/collect_spec.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/proofs/world_proof.hpp"
#include "smt/specifications/call_spec.hpp"
#include "smt/symbolic/call_domain.hpp"

namespace claimcheck::smt {
namespace {

using D = CallDomain;

std::vector<Obligation> walk_call(SpecificationInfo info,
                                  void (*specification)(D&, D::World&, D::World&)) {
  Walk walk(std::move(info));
  D d(walk);
  walk.explore([&] {
    auto before = d.any_world("before");
    auto after = d.any_world("after");
    assume_invariants(d, before);
    specification(d, before, after);
  });
  return walk.take_obligations();
}

std::vector<Obligation> walk_collect() {
  Walk walk({"collect", "b", "T1 T5 U1 U2", {}});
  D d(walk);
  walk.explore([&] {
    model::Collected<D> now{0, {}, {}};
    d.renew_all(now, "_0");
    model::collect_free(d, now);
  });
  return walk.take_obligations();
}

}  // namespace

std::vector<Obligation> call_obligations() {
  auto all = walk_collect();
  const auto add = [&](SpecificationInfo info, void (*specification)(D&, D::World&, D::World&)) {
    for (auto& one : walk_call(std::move(info), specification)) all.push_back(std::move(one));
  };
  add({"calls.collect", "f", "T1 T5 U1", {}},
      [](D& d, D::World& s, D::World&) { spec::find_members(d, s); });
  add({"calls.premises", "f", "T5 U1", {}}, [](D& d, D::World& s, D::World&) {
    assume_invariants_of_space(d, s);
    spec::meet_premises(d, s);
  });
  add({"calls.claim-group", "f", "T5 I3", {}}, spec::claim_of_group<D>);
  add({"calls.claim-untagged", "f", "U1 I3", {}}, spec::claim_of_untagged<D>);
  add({"theorem", "f", "A1", {}}, spec::claim_refused<D>);
  add({"theorem", "f", "T5", {}}, spec::claim_makes_ranges<D>);
  return all;
}

}  // namespace claimcheck::smt
