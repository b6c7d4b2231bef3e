// SPDX-License-Identifier: MIT
#pragma once

#include "properties/concurrent/drawn_cases.hpp"
#include "properties/faults/matrix.hpp"
#include "properties/search/search.hpp"

// What the random modes of a run search, and how: the same for every command that searches. What
// is passed by reference must outlive the work.

namespace claimcheck::modes {

search::Work check_work(const engines::Engine& engine, std::uint64_t seed);

// What is made to fail is counted in `matrix`, which lies in shared memory.
search::Work fault_work(const engines::Engine& engine, std::uint64_t seed, faults::Matrix& matrix);

search::Work concurrent_work(const engines::Engine& engine, const concurrent::DrawnCases& cases);

}  // namespace claimcheck::modes
