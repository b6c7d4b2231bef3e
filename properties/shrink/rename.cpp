// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <set>

#include "properties/shrink/candidates.hpp"
#include "properties/shrink/move.hpp"

// Passes over what operations name: devices, tags, regions.

namespace claimcheck::shrink {
namespace {

using model::Trace;
using model::Uuid;

Uuid exchanged(const Uuid& tag, const Uuid& from, const Uuid& to) {
  if (tag == from) return to;
  return tag == to ? from : tag;
}

// Exchanges two tags in one operation, in the text that it writes too.
void exchange(model::Operation& operation, const Uuid& from, const Uuid& to) {
  std::visit(
      [&](auto& o) {
        if constexpr (requires { o.tag; }) o.tag = exchanged(o.tag, from, to);
      },
      operation);
  auto* write = std::get_if<model::WriteUuid>(&operation);
  if (!write || write->text.size() < model::uuid_text_length) return;
  const auto tag = model::parse_uuid(write->text.substr(0, model::uuid_text_length));
  if (!tag || (*tag != from && *tag != to)) return;
  write->text.replace(0, model::uuid_text_length, to_string(exchanged(*tag, from, to)));
}

}  // namespace

bool names(const model::Operation& operation, const Uuid& tag) {
  if (const auto* write = std::get_if<model::WriteUuid>(&operation)) {
    return model::parse_uuid(write->text.substr(0, model::uuid_text_length)) == tag;
  }
  return std::visit(
      [&](const auto& o) {
        if constexpr (requires { o.tag; }) {
          return o.tag == tag;
        } else {
          return false;
        }
      },
      operation);
}

namespace {

std::size_t first_use(const Trace& trace, const Uuid& tag) {
  std::size_t position = 0;
  while (position < trace.steps.size() && !names(trace.steps[position].operation, tag)) ++position;
  return position;
}

model::RegionSetup plain_region(std::size_t position, bool bound, std::uint16_t seq_base) {
  constexpr std::uint64_t gibibyte = std::uint64_t{1} << 30;
  model::RegionSetup region;
  region.base = 4 * gibibyte * (position + 1);
  region.size = gibibyte;
  region.driver_bound = bound;
  region.seq_base = seq_base;
  return region;
}

bool try_region(const Trace& trace, std::uint32_t id, const model::RegionSetup& to,
                const Attempt& attempt) {
  Trace changed = trace;
  auto& region = changed.setup.regions[id];
  const bool overlaps = std::ranges::any_of(trace.setup.regions, [&](const auto& other) {
    return &other != &trace.setup.regions[id] &&
           model::overlap(other.base, other.size, to.base, to.size);
  });
  if (region == to || overlaps) return false;
  for (auto& step : changed.steps) move(step.operation, id, region, to);
  region = to;
  return attempt(changed);
}

}  // namespace

bool lower_devices(const Trace& trace, const Attempt& attempt) {
  for (std::size_t position = 0; position < trace.steps.size(); ++position) {
    Trace changed = trace;
    auto* device = device_of(changed.steps[position].operation);
    if (!device) continue;
    const auto index = device->index;
    for (std::uint32_t lower = 0; lower < index && lower < 16; ++lower) {
      device->index = lower;
      if (attempt(changed)) return true;
    }
    // All that name this device together.
    if (index == 0) continue;
    Trace renamed = trace;
    const auto region = device->region;
    for (auto& step : renamed.steps) {
      auto* other = device_of(step.operation);
      if (other && other->region == region && other->index == index) other->index = index - 1;
    }
    if (attempt(renamed)) return true;
  }
  return false;
}

namespace {

// All but the regions' first, from the one that is named last: that mostly shows what is sought,
// and of hundreds one would not come to it.
std::vector<model::DeviceName> devices_of(const Trace& trace) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> named;
  const model::DeviceName* last = nullptr;
  for (const auto& step : trace.steps) {
    const auto* device = device_of(step.operation);
    if (!device || device->index == 0) continue;
    named.emplace(device->region, device->index);
    last = device;
  }
  std::vector<model::DeviceName> devices;
  for (const auto& [region, index] : named) devices.push_back({region, index});
  if (last) std::rotate(devices.begin(), std::ranges::find(devices, *last), devices.end());
  return devices;
}

}  // namespace

// A device alone, under the name of the region's first, which needs no making: what is done to the
// others goes, and with it one more operation, as extents that only they could use may be in the
// way then.
bool one_device(const Trace& trace, const Attempt& attempt) {
  for (const auto& named : devices_of(trace)) {
    const auto region = named.region;
    const auto index = named.index;
    Trace alone = trace;
    std::erase_if(alone.steps, [&](model::Step& step) {
      const auto* create = std::get_if<model::Create>(&step.operation);
      const auto* device = device_of(step.operation);
      return (create && create->region == region) ||
             (device && device->region == region && device->index != index);
    });
    for (auto& step : alone.steps) {
      auto* device = device_of(step.operation);
      if (device && device->region == region) device->index = 0;
    }
    if (attempt(alone)) return true;
    for (std::size_t position = 0; position < alone.steps.size(); ++position) {
      Trace fewer = alone;
      fewer.steps.erase(fewer.steps.begin() + static_cast<std::ptrdiff_t>(position));
      if (attempt(fewer)) return true;
    }
  }
  return false;
}

