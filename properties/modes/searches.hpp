// SPDX-License-Identifier: MIT
#pragma once

#include "properties/concurrent/drawn_cases.hpp"
#include "properties/faults/matrix.hpp"
#include "properties/search/search.hpp"

// What the random modes of a run search, and how: the same for every command that searches. What
// is passed by reference must outlive the work.

namespace claimcheck::modes {

// Told of each trace before it runs, with a number that rises; again where it runs again.
using Generated = std::function<void(std::uint64_t number, const model::Trace& trace)>;

search::Work check_work(const engines::Engine& engine, std::uint64_t seed,
                        const Generated& generated = {});

// What is made to fail is counted in `matrix`, which lies in shared memory.
// `generated` is told of the traces with random failures.
search::Work fault_work(const engines::Engine& engine, std::uint64_t seed, faults::Matrix& matrix,
                        const Generated& generated = {});

search::Work concurrent_work(const engines::Engine& engine, const concurrent::DrawnCases& cases,
                             const Generated& generated = {});

}  // namespace claimcheck::modes
