// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "properties/engines/environment.hpp"
#include "properties/judge/observe.hpp"

// Whether what an engine returned is what the contract says. Every mode asks here.

namespace claimcheck::judge {

enum class Agreement {
  none,     // the contract says something else
  done,     // the contract's outcome: the state is as it is after that
  refused,  // failed by injection, as A2 has it: the state is as it was (A1)
};

// `allowed` are the errors, as positive errnos, that an operation may return because of failures
// that were injected: none where none was.
Agreement agreement(const model::Operation& operation, const model::Outcome& outcome,
                    const Observed& observed, std::span<const int> allowed);

// Appends what a failure of the site may become, as the engine declares it.
void append_declared_errors(const claimcheck_engine_api& api, std::string_view site,
                            std::vector<int>& errors);

// The errors that were injected, and those that the engine declares they may become (A2).
std::vector<int> allowed_errors(const claimcheck_engine_api& api,
                                const engines::Environment& environment);

}  // namespace claimcheck::judge
