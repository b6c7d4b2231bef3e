// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "smt/symbolic/obligation.hpp"
#include "smt/symbolic/weakener.hpp"

// Specifications made weaker by machine: each conjunct of each statement dropped, each comparison
// weakened or true, each statement about all things true, each word of another size. One change is
// made wherever the operator is evaluated, as a change of the text would be. Something has to
// notice it.

namespace claimcheck::smt {

struct Weakening {
  Site site;
  Change change = Change::none;
  std::size_t nth = 0;  // of the operators of this kind in the file, from 1

  // "model/rules/claim_spec.hpp: && 14 drops its right side": the same with every compiler, and
  // whatever stands on the lines between.
  std::string name() const;
};

// In the order of files and lines. All that the walks of all specifications meet.
std::vector<Weakening> all_weakenings();

// What notices a weakening, the first of these.
enum class Noticed {
  walk,     // the specification is refused
  proof,    // an obligation is not proved
  vacuity,  // a goal is true whatever is assumed, or no state meets the hypotheses
  model,    // a run of the model differs
  theorem,  // a theorem says less than the model's
  rogue,    // a step passes that no engine may take
  limit,    // a number that is none of a 64-bit machine
  ledger,   // nothing but the page, where a line changes
  nothing,
};

const char* to_string(Noticed by);  // "proof"

struct WeakeningResult {
  Weakening weakening;
  Noticed by = Noticed::nothing;
  std::string where;  // the obligation, or what differs
  // Where only the ledger notices: which lines change.
  bool in_goals = false;
  bool in_hypotheses = false;

  // By something that fails, and not only in the text of a page.
  bool is_noticed() const { return by != Noticed::ledger && by != Noticed::nothing; }
  // Why nothing else does, by what changes.
  std::string reason() const;
};

// What fewer of them notice is a specification of which too much could be dropped.
inline constexpr std::size_t least_noticed_percent = 75;
bool enough_noticed(const std::vector<WeakeningResult>& results);

// Every `stride`th, `threads` at once; those alone that were tried before `ends_early`, which is
// asked from any thread.
std::vector<WeakeningResult> try_weakenings(
    std::size_t stride, unsigned threads,
    const std::function<bool()>& ends_early = [] { return false; });

}  // namespace claimcheck::smt
