// SPDX-License-Identifier: MIT
#pragma once

#include "properties/generate/sequences.hpp"

// Many of something, and one thing many times: so that what counts in 8 or 16 bits, grows, wears
// out or is not given back shows.

namespace claimcheck::generate {

// How often many_times() does it: dozens, hundreds, about a thousand, or more than 16 bits count.
enum class Times { dozens, hundreds, thousand, past_16_bits };

inline constexpr std::size_t cycles = 10;
inline constexpr std::size_t crowding_cycles = 2;  // behind those: what is made stays

// One thing over and over: one of `cycles`, each of which leaves all as it was, or with a larger
// number one of `crowding_cycles`, devices made or extents injected in a row.
Plan many_times(Choices& choices, const Scene& scene, std::uint32_t region, std::size_t cycle,
                Times times);

// A group of five to hundreds of members, numbered by the engine or in an order of the device's
// own, its claim, reads of its first, last and some other mappings, its giving back, and the same
// claim by another device.
Plan large_group(Choices& choices, const Scene& scene, std::uint32_t region);

// A region without extents gets all that it holds, in one to four parts about powers of two: what
// is available, a device's size, its last byte and its page offsets are then as large as they can
// be. One device claims it, is read, and gives it back.
Plan whole_region(Choices& choices, const Scene& scene, std::uint32_t region);

// As many extents as there are sequence numbers in one offer, the most that M2 takes, numbered
// by the engine or by the device; or one more
// than that without a tag, which need none. A claim of them, and a read of the
// last mapping.
inline constexpr std::size_t full_offers = 3;
std::uint16_t seq_base_of_full(std::size_t number);
Plan full_offer(Choices& choices, const Scene& scene, std::size_t number);

// A group of one or two extents for each tag that the trace has, in any order; then claims of some,
// and releases of others.
Plan group_of_each_tag(Choices& choices, const Scene& scene, std::uint32_t region);

// So many devices, each with an untagged extent of its own; then some give it back or go, and
// some get a driver.
Plan many_devices(Choices& choices, const Scene& scene, std::uint32_t region, std::uint64_t count);

}  // namespace claimcheck::generate
