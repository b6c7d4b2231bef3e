// SPDX-License-Identifier: MIT
#include "smt/sabotage/sabotage.hpp"

#include "model/claim_text.hpp"
#include "smt/admission_run.hpp"

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

std::vector<Sabotage> all_sabotages() {
  std::vector<Sabotage> all;
  for (const auto some : {lemma_sabotages, claim_sabotages, admission_sabotages,
                          transition_sabotages, lock_sabotages}) {
    for (auto& one : some()) all.push_back(std::move(one));
  }
  return all;
}

PlainRun run_claim_text(RunLog& log) {
  return PlainRunner<TheText>(log).run();
}

PlainRun run_admission_text(std::set<std::string>& reached) {
  return AdmissionRunner<TheAdmissionText>(reached).run();
}

PlainClaim claim_by_text() {
  return claim_plainly<TheText>;
}

}  // namespace claimcheck::smt
