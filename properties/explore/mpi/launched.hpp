// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>

#include "properties/explore/levels/exchange.hpp"

namespace claimcheck::explore {

// What mpirun, or another launcher, tells a program that it starts several times.
struct Launched {
  std::size_t rank = 0;
  std::size_t size = 1;
};

// Nothing where we are not one of several, and mpirun has not started us.
std::optional<Launched> launched();

// There is no way to the other ranks: what() is a sentence.
struct NoRanks : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The ranks of an MPI program; this process can be ended with all others.
class Ranks : public Exchange {
 public:
  [[noreturn]] virtual void end_all(int status) = 0;
};

// Joins the ranks, which takes all of them, until it is destroyed; at most once in a process. The
// part that knows of MPI is a shared object beside the program, so that the program itself runs
// where there is none. Throws NoRanks.
std::unique_ptr<Ranks> join_ranks(const Launched& launched);

}  // namespace claimcheck::explore
