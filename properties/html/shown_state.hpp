// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/trace/trace.hpp"
#include "properties/engines/snapshot.hpp"

namespace claimcheck::html {

// The contract's state as an engine would show it.
engines::Snapshot snapshot_of(const model::Setup& setup, const model::State& state);

// A member of an offer that never arrived (T3).
struct LostMember {
  std::uint32_t region = 0;
  std::uint64_t start = 0;   // bytes, absolute
  std::uint64_t length = 0;  // bytes
  model::Uuid tag;
  std::uint16_t seq = 0;
};

// The members lost in the offers up to and with the step, of tags that the region still has.
std::vector<LostMember> lost_members(const model::Trace& trace, std::size_t step,
                                     const engines::Snapshot& contract);

model::Uuid uuid_of(const claimcheck_extent& extent);

// Whether the snapshot shows the same of the extent, or of the device.
bool has_extent(const engines::Snapshot& snapshot, const claimcheck_extent& extent);
bool has_device(const engines::Snapshot& snapshot, const engines::SeenDevice& device);

}  // namespace claimcheck::html
