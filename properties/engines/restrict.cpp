// SPDX-License-Identifier: MIT
#include "properties/engines/restrict.hpp"

#include <algorithm>
#include <vector>

#include "model/address_space.hpp"
#include "model/operation.hpp"

namespace claimcheck::engines {
namespace {

bool has(std::uint64_t set, std::uint64_t number) {
  return (set & CLAIMCHECK_SET_OF(number)) != 0;
}

std::uint32_t number_of(model::RegionKind kind) {
  switch (kind) {
    case model::RegionKind::dynamic:
      return CLAIMCHECK_DYNAMIC;
    case model::RegionKind::static_:
      return CLAIMCHECK_STATIC;
    case model::RegionKind::plain:
      break;
  }
  return CLAIMCHECK_PLAIN;
}

std::uint32_t number_of(model::Unbind unbind) {
  return unbind == model::Unbind::drops ? CLAIMCHECK_DROPS : CLAIMCHECK_KEEPS;
}

// The contract says nothing of extents that arrive in other regions, nor of sizes written there.
bool is_for_dynamic_regions(const model::Operation& operation) {
  return model::is_admission(operation) || model::is_a<model::WriteSize>(operation);
}

// What the region may be instead: its other sequence base, its other unbinding, one align less.
model::RegionSetup known_to(const model::RegionSetup& region, const claimcheck_engine_api& api) {
  auto known = region;
  if (!has(api.seq_bases, region.seq_base)) known.seq_base = region.seq_base == 0 ? 1 : 0;
  if (!has(api.unbinds, number_of(region.unbind))) {
    known.unbind =
        region.unbind == model::Unbind::drops ? model::Unbind::keeps : model::Unbind::drops;
  }
  if (api.flags & CLAIMCHECK_NO_LAST_BYTE) known = model::without_last_byte(known);
  return known;
}

// Sequence numbers that an operation states move with the base.
void renumber(model::Operation& operation, int by) {
  const auto move = [by](model::Member& member) {
    member.seq = static_cast<std::uint16_t>(member.seq + by);
  };
  if (auto* offer = std::get_if<model::Offer>(&operation); offer && offer->shared) {
    std::ranges::for_each(offer->members, move);
  } else if (auto* inject = std::get_if<model::Inject>(&operation);
             inject && !inject->tag.is_null()) {
    move(inject->member);
  }
}

}  // namespace

bool can_be_asked(const model::Operation& operation, const claimcheck_engine_api& api) {
  const auto* text = model::text_of(operation);
  if (text && text->empty() && !(api.flags & CLAIMCHECK_EMPTY_WRITES)) return false;
  return has(api.operations, model::info(operation).number);
}

Restricted restricted(const model::Trace& trace, const claimcheck_engine_api& api) {
  Restricted result;
  result.trace = trace;
  result.trace.setup.regions.clear();
  result.trace.steps.clear();
  constexpr auto gone = std::uint32_t(-1);
  std::vector<std::uint32_t> place;  // of the trace's regions, in the result
  for (const auto& region : trace.setup.regions) {
    if (!has(api.kinds, number_of(region.kind))) {
      place.push_back(gone);
      ++result.regions_changed;
      continue;
    }
    auto& regions = result.trace.setup.regions;
    place.push_back(static_cast<std::uint32_t>(regions.size()));
    regions.push_back(known_to(region, api));
    if (regions.back() != region) ++result.regions_changed;
  }
  for (auto step : trace.steps) {
    auto& region = model::region_of(step.operation);
    const auto before = region;
    if (place[before] == gone || !can_be_asked(step.operation, api)) {
      ++result.steps_left_out;
      continue;
    }
    region = place[before];
    const auto& now = result.trace.setup.regions[region];
    if (now.kind != model::RegionKind::dynamic && is_for_dynamic_regions(step.operation)) {
      ++result.steps_left_out;
      continue;
    }
    renumber(step.operation, now.seq_base - trace.setup.regions[before].seq_base);
    result.trace.steps.push_back(std::move(step));
  }
  return result;
}

bool can_be_asked(const model::Trace& trace, const claimcheck_engine_api& api) {
  const auto result = restricted(trace, api);
  return result.steps_left_out == 0 && result.regions_changed == 0;
}

std::optional<model::Trace> as_asked(const model::Trace& trace, const claimcheck_engine_api& api) {
  auto result = restricted(trace, api);
  if (result.steps_left_out > 0) return std::nullopt;
  auto setup = result.trace.setup;
  if (setup.regions.size() != trace.setup.regions.size()) return std::nullopt;
  for (std::size_t i = 0; i < setup.regions.size(); ++i) {
    setup.regions[i].seq_base = trace.setup.regions[i].seq_base;
  }
  if (setup != trace.setup) return std::nullopt;
  return std::move(result.trace);
}

namespace {

bool admission_can_be_asked(model::Clause clause, const claimcheck_engine_api& api) {
  using enum model::Clause;
  const bool dynamic = has(api.kinds, CLAIMCHECK_DYNAMIC);
  switch (clause) {
    case M1:
    case M2:
    case M3:
    case M4:
    case M5:
      return dynamic && has(api.operations, CLAIMCHECK_OFFER);
    case M6:
      return dynamic && has(api.operations, CLAIMCHECK_INJECT);
    case M7:
      return dynamic && has(api.operations, CLAIMCHECK_RELEASE_TAG);
    default:
      return true;
  }
}

}  // namespace

bool can_be_asked(model::Clause clause, const claimcheck_engine_api& api) {
  using enum model::Clause;
  const auto operation = [&](std::uint32_t number) { return has(api.operations, number); };
  const bool dynamic = has(api.kinds, CLAIMCHECK_DYNAMIC);
  const bool claims = dynamic && operation(CLAIMCHECK_WRITE_UUID);
  const bool offers = dynamic && operation(CLAIMCHECK_OFFER);
  const bool unbinds = operation(CLAIMCHECK_UNBIND_REGION);
  switch (clause) {
    case W0:
      return (api.flags & CLAIMCHECK_EMPTY_WRITES) != 0;
    case W1:
      return operation(CLAIMCHECK_WRITE_UUID) &&
             (has(api.kinds, CLAIMCHECK_STATIC) || has(api.kinds, CLAIMCHECK_PLAIN));
    case W2:
    case W3:
    case W5:
    case T1:
    case U2:
      return claims;
    case W4:
      return claims && unbinds && has(api.unbinds, CLAIMCHECK_KEEPS);
    case W6:
    case T5:
    case U1:
    case I1:
    case I2:
    case I3:
    case I6:
      return claims && (offers || operation(CLAIMCHECK_INJECT));
    case T2:
    case T4:
      return claims && operation(CLAIMCHECK_INJECT);
    case T3:
    case I5:
      return claims && offers;
    case R1:
      return unbinds;
    case R2:
    case R3:
      return unbinds && has(api.unbinds, CLAIMCHECK_DROPS);
    case V1:
      return operation(CLAIMCHECK_READ_UUID);
    case V2:
      return operation(CLAIMCHECK_READ_SIZE);
    case V3:
      return dynamic && operation(CLAIMCHECK_WRITE_SIZE);
    case V4:
      return operation(CLAIMCHECK_MODE);
    case V5:
      return dynamic && operation(CLAIMCHECK_READ_AVAILABLE);
    case V6:
      return operation(CLAIMCHECK_DELETE);
    case V7:
      return operation(CLAIMCHECK_BIND_DEVICE) || operation(CLAIMCHECK_UNBIND_DEVICE);
    case V8:
      return operation(CLAIMCHECK_CREATE);
    case V9:
      return operation(CLAIMCHECK_READ_RESOURCE);
    case V10:
      return operation(CLAIMCHECK_READ_MAPPING);
    default:
      return admission_can_be_asked(clause, api);
  }
}

}  // namespace claimcheck::engines
