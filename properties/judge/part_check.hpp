// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "properties/engines/engine.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/judge/indexed_state.hpp"

namespace claimcheck::judge {

// Looks at what an operation can have changed, and at nothing else.
class PartCheck {
 public:
  // Whether of what is named the engine shows what the state has, and the theorems are true of it.
  // Only where not is there anything to find out. The engine shows parts.
  bool passes(const model::Setup& setup, const IndexedState& state, const Names& names,
              engines::Running& engine);

 private:
  void ask_for(const Names& names);
  // What is available of a region is the slice's share then.
  void leave_out_others(const model::Setup& setup, const IndexedState& state);

  Slice slice_;
  std::vector<claimcheck_part> parts_;
  engines::Snapshot shown_;
};

}  // namespace claimcheck::judge
