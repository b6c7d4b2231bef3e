// SPDX-License-Identifier: MIT
// Parts of a snapshot, each in the time of what is in it.
#include <cstddef>

#include "impl/indexed/engine.hpp"
#include "impl/indexed/indexed.h"

namespace claimcheck::indexed {
namespace {

class Part {
 public:
  Part(const Region& region, std::uint32_t number, const claimcheck_sink& sink)
      : region_(region), number_(number), sink_(sink) {}

  void emit_region() const {
    const claimcheck_region_state state{region_.available_size.value(), number_,
                                        region_.driver_bound};
    sink_.region(sink_.context, &state);
  }

  void emit_device(std::uint32_t index) const {
    const Device* const device = region_.find_device(index);
    if (!device) return;
    const auto& ranges = device->ranges;
    const claimcheck_device copy{device->size,  number_,       index,         device->driver_bound,
                                 ranges.data(), ranges.size(), ranges.data(), ranges.size()};
    sink_.device(sink_.context, &copy);
    if (device->untagged) emit_extent(device->untagged.mapped(), null_uuid);
    if (!is_null(device->tag)) emit_members(device->tag, device);
  }

  // Those that the device holds; of none, those that are free.
  void emit_members(const Uuid& tag, Holder holder) const {
    const Group* const group = region_.groups.find(tag);
    if (!group) return;
    for (const Extent& member : group->members()) {
      if (member.holder == holder) emit_extent(member, tag);
    }
  }

  void emit_untagged(std::uint64_t start) const {
    const auto place = region_.by_start.find(start);
    if (place == region_.by_start.end() || place->second.arrival == 0) return;
    if (const Extent* const free = region_.untagged.find(place->second.arrival)) {
      emit_extent(*free, null_uuid);
    }
  }

 private:
  void emit_extent(const Extent& extent, const Uuid& tag) const {
    const claimcheck_extent copy{extent.start, extent.length,           uuid_to(tag),
                                 number_,      extent.holder ? 1u : 0u, extent.seq};
    sink_.extent(sink_.context, &copy);
  }

  const Region& region_;
  const std::uint32_t number_;
  const claimcheck_sink& sink_;
};

}  // namespace
}  // namespace claimcheck::indexed

void claimcheck_indexed_show(void* handle, const claimcheck_part* parts, std::size_t part_count,
                             const claimcheck_sink* sink) {
  using namespace claimcheck::indexed;
  const Engine& engine = *static_cast<const Engine*>(handle);
  for (std::size_t i = 0; i < part_count; i++) {
    const claimcheck_part& what = parts[i];
    if (what.region >= engine.regions.size()) continue;
    const Part part(engine.regions[what.region], what.region, *sink);
    switch (what.kind) {
      case CLAIMCHECK_PART_REGION:
        part.emit_region();
        break;
      case CLAIMCHECK_PART_DEVICE:
        part.emit_device(what.device);
        break;
      case CLAIMCHECK_PART_GROUP:
        part.emit_members(uuid_from(what.tag), nullptr);
        break;
      case CLAIMCHECK_PART_UNTAGGED:
        part.emit_untagged(what.start);
        break;
    }
  }
}
