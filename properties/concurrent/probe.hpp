// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "properties/concurrent/drawn_cases.hpp"
#include "properties/search/search_range.hpp"

// The search for defects that need threads, one case by its number: first every pair of
// operations, in every state that is listed, then every triple, as they are and with one failure at
// every site; then random cases.

namespace claimcheck::concurrent {

inline constexpr std::uint64_t max_executions = 4'000;  // of one case; more are sampled
inline constexpr std::uint64_t sampled_executions = 400;

// How many cases are exhaustive; those from here on are random.
std::uint64_t exhaustive_cases(const claimcheck_engine_api& api);

// And how many of the first of them have two threads at most.
std::uint64_t pair_cases(const claimcheck_engine_api& api);

// The trace of a case, without failures of the exhaustive part.
model::Trace case_of(const claimcheck_engine_api& api, std::uint64_t seed, std::uint64_t index);

// How many threads have operations in it.
std::size_t thread_count(const model::Trace& trace);

// Whether an engine breaks a clause where the threads' operations run one after another, in some
// order that keeps each thread's own.
bool differs_without_threads(const engines::Engine& engine, const model::Trace& trace);

// Whether what is left is taken down in another way than the contract's though nothing ran beside
// it: in some order of the operations, one after another.
bool ends_badly_without_threads(const engines::Engine& engine, const model::Trace& trace);

// A defect that shows without threads, the operations one after another in some order, is not
// counted here: it is the other searches' to find.
search::Probe probe(DrawnCases cases);

// The same, of one case alone, without failures besides its own.
search::Probe probe_of(const model::Trace& trace);

}  // namespace claimcheck::concurrent
