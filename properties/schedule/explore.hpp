// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "properties/schedule/scheduler.hpp"

namespace claimcheck::schedule {

struct Limits {
  std::uint64_t max_executions = ~std::uint64_t{0};
  /// Called after every `progress_every` executions with how many were run; 0 for never.
  std::uint64_t progress_every = 0;
  std::function<void(std::uint64_t)> progress = {};
};

/// Why a search ended. Only Complete means that every behaviour was seen.
enum class Verdict : std::uint8_t {
  complete,  ///< the strategy is exhaustive and ran to its end
  sampled,   ///< the strategy ran to its end, and is not exhaustive or had to cut executions short
  bound,     ///< Limits::max_executions was reached, and there was more to run
  stopped,   ///< the visitor said so
};

std::string_view to_string(Verdict verdict);

struct Exploration {
  Verdict verdict = Verdict::complete;
  std::uint64_t executions = 0;  ///< run to their own end, whatever it was
  std::uint64_t given_up = 0;    ///< begun and given up by the strategy as redundant
};

/// Looks at one execution; false ends the search.
using Visitor = std::function<bool(const Execution&)>;

/// Runs `program` as long as the strategy has more, the limits allow it, and the visitor wants.
/// The visitor does not see executions that were given up.
Exploration explore(Scheduler& scheduler, const Program& program, Strategy& strategy,
                    const Limits& limits, const Visitor& visit);

}  // namespace claimcheck::schedule
