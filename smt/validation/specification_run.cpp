// SPDX-License-Identifier: MIT
#include "smt/validation/specification_run.hpp"

#include "smt/validation/admission_run.hpp"

namespace claimcheck::smt {
namespace {

struct TheAdmissionSpec {
  static constexpr bool covers(std::string_view) { return true; }
  template <class D>
  using Admitted = model::Admitted<D>;
  static auto offer_group(auto& d, auto& now) { return model::offer_group(d, now); }
  static auto inject_one(auto& d, auto& now) { return model::inject_one(d, now); }
  static auto release_meant(auto& d, auto& now) { return model::release_meant(d, now); }
};

}  // namespace

ConcreteRun run_claim_spec(RunLog& log) {
  return ConcreteRunner<TheClaimSpec>(log).run();
}

ConcreteRun run_admission_spec(std::set<std::string>& reached) {
  return AdmissionRunner<TheAdmissionSpec>(reached).run();
}

ConcreteClaimRun claim_by_spec() {
  return claim_concretely<TheClaimSpec>;
}

}  // namespace claimcheck::smt
