// SPDX-License-Identifier: MIT
#include "properties/explore/claim/exploration.hpp"

// What a run explores of an engine.

namespace claimcheck::explore::claim {
namespace {

// Whether an engine that is like this can be asked the scope's setup.
bool knows(const claimcheck_engine_api& api, const Scope& scope) {
  const auto has = [](std::uint64_t set, std::uint32_t number) {
    return (set & CLAIMCHECK_SET_OF(number)) != 0;
  };
  return has(api.seq_bases, scope.seq_base) && has(api.kinds, CLAIMCHECK_DYNAMIC) &&
         has(api.unbinds, scope.unbind_drops ? CLAIMCHECK_DROPS : CLAIMCHECK_KEEPS) &&
         (!scope.static_region || has(api.kinds, CLAIMCHECK_STATIC)) &&
         (!scope.plain_region || has(api.kinds, CLAIMCHECK_PLAIN));
}

}  // namespace

std::vector<Scope> stage_scopes(const claimcheck_engine_api& api, ScopeSize size) {
  Scope all_kinds;
  all_kinds.untagged = 2;
  all_kinds.failures = true;
  Scope from_zero;
  from_zero.tags = 1;
  from_zero.seq_base = 0;
  from_zero.failures = true;
  Scope two_regions;
  two_regions.regions = 2;
  two_regions.devices = 1;
  two_regions.injected = 0;
  two_regions.failures = true;
  Scope dropping;
  dropping.tags = 1;
  dropping.injected = 0;
  dropping.unbind_drops = true;
  dropping.failures = true;
  std::vector<Scope> scopes = {all_kinds, from_zero, two_regions, dropping};
  if (size == ScopeSize::small) {
    Scope two_tags;
    two_tags.injected = 0;
    two_tags.failures = true;
    scopes[0].tags = 1;
    scopes[0].untagged = 1;
    scopes[2].tags = 1;
    scopes.push_back(two_tags);
  }
  std::erase_if(scopes, [&](const Scope& scope) { return !knows(api, scope); });
  return scopes;
}

std::size_t max_workers(const engines::Engine& engine) {
  const bool in_tree = engine.argument() == "indexed" || engine.argument() == "posted";
  return in_tree ? 2 : 1;
}

}  // namespace claimcheck::explore::claim
