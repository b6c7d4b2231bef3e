// SPDX-License-Identifier: MIT
// What is measured, as Google Benchmarks. A benchmark's name says all: "claim/indexed/1000/16" is
// a claim on that engine in a region of 1,000 extents in groups of 16.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace claimcheck::bench {

// Operations are timed in batches, each on a device and a group of its own, so that reading the
// clock costs next to nothing; what undoes them is not timed.
inline constexpr std::size_t max_in_batch = 64;

// One operation on one thread, in nanoseconds of its own processor time.
void register_operations(std::size_t max_extents);
// Operations, each with what undoes it, on one and two threads, in nanoseconds of the clock on the
// wall divided by how many were done by all threads together.
void register_threads();

std::string name(const std::string& operation, const std::string& engine, std::size_t extents,
                 std::size_t group_size);
// "threads/claim/indexed/2-tags": what two threads do at once on two tags of one region.
std::string threads_name(const std::string& operation, const std::string& engine,
                         const std::string& sharing);

}  // namespace claimcheck::bench
