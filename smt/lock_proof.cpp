// SPDX-License-Identifier: MIT
#include "smt/lock_proof.hpp"

#include "smt/proofs.hpp"
#include "smt/text/lock_invariant_text.hpp"

namespace claimcheck::smt {
namespace {

struct LockText {
  template <class D>
  using Net = text::Net<D>;
  static auto nobody_began(auto& d, auto& s) { return text::nobody_began(d, s); }
  static void invariants(auto& d, auto& s, auto give) { text::lock_invariants(d, s, give); }
  static void theorems(auto& d, auto& s, auto give) { text::lock_theorems(d, s, give); }
  template <class D>
  static void steps(auto give) {
    text::steps<D>(give);
  }
};

}  // namespace

std::vector<Obligation> lock_obligations() {
  return walk_locks<LockText>();
}

}  // namespace claimcheck::smt
