// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/judge/conformance.hpp"

namespace claimcheck::judge {

// A defect with the trace that shows it.
struct Finding {
  judge::Defect defect;
  std::string message;      // what was seen, what was expected, at the step
  std::size_t step = 0;     // place in trace.steps
  model::Trace trace;       // shrunk
  std::uint64_t index = 0;  // the number of the generated trace that it was found in
  std::size_t unshrunk_steps = 0;
  std::size_t attempts = 0;              // runs that shrinking took
  bool shrunk_to_end = true;             // false: the budget of attempts ran out first
  std::string search = "random search";  // what found it
  bool reproduced = true;                // false: the shrunk trace did not fail when run once more
  std::vector<std::string> last_lines;   // that the dying process wrote to standard error
};

// Of a trace that ends with the difference. Where `engine` is empty it is the model's own.
Finding finding_of(Difference difference, model::Trace trace, const std::string& engine);

}  // namespace claimcheck::judge
