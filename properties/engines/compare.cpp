// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "model/trace/bytes.hpp"
#include "properties/engines/printable.hpp"
#include "properties/engines/snapshot.hpp"
#include "properties/engines/translate.hpp"

namespace claimcheck::engines {
namespace {

using model::bytes_text;

std::string range_text(std::uint64_t page_offset, std::uint64_t offset, std::uint64_t length) {
  return fmt::format("page {}: {} +{}", page_offset, bytes_text(offset), bytes_text(length));
}

// Compares one after another and keeps the first mismatch of the first kind that has one.
class Comparison {
 public:
  Comparison(const model::Setup& setup, const model::State& state, const Snapshot& snapshot)
      : setup_(setup), state_(state), snapshot_(snapshot) {}

  std::optional<Mismatch> run() {
    if (!snapshot_.complaint.empty()) differ("snapshot", snapshot_.complaint);
    counts();
    if (!mismatch_) extents();
    if (!mismatch_) devices();
    if (!mismatch_) regions();
    return std::move(mismatch_);
  }

 private:
  void differ(std::string aspect, std::string message) {
    if (!mismatch_) mismatch_ = Mismatch{std::move(aspect), std::move(message)};
  }
  void amount(const char* aspect, const std::string& of, std::uint64_t expected,
              std::uint64_t seen) {
    if (expected != seen) {
      differ(aspect, fmt::format("{}: {} is {}, expected {}", of, aspect, bytes_text(seen),
                                 bytes_text(expected)));
    }
  }

  void counts() {
    std::size_t extents = 0;
    std::size_t devices = 0;
    for (const auto& region : state_.regions) {
      extents += region.extents.size();
      devices += region.devices.size();
    }
    if (snapshot_.regions.size() != state_.regions.size()) {
      differ("regions", fmt::format("{} regions, expected {}", snapshot_.regions.size(),
                                    state_.regions.size()));
    }
    if (snapshot_.extents.size() != extents) {
      differ("extents", fmt::format("{} extents, expected {}", snapshot_.extents.size(), extents));
    }
    if (snapshot_.devices.size() != devices) {
      differ("devices", fmt::format("{} devices, expected {}", snapshot_.devices.size(), devices));
    }
  }

  using SeenExtent = std::vector<claimcheck_extent>::const_iterator;

  // There are as many in both. What arrives together lies side by side more often than not: where
  // the one after the last is not it, it is searched for.
  void extents() {
    auto seen = snapshot_.extents.begin();
    for (std::uint32_t id = 0; id < state_.regions.size(); ++id) {
      for (const auto& extent : state_.regions[id].extents) {
        if (!is_at(seen, id, extent)) seen = find(id, extent);
        if (!is_at(seen, id, extent)) {
          differ("extents", fmt::format("{} is missing", where(id, extent)));
          return;
        }
        compare_extent(id, extent, *seen++);
        if (mismatch_) return;
      }
    }
  }

  bool is_at(SeenExtent seen, std::uint32_t id, const model::Extent& extent) const {
    return seen != snapshot_.extents.end() && seen->region == id && seen->start == extent.start;
  }
  SeenExtent find(std::uint32_t id, const model::Extent& extent) const {
    return std::ranges::lower_bound(
        snapshot_.extents, std::tuple(id, extent.start), {},
        [](const claimcheck_extent& e) { return std::tuple(e.region, e.start); });
  }

  void compare_extent(std::uint32_t id, const model::Extent& extent,
                      const claimcheck_extent& seen) {
    if (extent.length != seen.length || extent.seq != seen.seq ||
        extent.tag != translate(seen.tag)) {
      differ("extents",
             fmt::format("{}: is +{} {} seq {}, expected +{} {} seq {}", where(id, extent),
                         bytes_text(seen.length), model::to_string(translate(seen.tag)), seen.seq,
                         bytes_text(extent.length), model::to_string(extent.tag), extent.seq));
    }
    if (extent.use_count != seen.use_count) {
      differ("use count", fmt::format("{}: use count is {}, expected {}", where(id, extent),
                                      seen.use_count, extent.use_count));
    }
  }

  void devices() {
    auto seen = snapshot_.devices.begin();
    for (std::uint32_t id = 0; id < state_.regions.size(); ++id) {
      for (const auto& device : state_.regions[id].devices) {
        if (seen->region != id || seen->index != device.index) {
          differ("devices", fmt::format("device {}.{} is missing", id, device.index));
          return;
        }
        compare_device(id, device, *seen++);
        if (mismatch_) return;
      }
    }
  }

  void compare_device(std::uint32_t id, const model::Device& device, const SeenDevice& seen) {
    if (device.ranges.size() != seen.ranges.size()) {
      differ("ranges", fmt::format("device {}.{} has {} ranges, expected {}", id, device.index,
                                   seen.ranges.size(), device.ranges.size()));
      return;
    }
    for (std::size_t position = 0; position < device.ranges.size(); ++position) {
      compare_range(id, device, position, seen.ranges[position]);
    }
    if (device.size != seen.size) amount("size", name(id, device), device.size, seen.size);
    compare_mappings(id, device, seen);
    if (device.driver_bound != seen.driver_bound) {
      differ("driver", fmt::format("{}: driver {}, expected {}", name(id, device),
                                   seen.driver_bound ? "bound" : "none",
                                   device.driver_bound ? "bound" : "none"));
    }
  }

