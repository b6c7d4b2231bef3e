// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "model/operation.hpp"
#include "model/state.hpp"
#include "properties/judge/indexed_state.hpp"

namespace claimcheck::judge {

// The reference model's state along a trace: a plain one, or where it is large an indexed one,
// which is held against the plain model every so often.
class FollowedState {
 public:
  // `in_parts`: where it is large. The setup must outlive it.
  FollowedState(const model::Setup& setup, bool in_parts);

  // Where the operation failed by injection it must change nothing: the outcome alone. After the
  // last step a whole judgement is due.
  model::Outcome step(const model::Operation& operation, bool failed, bool is_last);

  // Of a large state, where after the step no whole judgement is due; else null.
  const IndexedState* in_parts() const;

  const model::State& whole();
  // No extent, and no device but each region's first.
  bool is_empty() const;
  bool is_nonvacuous(model::Clause theorem) const;  // as model::is_nonvacuous()
  // Of what the step touched, or where a whole judgement is due, or one is false, of all.
  std::optional<model::Clause> false_theorem();

 private:
  model::Outcome step_and_compare(const model::Operation& operation, bool failed);
  void choose_how();

  const model::Setup& setup_;
  const bool may_be_indexed_;
  model::State state_;                   // unless it is indexed
  std::optional<IndexedState> indexed_;  // a large one
  bool is_whole_due_ = false;            // of an indexed one: after this step
  std::size_t steps_ = 0;                // since one was due
  Slice slice_;
};

}  // namespace claimcheck::judge
