// SPDX-License-Identifier: MIT
#include "smt/proofs/claim_proof.hpp"

#include "model/rules/claim_spec.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

struct ClaimSpec {
  static constexpr bool covers(std::string_view) { return true; }
  template <class D>
  using Holding = model::Holding<D>;
  static constexpr auto claimed = model::ClaimExit::claimed;
  static auto claim_group(auto& d, auto& now) { return model::claim_group(d, now); }
  static auto claim_untagged(auto& d, auto& now) { return model::claim_untagged(d, now); }
  static void give_back(auto& d, auto& now) { model::give_back(d, now); }
};

}  // namespace

std::vector<Obligation> claim_obligations() {
  return walk_claim_specs<ClaimSpec>();
}

}  // namespace claimcheck::smt
