// SPDX-License-Identifier: MIT
#include "model/clause.hpp"

#include <algorithm>
#include <array>

namespace claimcheck::model {
namespace {

using enum Clause;
using enum Needs;

constexpr std::array<ClauseInfo, clause_count> table{{
    {W0, "W0", operation, "K", "a write of no bytes returns 0; the text of another ends at a NUL"},
    {W1, "W1", operation, "P", "uuid of a device whose region is not dynamic: EOPNOTSUPP"},
    {W2, "W2", operation, "P H",
     "uuid text is 0 or a UUID, at most one newline after: else EINVAL"},
    {W3, "W3", failure, "P", "interrupted while waiting for the region lock: EINTR"},
    {W4, "W4", operation, "P", "region driver not bound: ENXIO"},
    {W5, "W5", failure, "P", "interrupted while waiting for the device lock: EINTR"},
    {W6, "W6", operation, "R N", "the device has capacity already: EBUSY, whatever the text says"},
    {W7, "W7", operation, "P", "a successful write returns the length of the text"},
    {T1, "T1", operation, "P", "no free extent of this region carries the tag: ENOENT"},
    {T2, "T2", operation, "P S", "seqs are base..base+n-1, each once: else EINVAL"},
    {T3, "T3", operation, "P H",
     "a group offered as n has n members, the last included: else EINVAL"},
    {T4, "T4", operation, "N H", "every member's start and length are aligned: else EINVAL"},
    {T5, "T5", operation, "P", "a claim gives the whole group in seq order, each extent used once"},
    {U1, "U1", operation, "P H", "0 takes one extent: the first free untagged aligned one"},
    {U2, "U2", operation, "P H", "no free untagged extent: ENOENT; none of them aligned: EINVAL"},
    {A1, "A1", operation, "P", "an operation that returns an error changes nothing"},
    {A2, "A2", failure, "P K", "an injected failure is returned, and changes nothing"},
    {A3, "A3", failure, "H", "what failed by injection succeeds when tried again without it"},
    {A4, "A4", operation, "H", "nothing is held once all is deleted and released, or destroyed"},
    {A5, "A5", operation, "H", "no operation makes the engine warn, whatever it is given"},
    {R1, "R1", operation, "P K", "unbinding a region's driver keeps all, or drops all that it has"},
    {R2, "R2", operation, "K H", "a region that dropped all: ENODEV, and ENXIO for extents"},
    {R3, "R3", operation, "K", "bound again, a region that dropped all is as it was at first"},
    {V1, "V1", operation, "R N", "uuid reads as the claimed tag, else as the null UUID"},
    {V2, "V2", operation, "", "size reads as the sum of the ranges"},
    {V3, "V3", operation, "N", "size takes what it is now, or 0 to give all back, and no more"},
    {V4, "V4", operation, "P", "the modes of uuid, align and size follow the region's kind"},
    {V5, "V5", operation, "N", "available_size is the sum of the free extents"},
    {V6, "V6", operation, "N", "delete: not while in use, never the first; gone is ENODEV"},
    {V7, "V7", operation, "N", "a driver binds once, and only to a device that has capacity"},
    {V8, "V8", operation, "N", "create: not on a static region, not where nothing is available"},
    {V9, "V9", operation, "K", "resource reads as the first range's start, else the region's base"},
    {V10, "V10", operation, "K H", "a mapping's start, end and page offset are its own range's"},
    {M1, "M1", operation, "N", "a shared offer has a tag: else EINVAL"},
    {M2, "M2", operation, "P N H", "shared seqs are dense; others are numbered as they arrive"},
    {M3, "M3", operation, "N", "a tag is offered once on the host while its extents live: EEXIST"},
    {M4, "M4", operation, "N", "members are aligned and inside: else EINVAL; overlap: ENOSPC"},
    {M5, "M5", operation, "N", "an offer that is refused adds nothing"},
    {M6, "M6", operation, "N", "inject refuses only what cannot be placed: ENOSPC"},
    {M7, "M7", operation, "N", "release takes all of a tag or, while any is in use, none"},
    {C1, "C1", threads, "P", "every concurrent history equals some sequential one"},
    {C2, "C2", threads, "P", "of those racing for one tag, or one device, exactly one wins"},
    {C3, "C3", threads, "P", "no deadlock, no data race, no part of a group is ever seen"},
    {I1, "I1", operation, "", "no extent is in two devices"},
    {I2, "I2", operation, "", "an extent's use count is 1 when a device holds it, else 0"},
    {I3, "I3", operation, "", "a device holds nothing, one untagged extent, or a whole group"},
    {I4, "I4", operation, "", "device sizes and available size add up, in every region"},
    {I5, "I5", operation, "", "T2 and T3 never refuse what was offered without loss"},
    {I6, "I6", operation, "", "ranges are in dense seq order, page offsets their prefix sums"},
}};

static_assert(std::ranges::all_of(table, [](const ClauseInfo& row) {
  return &row == &table[static_cast<std::size_t>(row.clause)];
}));

}  // namespace

std::span<const ClauseInfo> clauses() {
  return table;
}

const ClauseInfo& info(Clause clause) {
  return table[static_cast<std::size_t>(clause)];
}

std::optional<Clause> parse_clause(std::string_view name) {
  const auto row = std::ranges::find(table, name, &ClauseInfo::name);
  if (row == table.end()) return std::nullopt;
  return row->clause;
}

}  // namespace claimcheck::model
