// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/world_domain.hpp"

namespace claimcheck::smt {

// The symbolic interpretation of what is counted over all extents and devices of a state: both are
// listed, and the sums of account_spec.hpp are functions.
class AccountDomain : public WorldDomain {
 public:
  enum class Sums : bool { none, all };

  // Gives the walk what the functions mean of the state "now", sums where they are wanted.
  explicit AccountDomain(Walk& walk, Sums sums = Sums::all);

  Index the_place() { return apply<Index>("the_place"); }

  Index extents() { return word("extents"); }
  Extent extent(const Index& i) { return apply<Extent>("extent", i); }
  Index listed_at(const Extent& e) { return apply<Index>("listed_at", e); }
  Index devices() { return word("devices"); }
  Device device(const Index& j) { return apply<Device>("device", j); }
  Index device_at(const Device& v) { return apply<Index>("device_at", v); }

  // Sums over the first k extents, or j devices.
  Index all_before(const Index& k) { return apply<Index>("all_before", k); }
  Index free_before(const Index& k) { return apply<Index>("free_before", k); }
  Index in_ranges_before(const Index& j, const Index& q, const Index& k) {
    return apply<Index>("in_ranges_before", j, q, k);
  }
  Index owned_before(const Index& j, const Index& k) { return apply<Index>("owned_before", j, k); }
  Index claimed_before(const Index& j) { return apply<Index>("claimed_before", j); }

 private:
  void give_lists(World& now);
  void give_sums(World& now);
};

// Lists alone.
struct ListDomain : AccountDomain {
  explicit ListDomain(Walk& walk) : AccountDomain(walk, Sums::none) {}
};

}  // namespace claimcheck::smt
