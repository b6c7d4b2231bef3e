// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/text/wrap.hpp"

namespace claimcheck::replay {

// What a step changed on each side, one line beside the other; empty where that side has none.
struct Row {
  std::string contract;
  std::string engine;
  bool same = true;
};

// A replay in slow motion: for each step its line, what the contract and the engine return, and
// what changed in the state of each, side by side.
class Explanation {
 public:
  // No line of a step's text is wider than `width`.
  Explanation(const model::Trace& trace, std::string engine, std::size_t width = text::any_width);

  // Text for one step; called for the steps in order.
  std::string step(const judge::StepReport& report);

  // The same as values: the first row is what is returned. Called for the steps in order, in the
  // place of step().
  std::vector<Row> rows(const judge::StepReport& report);

 private:
  std::string wanted(const judge::StepReport& report) const;

  const model::Trace& trace_;
  std::string engine_;
  std::size_t width_;
  std::vector<std::string> contract_lines_;  // of the state before the step
  std::vector<std::string> engine_lines_;
};

}  // namespace claimcheck::replay
