// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smt/solve/answer.hpp"

// cvc5, a process of its own for each question, which it reads as a file. Optional: where it is
// not installed every answer is Status::not_run.

namespace claimcheck::smt::solve {

bool has_cvc5();
std::string cvc5_version();  // empty where there is none

enum class Seek {
  proof,  // instances of hypotheses
  model,  // small finite ones
};

// One try after the other with settings that are strong at different things; the first verdict
// counts. Each try may take budget_s seconds.
Answer ask_cvc5(const std::string& smtlib, Seek seek, unsigned budget_s = 10);

}  // namespace claimcheck::smt::solve