  void compare_range(std::uint32_t id, const model::Device& device, std::size_t position,
                     const claimcheck_range& seen) {
    const auto& range = device.ranges[position];
    const auto& extent = state_.regions[id].extents[range.extent];
    const auto base = setup_.regions[id].base;
    const auto page_offset = range.offset / model::page_size;
    if (extent.start != seen.start || extent.length != seen.length) {
      differ("ranges", fmt::format("{}: range {} is {} +{}, expected {} +{}", name(id, device),
                                   position, bytes_text(seen.start - base), bytes_text(seen.length),
                                   bytes_text(extent.start - base), bytes_text(extent.length)));
    }
    if (page_offset != seen.page_offset) {
      differ("page offset", fmt::format("{}: range {} has page offset {}, expected {}",
                                        name(id, device), position, seen.page_offset, page_offset));
    }
  }

  // Each range has its mapping, and there is none besides. Ranges are few: looked up one by one.
  void compare_mappings(std::uint32_t id, const model::Device& device, const SeenDevice& seen) {
    if (device.ranges.size() != seen.mappings.size()) {
      const auto count = seen.mappings.size();
      differ("mappings",
             fmt::format("{}: {} registered, expected {}", name(id, device),
                         count == 1 ? "1 mapping is" : fmt::format("{} mappings are", count),
                         device.ranges.size()));
      return;
    }
    const auto base = setup_.regions[id].base;
    for (const auto& range : device.ranges) {
      const auto& extent = state_.regions[id].extents[range.extent];
      const auto mapping =
          std::ranges::lower_bound(seen.mappings, extent.start, {}, &claimcheck_range::start);
      const auto page_offset = range.offset / model::page_size;
      if (mapping == seen.mappings.end() || mapping->start != extent.start ||
          mapping->length != extent.length || mapping->page_offset != page_offset) {
        differ("mappings",
               fmt::format("{}: no mapping of {}", name(id, device),
                           range_text(page_offset, extent.start - base, extent.length)));
      }
    }
  }

  void regions() {
    for (std::uint32_t id = 0; id < state_.regions.size(); ++id) {
      const auto& seen = snapshot_.regions[id];
      const auto& region = state_.regions[id];
      if (seen.region != id) differ("regions", fmt::format("region {} is missing", id));
      if ((seen.driver_bound != 0) != region.driver_bound) {
        differ("driver", fmt::format("region {}: driver {}, expected {}", id,
                                     seen.driver_bound ? "bound" : "none",
                                     region.driver_bound ? "bound" : "none"));
      }
      // R2: a region that is dropped has no such file, and nothing of it is held.
      if (model::is_dropped(setup_.regions[id], region)) continue;
      const auto available = model::available_size(setup_.regions[id], region);
      if (available != seen.available_size) {
        amount("available size", fmt::format("region {}", id), available, seen.available_size);
      }
    }
  }

  static std::string name(std::uint32_t id, const model::Device& device) {
    return fmt::format("device {}.{}", id, device.index);
  }
  std::string where(std::uint32_t id, const model::Extent& extent) const {
    return fmt::format("region {}, extent at {}", id,
                       bytes_text(extent.start - setup_.regions[id].base));
  }

  const model::Setup& setup_;
  const model::State& state_;
  const Snapshot& snapshot_;
  std::optional<Mismatch> mismatch_;
};

}  // namespace

std::optional<Mismatch> compare(const model::Setup& setup, const model::State& state,
                                const Snapshot& snapshot) {
  return Comparison(setup, state, snapshot).run();
}

std::optional<Mismatch> anything_held(const Snapshot& snapshot) {
  const auto& [kind, count] = snapshot.held;
  if (count == 0) return std::nullopt;
  return Mismatch{"held",
                  fmt::format("nothing is in use, and {} {} still held", count, printable(kind))};
}

std::string to_string(const model::Setup& setup, const Snapshot& snapshot) {
  std::string text;
  for (const auto& region : snapshot.regions) {
    const auto base = region.region < setup.regions.size() ? setup.regions[region.region].base : 0;
    text += fmt::format("region {} driver {} available {}\n", region.region,
                        region.driver_bound ? "bound" : "none", bytes_text(region.available_size));
    for (const auto& extent : snapshot.extents) {
      if (extent.region != region.region) continue;
      const auto tag = translate(extent.tag);
      text +=
          fmt::format("  extent at {} +{} {} seq {} use {}\n", bytes_text(extent.start - base),
                      bytes_text(extent.length), tag.is_null() ? "untagged" : model::to_string(tag),
                      extent.seq, extent.use_count);
    }
    for (const auto& device : snapshot.devices) {
      if (device.region != region.region) continue;
      text += fmt::format("  device {}.{} size {}{}\n", device.region, device.index,
                          bytes_text(device.size), device.driver_bound ? " driver bound" : "");
      for (const auto& range : device.ranges) {
        text += fmt::format("    range at {}\n",
                            range_text(range.page_offset, range.start - base, range.length));
      }
      for (const auto& mapping : device.mappings) {
        text += fmt::format("    mapping of {}\n",
                            range_text(mapping.page_offset, mapping.start - base, mapping.length));
      }
    }
  }
  return text;
}

}  // namespace claimcheck::engines
