// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "properties/faults/matrix.hpp"
#include "properties/generate/choices.hpp"
#include "properties/search/search_range.hpp"

// Every fallible step fails: clauses A1 to A4.
//
// As SQLite's malloc tests and the kernel's fail-nth do it: a clean pass counts what each operation
// asks; then, operation by operation, the n-th asking of each site fails, once, with no memory and
// with another of the errors that it may give in turn, and then everything from the n-th asking on,
// of whatever site, until nothing is left to fail. After the failed operation the same one is tried
// again without a failure (A3), but for each fourth time, and the next operations of the trace
// follow, and then all is given back (A4). In short traces failures in two and three operations
// follow.

namespace claimcheck::faults {

inline constexpr std::size_t max_with_pairs = 4;  // operations
inline constexpr std::size_t max_swept = 40;      // operations; what follows them is left out
inline constexpr std::size_t max_rest = 3;        // operations behind the one that failed
inline constexpr std::uint64_t max_work = 500;    // operations of all attempts, on small states

// Sweeps one trace. What fails is counted in `matrix`.
std::optional<search::Failure> sweep(const search::SearchContext& context, model::Trace trace,
                                     Matrix& matrix);

// The trace with each operation first failed at every site that it asks, with every error that the
// site may give, and then done: by A1 what fails changes nothing, so that one trace has them all,
// and each state meets the operation after all of its failures (A3). Of so many failures at most.
inline constexpr std::size_t max_every_error = 600;
model::Trace with_every_error(const search::SearchContext& context, const model::Trace& trace);

// A failure at a site of the engine, which has some.
model::Fault random_fault(generate::Choices& choices, const claimcheck_engine_api& api);

// The trace with failures put on few, some or most of its operations, at sites of the engine, by
// chance: another one for each variant.
model::Trace with_random_faults(model::Trace trace, const claimcheck_engine_api& api,
                                std::uint64_t seed, std::uint64_t index, std::uint64_t variant);

}  // namespace claimcheck::faults
