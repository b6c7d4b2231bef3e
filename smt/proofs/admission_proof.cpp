// SPDX-License-Identifier: MIT
#include "smt/proofs/admission_proof.hpp"

#include "model/rules/admission_spec.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

struct AdmissionSpec {
  static constexpr bool covers(std::string_view) { return true; }
  template <class D>
  using Admitted = model::Admitted<D>;
  using Exit = model::AdmissionExit;
  static auto offer_group(auto& d, auto& now) { return model::offer_group(d, now); }
  static auto inject_one(auto& d, auto& now) { return model::inject_one(d, now); }
  static auto release_meant(auto& d, auto& now) { return model::release_meant(d, now); }
};

}  // namespace

std::vector<Obligation> admission_obligations() {
  return walk_admission_specs<AdmissionSpec>();
}

}  // namespace claimcheck::smt
