// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smt/mutants/specification_mutant.hpp"

namespace claimcheck::smt {

struct Refutation {
  std::string by_z3;          // the obligation that it has a counter-model of; empty where none
  std::string by_cvc5;        // the same
  std::string sentence;       // what by_z3 says, and is not so
  std::string counter_model;  // of by_z3: "term = value" lines
};

// A solver may give up on one obligation and have a counter-model of the next. Searched for with at
// most three members: what has a counter-model among few is refuted for any number.
Refutation refute(const SpecificationMutant& mutant);

// Whether the hypotheses can be true together, as far as a solver finds out: what is proved from
// hypotheses that cannot says nothing.
bool can_hold(const Obligation& obligation);

// The same of this many members, and of as many extents to look through, where they speak of them
// and do not say themselves that there is one at most.
bool can_hold_of_many(const Obligation& obligation, int many);

// Whether the goal can be false where nothing is assumed: what is true anyway needs no proof, and
// the obligation would say nothing of the specification.
bool can_be_false(const Obligation& obligation);

// Whether every great number in it is a 64-bit machine's: 2^64, or the greatest word.
bool is_of_64_bits(const Obligation& obligation);

}  // namespace claimcheck::smt
