// SPDX-License-Identifier: MIT
#include "properties/judge/part_check.hpp"

#include <algorithm>

#include "model/theorems.hpp"
#include "properties/engines/translate.hpp"

namespace claimcheck::judge {
namespace {

claimcheck_part part_of(claimcheck_part_kind kind, std::uint32_t region) {
  claimcheck_part part{};
  part.kind = kind;
  part.region = region;
  return part;
}

}  // namespace

bool PartCheck::passes(const model::Setup& setup, const IndexedState& state, const Names& names,
                       engines::Running& engine) {
  state.cut(names, slice_);
  if (model::false_theorem(setup, slice_.state)) return false;
  ask_for(names);
  engines::take(engine, parts_, shown_);
  leave_out_others(setup, state);
  return !engines::compare(setup, slice_.state, shown_);
}

// The numbers of all regions: there are few, and each says something of all that is in it.
void PartCheck::ask_for(const Names& names) {
  parts_.clear();
  for (std::uint32_t region = 0; region < slice_.state.regions.size(); ++region) {
    parts_.push_back(part_of(CLAIMCHECK_PART_REGION, region));
  }
  for (const auto device : slice_.devices) {
    parts_.push_back(part_of(CLAIMCHECK_PART_DEVICE, names.region));
    parts_.back().device = device;
  }
  for (const auto& tag : names.tags) {
    parts_.push_back(part_of(CLAIMCHECK_PART_GROUP, names.region));
    parts_.back().tag = engines::translate(tag);
  }
  auto starts = names.starts;
  std::ranges::sort(starts);
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  for (const auto start : starts) {
    parts_.push_back(part_of(CLAIMCHECK_PART_UNTAGGED, names.region));
    parts_.back().start = start;
  }
}

void PartCheck::leave_out_others(const model::Setup& setup, const IndexedState& state) {
  for (auto& seen : shown_.regions) {
    const auto id = seen.region;
    if (id >= setup.regions.size() || setup.regions[id].kind != model::RegionKind::dynamic)
      continue;
    const auto here = model::available_size(setup.regions[id], slice_.state.regions[id]);
    seen.available_size -= state.available(id) - here;
  }
}

}  // namespace claimcheck::judge
