// SPDX-License-Identifier: MIT
#include "properties/concurrent/takedown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "model/trace/trace_text.hpp"
#include "properties/engines/restrict.hpp"
#include "properties/engines/translate.hpp"
#include "properties/judge/observe.hpp"

namespace claimcheck::concurrent {
namespace {

using namespace model;
using judge::Difference;

class TakeDown {
 public:
  TakeDown(const Trace& trace, const claimcheck_engine_api& api, engines::Running& engine)
      : trace_(trace), api_(api), engine_(engine) {
    engines::take(engine_, left_);
  }

  std::optional<Difference> run() {
    const bool is_down = bind_regions() && refuse_live_tags() && empty_devices() &&
                         release_extents() && offer_tags_again();
    if (!is_down) return std::move(difference_);
    engines::take(engine_, left_);
    const auto last = trace_.steps.size() - 1;
    if (!is_empty(left_)) {
      differ({Clause::A4, std::string(takedown_aspect)},
             "what the threads left was taken down, and is not gone");
      return std::move(difference_);
    }
    return leak(left_, last);
  }

 private:
  // Where unbinding drops, a region without driver has nothing to take down (R2).
  bool bind_regions() {
    return std::ranges::all_of(left_.regions, [&](const auto& region) {
      const auto unbind = trace_.setup.regions[region.region].unbind;
      return region.driver_bound || unbind == Unbind::drops ||
             answers(BindRegion{region.region}, 0, Clause::R1);
    });
  }

  bool refuse_live_tags() {
    for (const auto& tag : trace_.tags) {
      if (tag.uuid.is_null() || !lives(tag.uuid)) continue;
      for (std::uint32_t id = 0; id < trace_.setup.regions.size(); ++id) {
        const auto place = free_place(id);
        if (place && !answers(Offer{id, tag.uuid, false, {*place}}, -EEXIST, Clause::M3))
          return false;
      }
    }
    return true;
  }

  bool empty_devices() {
    return std::ranges::all_of(left_.devices, [&](const auto& device) {
      const DeviceName name{device.region, device.index};
      return (!device.driver_bound || answers(UnbindDevice{name}, 0, Clause::V7)) &&
             (device.size == 0 || answers(WriteSize{name, "0\n"}, 2, Clause::V3)) &&
             (device.index == 0 || answers(Delete{name}, 0, Clause::V6));
    });
  }

  bool release_extents() {
    std::vector<std::pair<std::uint32_t, Uuid>> released;
    for (const auto& extent : left_.extents) {
      const auto tag = engines::translate(extent.tag);
      const std::pair of{extent.region, tag};
      if (tag.is_null()) {
        if (!answers(ReleaseUntagged{extent.region, extent.start}, 0, Clause::M7)) return false;
      } else if (std::ranges::find(released, of) == released.end()) {
        if (!answers(ReleaseTag{extent.region, tag}, 0, Clause::M7)) return false;
        released.push_back(of);
      }
    }
    return true;
  }

  bool offer_tags_again() {
    left_.extents.clear();
    for (std::uint32_t id = 0; id < trace_.setup.regions.size(); ++id) {
      const auto place = free_place(id);
      if (!place) continue;
      return std::ranges::all_of(trace_.tags, [&](const NamedTag& tag) {
        return tag.uuid.is_null() ||
               (answers(Offer{id, tag.uuid, false, {*place}}, 0, Clause::M3) &&
                answers(ReleaseTag{id, tag.uuid}, 0, Clause::M7));
      });
    }
    return true;
  }

  bool is_dynamic(std::uint32_t region) const {
    return trace_.setup.regions[region].kind == RegionKind::dynamic;
  }

  bool lives(const Uuid& tag) const {
    return std::ranges::any_of(
        left_.extents, [&](const auto& extent) { return engines::translate(extent.tag) == tag; });
  }

  // Behind the region's last extent, where extents can come to it.
  std::optional<Member> free_place(std::uint32_t id) const {
    const auto& setup = trace_.setup.regions[id];
    const auto region = std::ranges::find(left_.regions, id, &claimcheck_region_state::region);
    const bool is_there =
        region != left_.regions.end() && (region->driver_bound || setup.unbind == Unbind::keeps);
    if (!is_dynamic(id) || !is_there) return std::nullopt;
    std::uint64_t used = 0;
    for (const auto& extent : left_.extents) {
      if (extent.region == id) used = extent.start - setup.base + extent.length;
    }
    const auto rest = setup.size - used;
    const auto skipped = (setup.align - (setup.base + used) % setup.align) % setup.align;
    if (rest < skipped || rest - skipped < setup.align) return std::nullopt;
    return Member{setup.base + used + skipped, setup.align, 0, false};
  }

  // Whether to go on.
  bool answers(const Operation& operation, std::int64_t expected, Clause clause) {
    if (!engines::can_be_asked(operation, api_)) return false;
    const auto observed = judge::apply(engine_, operation, engines::Translated(operation));
    if (observed.result == expected) return true;
    differ(
        {clause, std::string(takedown_aspect)},
        fmt::format("after the threads: {} returned {}, expected {}",
                    model::print(trace_, operation), judge::describe(trace_, operation, observed),
                    judge::describe(trace_, operation, {expected, {}})));
    return false;
  }

  void differ(judge::Defect defect, std::string message) {
    difference_ = Difference{std::move(defect), trace_.steps.size() - 1, std::move(message)};
  }

  const Trace& trace_;
  const claimcheck_engine_api& api_;
  engines::Running& engine_;
  engines::Snapshot left_;
  std::optional<Difference> difference_;
};

}  // namespace

bool is_empty(const engines::Snapshot& snapshot) {
  return snapshot.extents.empty() && std::ranges::all_of(snapshot.devices, [](const auto& device) {
           return device.index == 0 && device.size == 0 && !device.driver_bound;
         });
}

std::optional<Difference> leak(const engines::Snapshot& snapshot, std::size_t step) {
  if (!is_empty(snapshot)) return std::nullopt;
  auto mismatch = engines::anything_held(snapshot);  // A4
  if (!mismatch) return std::nullopt;
  return Difference{{Clause::A4, mismatch->aspect}, step, mismatch->message};
}

std::optional<Difference> take_down(const Trace& trace, const claimcheck_engine_api& api,
                                    engines::Running& engine) {
  return TakeDown(trace, api, engine).run();
}

}  // namespace claimcheck::concurrent
