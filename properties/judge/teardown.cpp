// SPDX-License-Identifier: MIT
#include "properties/judge/teardown.hpp"

#include "model/step.hpp"

namespace claimcheck::judge {
namespace {

void append(model::Trace& trace, model::State& state, model::Operation operation) {
  model::step<model::Checks::off>(trace.setup, state, operation);
  trace.steps.push_back({std::move(operation), {}, {}});
}

void tear_down_region(model::Trace& trace, model::State& state, std::uint32_t id) {
  auto& region = state.regions[id];
  if (!region.driver_bound) append(trace, state, model::BindRegion{id});
  while (!region.devices.empty()) {
    const auto device = region.devices.back();
    const model::DeviceName name{id, device.index};
    if (device.driver_bound) append(trace, state, model::UnbindDevice{name});
    if (device.has_capacity()) append(trace, state, model::WriteSize{name, "0\n"});
    if (device.index == 0) break;
    append(trace, state, model::Delete{name});
  }
  while (!region.extents.empty()) {
    const auto& extent = region.extents.front();
    if (extent.tag.is_null()) {
      append(trace, state, model::ReleaseUntagged{id, extent.start});
    } else {
      append(trace, state, model::ReleaseTag{id, extent.tag});
    }
  }
}

}  // namespace

void append_teardown(model::Trace& trace, model::State state) {
  for (std::uint32_t id = 0; id < state.regions.size(); ++id) tear_down_region(trace, state, id);
}

}  // namespace claimcheck::judge
