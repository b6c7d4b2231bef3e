// SPDX-License-Identifier: MIT
#include "smt/world_proof.hpp"

#include "smt/proofs.hpp"
#include "smt/text/invariant_text.hpp"
#include "smt/text/transition_text.hpp"

namespace claimcheck::smt {
namespace {

struct WorldText {
  static auto nothing_yet(auto& d, auto& s) { return text::nothing_yet(d, s); }
  static void invariants(auto& d, auto& s, auto give) { text::invariants(d, s, give); }
  static void theorems(auto& d, auto& s, auto give) { text::theorems(d, s, give); }
  static auto nothing_moves(auto& d, auto& s, auto& t, auto r) {
    return text::nothing_moves(d, s, t, r);
  }
  static auto claims_group(auto& d, auto& s, auto& t, auto v, auto a) {
    return text::claims_group(d, s, t, v, a);
  }
  static auto claims_untagged(auto& d, auto& s, auto& t, auto v, auto e) {
    return text::claims_untagged(d, s, t, v, e);
  }
  static auto gives_back(auto& d, auto& s, auto& t, auto v) { return text::gives_back(d, s, t, v); }
  static auto adds(auto& d, auto& s, auto& t, auto r, auto a) { return text::adds(d, s, t, r, a); }
  static auto removes(auto& d, auto& s, auto& t, auto r) { return text::removes(d, s, t, r); }
  static auto creates(auto& d, auto& s, auto& t, auto v) { return text::creates(d, s, t, v); }
  static auto deletes(auto& d, auto& s, auto& t, auto v) { return text::deletes(d, s, t, v); }
};

}  // namespace

std::vector<Obligation> transition_obligations() {
  return WorldProof<WorldText>().all();
}

}  // namespace claimcheck::smt
