// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "properties/linearizability/history.hpp"
#include "properties/linearizability/search.hpp"

namespace claimcheck::linearizability {

enum class Verdict : std::uint8_t {
  linearizable,
  violation,
  unknown,  ///< the bound on steps was reached; never a success
};

/// An operation that could come next in real time, and why the model forbids it there.
struct Refusal {
  std::size_t call = 0;  ///< index into the history
  std::string reason;
};

struct Result {
  Verdict verdict = Verdict::unknown;
  /// Indices into the history. Linearizable: an order of all operations that returned, and of
  /// the pending ones that took effect. Otherwise: the longest legal prefix found; of several
  /// the first.
  std::vector<std::size_t> order;
  /// Of a violation: every operation that real time lets come next behind `order`. Not empty.
  std::vector<Refusal> refusals;
  std::uint64_t steps = 0;  ///< how often the model was asked
};

/// Whether the history equals some order of its operations, one at a time, that respects real
/// time and that the model allows from `initial` on. Asks the model at most `max_steps` times.
/// Takes time exponential in the number of operations that overlap, not in the whole history's.
template <SequentialModel Model>
Result check(const Model& model, const typename Model::State& initial,
             const History<Model>& history, std::uint64_t max_steps) {
  Search<Model> search(model, initial, history, max_steps);
  Result result;
  const bool found = search.run();
  result.steps = search.steps();
  result.order = search.longest();
  if (found) {
    result.verdict = Verdict::linearizable;
  } else if (search.exhausted()) {
    result.verdict = Verdict::violation;
    for (const std::size_t call : search.candidates_behind_longest()) {
      result.refusals.push_back({call, model.why(search.state_behind_longest(), history[call])});
    }
  }
  return result;
}

}  // namespace claimcheck::linearizability
