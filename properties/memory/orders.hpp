// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/memory/explore.hpp"

// How strong the orders of a text have to be: each is made weaker, one at a time, and the programs
// are explored again.

namespace claimcheck::memory {

/// A kind of step of the text under test.
struct Site {
  std::string part;
  Kind kind = Kind::read;
  Change change = Change::set;
  Order order = Order::relaxed;

  friend auto operator<=>(const Site&, const Site&) = default;
};

/// "lock: exchange, release", as the standard names it.
std::string to_string(const Site& site);

struct Weakened {
  Site site;
  Order order = Order::relaxed;  ///< to which it was made
  std::string program;           ///< the first that is wrong then; empty where none is
  std::string what;              ///< is wrong
  bool is_known = true;          ///< else none was found wrong, but not all were seen to hold
};

/// Every order of the programs that is stronger than relaxed, made each one that is weaker. The
/// limit is that of one exploration.
std::vector<Weakened> weaken_orders(const std::vector<Program>& programs,
                                    std::size_t max_graphs = Options{}.max_graphs);

/// The exploration of a program with one kind of step made weaker.
Exploration explore_weakened(const Program& program, const Site& site, Order order,
                             std::size_t max_graphs = Options{}.max_graphs);

}  // namespace claimcheck::memory
