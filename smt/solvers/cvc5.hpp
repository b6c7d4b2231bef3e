// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smt/solvers/answer.hpp"

// cvc5, a process of its own for each question, which it reads as a file. Optional: where it is
// not installed every answer is Status::not_run.

namespace claimcheck::smt::solve {

bool has_cvc5();
std::string cvc5_version();  // empty where there is none

enum class Seek {
  proof,  // with no settings: the file is decided as anyone who has the file would
  model,  // small finite ones
};

Answer ask_cvc5(const std::string& smtlib, Seek seek, unsigned budget_s = 10);

}  // namespace claimcheck::smt::solve
