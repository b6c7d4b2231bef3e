// SPDX-License-Identifier: MIT
#include <iterator>

#include "smt/mutants/specification_mutant.hpp"

// What specification_mutant.cpp loads.

namespace claimcheck::smt {

std::vector<SpecificationMutant> lemma_mutants();
std::vector<SpecificationMutant> claim_mutants();
std::vector<SpecificationMutant> admission_mutants();
std::vector<SpecificationMutant> transition_mutants();
std::vector<SpecificationMutant> lock_mutants();

}  // namespace claimcheck::smt

extern "C" void claimcheck_list_specification_mutants(
    std::vector<claimcheck::smt::SpecificationMutant>* all) {
  using namespace claimcheck::smt;
  for (const auto list :
       {lemma_mutants, claim_mutants, admission_mutants, transition_mutants, lock_mutants}) {
    auto some = list();
    std::move(some.begin(), some.end(), std::back_inserter(*all));
  }
}
