// SPDX-License-Identifier: MIT
#pragma once

#include "properties/faults/matrix.hpp"
#include "properties/hunt/hunt.hpp"

// What the random modes of a run search, and how: the same for every command that searches. What
// is passed by reference must outlive the work.

namespace claimcheck::command {

hunt::Work check_work(std::uint64_t seed);

// What is made to fail is counted in `matrix`, which lies in shared memory.
hunt::Work fault_work(const driver::Engine& engine, std::uint64_t seed, faults::Matrix& matrix);

hunt::Work concurrent_work(const driver::Engine& engine, std::uint64_t seed);

}  // namespace claimcheck::command
