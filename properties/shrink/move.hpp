// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "model/operation.hpp"
#include "model/state.hpp"
#include "model/trace/trace.hpp"

namespace claimcheck::shrink {

// Moves what an operation says about the region from one setup of it to another: places and
// lengths in units of half the align, and seqs as far as the sequence base moves.
void move(model::Operation& operation, std::uint32_t region, const model::RegionSetup& from,
          const model::RegionSetup& to);

// Every start that an operation names in the region.
template <class Use>
void each_start(model::Trace& trace, std::uint32_t region, Use use) {
  for (auto& step : trace.steps) {
    if (auto* offer = std::get_if<model::Offer>(&step.operation)) {
      if (offer->region != region) continue;
      for (auto& member : offer->members) use(member.start);
    } else if (auto* inject = std::get_if<model::Inject>(&step.operation)) {
      if (inject->region == region) use(inject->member.start);
    } else if (auto* release = std::get_if<model::ReleaseUntagged>(&step.operation)) {
      if (release->region == region) use(release->start);
    }
  }
}

}  // namespace claimcheck::shrink
