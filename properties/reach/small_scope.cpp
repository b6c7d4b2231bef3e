// SPDX-License-Identifier: MIT
#include "properties/reach/small_scope.hpp"

#include <algorithm>

#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/reach/abstraction.hpp"

namespace claimcheck::reach {
namespace {

// One worker, so that one vector and one Abstraction do.
class Collecting : public explore::claim::ClaimModel {
 public:
  Collecting(const explore::claim::Scope& scope, Abstraction& abstraction,
             std::vector<std::uint64_t>& states)
      : ClaimModel(scope), abstraction_(abstraction), states_(states) {}

  void check(const State& state, explore::Observer&) {
    states_.push_back(abstraction_.of(common().trace.setup.regions[0], state.value.regions[0]));
  }

 private:
  Abstraction& abstraction_;
  std::vector<std::uint64_t>& states_;
};

}  // namespace

explore::claim::Scope small_scope() {
  explore::claim::Scope scope;
  scope.tags = 1;
  return scope;
}

std::vector<std::uint64_t> states_of(const explore::claim::Scope& scope) {
  Abstraction abstraction;
  std::vector<std::uint64_t> states;
  explore::Options options;
  options.symmetry = true;
  explore::explore(Collecting(scope, abstraction, states), options);
  std::ranges::sort(states);
  states.erase(std::unique(states.begin(), states.end()), states.end());
  return states;
}

}  // namespace claimcheck::reach
