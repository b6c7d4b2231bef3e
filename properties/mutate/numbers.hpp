// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "model/trace/trace.hpp"

namespace claimcheck::mutate {

// Calls `visit` with a reference to each number of the trace, of whatever width: places, lengths,
// seqs, devices, mappings, regions, and what a region is.
template <class Visit>
void each_number(model::Trace& trace, const Visit& visit) {
  const auto member = [&](model::Member& m) {
    visit(m.start);
    visit(m.length);
    visit(m.seq);
  };
  for (auto& region : trace.setup.regions) {
    visit(region.base);
    visit(region.size);
    visit(region.align);
  }
  for (auto& step : trace.steps) {
    visit(model::region_of(step.operation));
    std::visit(
        [&]<class O>(O& o) {
          if constexpr (requires { o.device; }) visit(o.device.index);
          if constexpr (requires { o.member; }) member(o.member);
          if constexpr (requires { o.members; }) {
            for (auto& m : o.members) member(m);
          }
          if constexpr (requires { o.start; }) visit(o.start);
          if constexpr (requires { o.mapping; }) visit(o.mapping);
        },
        step.operation);
  }
}

// All places where something of the trace begins or ends.
std::vector<std::uint64_t> edges_of(const model::Trace& trace);

}  // namespace claimcheck::mutate
