// SPDX-License-Identifier: MIT
#include "smt/engine/claim_text_spec.hpp"
#include "smt/engine/holding_domain.hpp"
#include "smt/engine/untagged_text_spec.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/proofs/text_proof.hpp"

namespace claimcheck::smt {

namespace {

void add_untagged(std::vector<Obligation>& all) {
  using D = engine::UntaggedDomain;
  const auto add = [&](SpecificationInfo info, void (*specification)(D&, engine::UntaggedState&)) {
    add_obligations<D>(all, std::move(info), [&](D& d) {
      engine::UntaggedState state(d);
      specification(d, state);
    });
  };
  add({"engine.claim_untagged",
       "h",
       "U1",
       {{"none", "U2 A1"},
        {"refused", "U2 A1"},
        {"failed", "A1 A2"},
        {"let-go", "A1 A2"},
        {"ranges", "U1 I6"},
        {"holders", "U1 I1 I2"},
        {"bytes", "I4"}}},
      spec::extent_claim<D>);
  add({"engine.unclaim_untagged", "h", "V3", {{"bytes", "I4"}}}, spec::extent_unclaim<D>);
}

}  // namespace

std::vector<Obligation> holding_obligations() {
  using D = engine::HoldingDomain;
  std::vector<Obligation> all;
  const auto add = [&](SpecificationInfo info, void (*specification)(D&, engine::ClaimState&)) {
    add_obligations<D>(all, std::move(info), [&](D& d) {
      auto state = d.any_state();
      specification(d, state);
    });
  };
  add({"engine.free_ones", "h", "T5", {}},
      [](D& d, engine::ClaimState& s) { spec::numbers(d, s, "free_before", spec::free_ones(d)); });
  add({"engine.held_ones", "h", "V3", {}},
      [](D& d, engine::ClaimState& s) { spec::numbers(d, s, "held_before", spec::held_ones(d)); });
  add({"engine.free_and_held", "h", "V3", {}}, spec::free_and_held<D>);
  add({"engine.claim",
       "h",
       "T5",
       {{"none", "T1 A1"},
        {"refused", "T2 T3 T4 A1"},
        {"failed", "A1 A2"},
        {"let-go", "A1 A2"},
        {"ranges", "T5 I6"},
        {"holders", "T5 I1 I2"},
        {"counted", "I2"},
        {"bytes", "I4"}}},
      spec::group_claim<D>);
  add({"engine.unclaim", "h", "V3", {}}, spec::group_unclaim<D>);
  add_untagged(all);
  return all;
}

}  // namespace claimcheck::smt
