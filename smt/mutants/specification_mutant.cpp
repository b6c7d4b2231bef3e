// SPDX-License-Identifier: MIT
#include "smt/mutants/specification_mutant.hpp"

#include "model/rules/claim_spec.hpp"
#include "smt/validation/admission_run.hpp"

namespace claimcheck::smt {
namespace {

struct TheText {
  template <class D>
  using Holding = model::Holding<D>;
  static constexpr auto claimed = model::ClaimExit::claimed;
  static auto claim_group(auto& d, auto& now) { return model::claim_group(d, now); }
  static auto claim_untagged(auto& d, auto& now) { return model::claim_untagged(d, now); }
  static void give_back(auto& d, auto& now) { model::give_back(d, now); }
};

struct TheAdmissionText {
  template <class D>
  using Admitted = model::Admitted<D>;
  static auto offer_group(auto& d, auto& now) { return model::offer_group(d, now); }
  static auto inject_one(auto& d, auto& now) { return model::inject_one(d, now); }
  static auto release_meant(auto& d, auto& now) { return model::release_meant(d, now); }
};

}  // namespace

std::vector<SpecificationMutant> all_specification_mutants() {
  std::vector<SpecificationMutant> all;
  for (const auto some :
       {lemma_specification_mutants, claim_specification_mutants, admission_specification_mutants,
        transition_specification_mutants, lock_specification_mutants}) {
    for (auto& one : some()) all.push_back(std::move(one));
  }
  return all;
}

ConcreteRun run_claim_text(RunLog& log) {
  return PlainRunner<TheText>(log).run();
}

ConcreteRun run_admission_text(std::set<std::string>& reached) {
  return AdmissionRunner<TheAdmissionText>(reached).run();
}

ConcreteClaimRun claim_by_text() {
  return claim_plainly<TheText>;
}

}  // namespace claimcheck::smt
