// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

// How likely one more draw is to show something that none before it did.

namespace claimcheck::reach {

// Counts over draws that each hold several features. A draw is single where it holds a feature
// that no other draw has, and paired where it is not single and holds one that exactly one other
// has.
struct Draws {
  std::uint64_t all = 0;        // that were made
  std::uint64_t looked_at = 0;  // a random sample of them, or all: what the rest is out of
  std::uint64_t single = 0;
  std::uint64_t paired = 0;
};

struct Novelty {
  double chance = 0;
  double error = 0;    // one standard error of `chance`
  double highest = 1;  // one-sided, 95 in 100
};

// Good's estimator of the missing mass (Good, "The population frequencies of species and the
// estimation of population parameters", Biometrika 1953), written as leave-one-out: a draw is new
// to all others exactly where it is single, and each is as good a next one as any. Good's draws
// have one species each, and his count of singletons is that of single draws; a trace has many
// features, so that we count traces and not features.
//
// The error is Esty's for one species a draw (Annals of Statistics 1983): the variance of the
// estimator less the missing mass is (n1 (1 - n1/n) + 2 n2) / n^2, where 2 n2 is the number of
// draws that are paired. Two departures: where only a sample of the draws is looked at, the first
// term is over the sample's size; and what is rare with other features in a trace is not
// independent of them, which the calibration in novelty_test.cpp covers and the formula does not.
Novelty novelty(const Draws& draws);

}  // namespace claimcheck::reach
