// SPDX-License-Identifier: MIT
#include "properties/generate/abilities.hpp"

#include "model/address_space.hpp"

namespace claimcheck::generate {

Abilities abilities_of(const claimcheck_engine_api& api) {
  return {api.operations,
          api.kinds,
          api.seq_bases,
          api.unbinds,
          (api.flags & CLAIMCHECK_EMPTY_WRITES) != 0,
          (api.flags & CLAIMCHECK_NO_LAST_BYTE) == 0,
          (api.flags & CLAIMCHECK_FULL_GROUPS) != 0};
}

model::RegionSetup within(const Abilities& abilities, model::RegionSetup region) {
  using model::RegionKind;
  for (const auto kind : {RegionKind::dynamic, RegionKind::static_, RegionKind::plain}) {
    if (!abilities.has(region.kind) && abilities.has(kind)) region.kind = kind;
  }
  if (!abilities.has_seq_base(region.seq_base)) region.seq_base ^= 1u;
  if (!abilities.has(region.unbind)) {
    const bool keeps = region.unbind == model::Unbind::keeps;
    region.unbind = keeps ? model::Unbind::drops : model::Unbind::keeps;
  }
  if (!abilities.last_byte) region = model::without_last_byte(region);
  return region;
}

std::string left_out(const Abilities& abilities) {
  std::string all;
  const auto add = [&](const std::string& what, const char* separator) {
    all += (all.empty() ? "" : separator) + what;
  };
  for (const auto& info : model::operation_table) {
    if ((abilities.operations >> info.number & 1u) != 0) continue;
    add(std::string(info.verb) + (info.what.empty() ? "" : " ") + std::string(info.what), ", ");
  }
  using model::RegionKind;
  if (!abilities.has(RegionKind::dynamic)) add("dynamic regions", "; ");
  if (!abilities.has(RegionKind::static_)) add("static regions", "; ");
  if (!abilities.has(RegionKind::plain)) add("plain regions", "; ");
  for (const unsigned base : {0u, 1u}) {
    if (!abilities.has_seq_base(base)) add("seq-base " + std::to_string(base), "; ");
  }
  if (!abilities.has(model::Unbind::keeps)) add("unbinding that keeps", "; ");
  if (!abilities.has(model::Unbind::drops)) add("unbinding that drops", "; ");
  if (!abilities.empty_writes) add("writes of no bytes", "; ");
  if (!abilities.last_byte) add("regions that end at 2^64", "; ");
  return all;
}

}  // namespace claimcheck::generate
