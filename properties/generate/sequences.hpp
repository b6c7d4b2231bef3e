// SPDX-License-Identifier: MIT
#pragma once

#include <deque>

#include "properties/generate/extents.hpp"

// Several operations that only together meet what they are about, and by chance hardly ever would.

namespace claimcheck::generate {

using Plan = std::deque<model::Operation>;  // in order; others may come between

// Extents injected one by one that come to a group, dense or only nearly so: a number is missing,
// or twice there, or all are one too high (T2). Then a claim of it.
Plan injected_group(Choices& choices, const Scene& scene, std::uint32_t region);

// An extent with a tag that a device has claimed already, then what meets a group of which only a
// part is in use: its release (M7), a claim (T1), or the device's size 0 (V3). Empty where no
// device of the region has claimed a tag.
Plan late_extent(Choices& choices, const Scene& scene, std::uint32_t region);

// A claim without a tag where there are two extents to choose from, its giving back, and the same
// claim: it gets the same extent, the one that arrived first (U1). Empty where every device of the
// region is claimed.
Plan untagged_in_turn(Choices& choices, const Scene& scene, std::uint32_t region);

// A write to a claimed device that has a driver, while its region has none: two reasons to refuse
// it, of which the contract tells the first (W4 before W6, and the order of V3). Empty where no
// device of the region is claimed.
Plan two_drivers(Choices& choices, const Scene& scene, std::uint32_t region);

// Some of the files that tell of what a claimed device has. Empty where no device of the
// region is claimed.
Plan some_reads(Choices& choices, const Scene& scene, std::uint32_t region);

}  // namespace claimcheck::generate