// A thread's first operation before the threads start; and threads numbered without holes.
bool fewer_threads(const Trace& trace, const Attempt& attempt) {
  std::vector<std::uint32_t> threads;
  for (const auto& step : trace.steps) {
    if (step.thread > 0 && std::ranges::find(threads, step.thread) == threads.end()) {
      threads.push_back(step.thread);
    }
  }
  Trace renumbered = trace;
  for (auto& step : renumbered.steps) {
    const auto thread = std::ranges::find(threads, step.thread);
    if (thread != threads.end()) {
      step.thread = static_cast<std::uint32_t>(thread - threads.begin() + 1);
    }
  }
  if (renumbered != trace && attempt(renumbered)) return true;
  for (std::size_t position = 0; position < trace.steps.size(); ++position) {
    const auto thread = trace.steps[position].thread;
    const auto is_of_thread = [&](const model::Step& step) { return step.thread == thread; };
    const auto begin = trace.steps.begin();
    const auto here = begin + static_cast<std::ptrdiff_t>(position);
    if (thread == 0 || std::any_of(begin, here, is_of_thread)) continue;
    Trace fewer = trace;
    auto step = *here;
    step.thread = 0;
    fewer.steps.erase(fewer.steps.begin() + static_cast<std::ptrdiff_t>(position));
    const auto started = std::ranges::find_if(
        fewer.steps, [](const model::Step& other) { return other.thread > 0; });
    fewer.steps.insert(started, step);
    if (attempt(fewer)) return true;
  }
  return false;
}

// Tags in the order of the table, and as few as will do.
bool earlier_tags(const Trace& trace, const Attempt& attempt) {
  for (std::size_t later = 1; later < trace.tags.size(); ++later) {
    const auto from = trace.tags[later].uuid;
    if (first_use(trace, from) == trace.steps.size()) continue;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const auto to = trace.tags[earlier].uuid;
      Trace merged = trace;
      for (auto& step : merged.steps) {
        if (names(step.operation, from)) exchange(step.operation, from, to);
      }
      if (first_use(trace, to) < trace.steps.size()) {
        // Merging is simpler only where the operation that named one now names the other too.
        for (std::size_t position = 0; position < trace.steps.size(); ++position) {
          if (names(trace.steps[position].operation, to))
            merged.steps[position] = trace.steps[position];
        }
        if (attempt(merged)) return true;
        if (first_use(trace, to) < first_use(trace, from)) continue;
        Trace swapped = trace;
        for (auto& step : swapped.steps) exchange(step.operation, from, to);
        if (attempt(swapped)) return true;
        continue;
      }
      if (attempt(merged)) return true;
    }
  }
  return false;
}

// The UUIDs that people write first: one digit over and over.
bool plain_tags(const Trace& trace, const Attempt& attempt) {
  constexpr std::array<std::uint8_t, 7> digits = {0x11, 0x22, 0xcc, 0x44, 0x55, 0x66, 0xee};
  for (std::size_t i = 0; i < std::min(trace.tags.size(), digits.size()); ++i) {
    const auto from = trace.tags[i].uuid;
    Uuid to;
    to.bytes.fill(digits[i]);
    if (std::ranges::find(trace.tags, to, &model::NamedTag::uuid) != trace.tags.end()) continue;
    Trace plain = trace;
    plain.tags[i].uuid = to;
    for (auto& step : plain.steps) {
      if (names(step.operation, from)) exchange(step.operation, from, to);
    }
    if (attempt(plain)) return true;
  }
  return false;
}

bool plain_regions(const Trace& trace, const Attempt& attempt) {
  for (std::uint32_t id = 0; id < trace.setup.regions.size(); ++id) {
    const auto& region = trace.setup.regions[id];
    const auto plain = plain_region(id, true, 1);
    if (region == plain) continue;
    if (try_region(trace, id, plain, attempt)) return true;
    // One thing at a time: whatever the defect does not need.
    auto to = region;
    to.driver_bound = true;
    if (try_region(trace, id, to, attempt)) return true;
    to = region;
    to.unbind = model::Unbind::keeps;
    if (try_region(trace, id, to, attempt)) return true;
    to = region;
    to.seq_base = 1;
    if (try_region(trace, id, to, attempt)) return true;
    to = region;
    to.kind = model::RegionKind::dynamic;
    if (try_region(trace, id, to, attempt)) return true;
    to = plain_region(id, region.driver_bound, region.seq_base);
    to.kind = region.kind;
    to.unbind = region.unbind;
    if (try_region(trace, id, to, attempt)) return true;
  }
  return false;
}

}  // namespace claimcheck::shrink
