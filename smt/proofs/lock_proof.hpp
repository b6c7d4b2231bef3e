// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "smt/proofs/lock_state.hpp"
#include "smt/symbolic/world_domain.hpp"

namespace claimcheck::smt {

struct ThreadName {
  static constexpr const char* sort = "Thread";
};

struct LockName {
  static constexpr const char* sort = "Lock";
};

class LockDomain : public Symbolic {
 public:
  using Thread = Thing<ThreadName>;
  using Region = Thing<RegionName>;
  using Device = Thing<DeviceName>;
  using Extent = Thing<ExtentName>;
  using Tag = Thing<TagName>;
  using Lock = Thing<LockName>;
  template <class V, class... K>
  using Map = smt::Map<V, K...>;

  using Symbolic::Symbolic;

  Region home(const Extent& e) { return apply<Region>("home", e); }
  Tag tag(const Extent& e) { return apply<Tag>("tag", e); }
  Region region_of(const Device& v) { return apply<Region>("region_of", v); }
  // Of the groups with this tag in this region. Several may share one.
  Lock guard(const Region& r, const Tag& a) { return apply<Lock>("guard", r, a); }
  void when(const Bool& guard) {
    walk().assume(Given::branch, "when", guard.term, "when the step can be taken");
  }
};

struct LockStep {
  std::string name;
  std::function<void(LockDomain&, Net<LockDomain>&, Move<LockDomain>)> run;
  int line;  // of the specification
};

// That each step keeps each invariant of lock_invariant_spec.hpp. The steps are those of
// lock_spec.hpp, or of a mutant.
std::vector<Obligation> walk_steps(const std::vector<LockStep>& steps);

}  // namespace claimcheck::smt
