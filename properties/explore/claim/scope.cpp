// SPDX-License-Identifier: MIT
#include "properties/explore/claim/scope.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "properties/explore/claim/packed.hpp"

namespace claimcheck::explore::claim {
namespace {

void refuse_above(const char* what, std::uint64_t value, std::uint64_t lowest,
                  std::uint64_t highest) {
  if (value >= lowest && value <= highest) return;
  throw ScopeError(fmt::format("{} {}: expected {} to {}", what, value, lowest, highest));
}

}  // namespace

void validate(const Scope& scope) {
  refuse_above("--regions", scope.regions, 1, 4);
  refuse_above("--tags", scope.tags, 1, max_tag - 1);
  refuse_above("--seq-base", scope.seq_base, 0, 1);
  refuse_above("--extents", scope.extents, 1, max_seq - 1);
  refuse_above("--untagged", scope.untagged, 0, 12);
  refuse_above("--injected", scope.injected, 0, 2);
  refuse_above("--devices", scope.devices, 1, max_index + 1);
  refuse_above("--lengths: how many", scope.lengths.size(), 1, 3);
  for (const auto length : scope.lengths) refuse_above("--lengths", length, 1, max_length);
  const Layout layout(scope);
  if (layout.end() > max_unit + 1) {
    throw ScopeError(fmt::format(
        "--tags {} --extents {} --untagged {} --injected {}: take {} units of a region, expected "
        "at most {}",
        scope.tags, scope.extents, scope.untagged, scope.injected, layout.end(), max_unit + 1));
  }
}

std::string to_string(const Scope& scope) {
  std::string lengths;
  for (const auto length : scope.lengths) {
    lengths += fmt::format("{}{}", lengths.empty() ? "" : ",", length);
  }
  return fmt::format(
      "--regions {} --tags {} --extents {} --untagged {} --injected {} --devices {} --lengths {} "
      "--seq-base {}{}{}{}{}",
      scope.regions, scope.tags, scope.extents, scope.untagged, scope.injected, scope.devices,
      lengths, scope.seq_base, scope.unbind_drops ? " --unbind-drops" : "",
      scope.failures ? " --failures" : "", scope.static_region ? "" : " --no-static",
      scope.plain_region ? "" : " --no-plain");
}

Layout::Layout(const Scope& scope)
    : tags_(scope.tags),
      extents_(scope.extents),
      untagged_(scope.untagged),
      injected_(scope.injected),
      pitch_(*std::max_element(scope.lengths.begin(), scope.lengths.end())) {}

model::Setup setup_of(const Scope& scope) {
  model::Setup setup;
  const std::uint64_t size = (Layout(scope).end() + 1) * Layout::unit_bytes;
  const auto add = [&](model::RegionKind kind) {
    model::RegionSetup region;
    region.kind = kind;
    region.base = (setup.regions.size() + 1) * (std::uint64_t{4} << 30);
    region.size = size;
    region.align = Layout::unit_bytes;
    region.seq_base = scope.seq_base;
    if (kind == model::RegionKind::dynamic && scope.unbind_drops) {
      region.unbind = model::Unbind::drops;
    }
    setup.regions.push_back(region);
  };
  for (std::uint32_t id = 0; id < scope.regions; ++id) add(model::RegionKind::dynamic);
  if (scope.static_region) add(model::RegionKind::static_);
  if (scope.plain_region) add(model::RegionKind::plain);
  return setup;
}

model::Uuid tag_of(std::uint32_t number) {
  model::Uuid uuid;
  uuid.bytes.fill(static_cast<std::uint8_t>(0x11 * (number + 1)));
  return uuid;
}

model::Trace empty_trace(const Scope& scope) {
  model::Trace trace;
  trace.setup = setup_of(scope);
  for (std::uint32_t number = 0; number <= scope.tags; ++number) {
    trace.tags.push_back({std::string(1, static_cast<char>('A' + number)), tag_of(number)});
  }
  return trace;
}

}  // namespace claimcheck::explore::claim
