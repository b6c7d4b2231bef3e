// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/trace/trace.hpp"
#include "properties/schedule/random.hpp"

// Traces that are a little different from a given one: by operation, never by byte. What comes out
// is a trace that its own text says again, and that runs without threads: for a fuzzer, which looks
// for what is new and keeps it. A function of its arguments and of nothing else.

namespace claimcheck::mutate {

using schedule::Random;

// More operations than this no mutation makes.
inline constexpr std::size_t max_steps = 512;

// With one to four changes.
model::Trace mutated(const model::Trace& trace, Random& random);

// The beginning of one and then a part of another, which is made to be about what the first has.
model::Trace spliced(const model::Trace& first, const model::Trace& second, Random& random);

// The same of texts, of at most so many bytes: a text that is no trace is taken for the shortest
// one. Where nothing is short enough, an empty text.
std::string mutated_text(std::string_view text, std::size_t max_size, std::uint64_t seed);
std::string spliced_text(std::string_view first, std::string_view second, std::size_t max_size,
                         std::uint64_t seed);

}  // namespace claimcheck::mutate
