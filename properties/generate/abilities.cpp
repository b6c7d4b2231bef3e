// SPDX-License-Identifier: MIT
#include "properties/generate/abilities.hpp"

namespace claimcheck::generate {

Abilities abilities_of(const claimcheck_engine_api& api) {
  return {api.operations, api.kinds, api.seq_bases, api.unbinds,
          (api.flags & CLAIMCHECK_EMPTY_WRITES) != 0};
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
  return region;
}

}  // namespace claimcheck::generate
