// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace claimcheck::smt::solve {

enum class Status {
  proved,   // unsat
  refuted,  // sat
  unknown,  // the solver gave up, or its budget ran out
  failed,   // the solver complained, crashed or said something else: never a verdict
  not_run,  // there is no such solver here
};

const char* to_string(Status status);

struct Answer {
  Status status = Status::not_run;
  std::string said;          // by a solver that failed or gave up
  std::uint64_t effort = 0;  // Z3's rlimit count; 0 where none was told
  std::string model;         // where refuted, "term = value" lines of what was asked for
};

}  // namespace claimcheck::smt::solve
