// SPDX-License-Identifier: MIT
#include "impl/indexed/claim.hpp"

#include <cerrno>

#include "impl/indexed/claim_text.hpp"

namespace claimcheck::indexed {
namespace {

int claim_tagged(const Env& env, Region& region, Device& device, const Uuid& tag) {
  Group* const group = region.groups.find(tag);
  if (!group) return -ENOENT;  // T1
  const Hold hold(env, region.group_lock(tag), CLAIMCHECK_WRITE);
  env.access(&region.group_lock(tag), "group", CLAIMCHECK_WRITE);
  return claim_group(env, region, device, *group);
}

int claim_untagged(const Env& env, Region& region, Device& device) {
  const Hold hold(env, region.untagged_lock, CLAIMCHECK_WRITE);
  env.access(&region.untagged, "untagged", CLAIMCHECK_WRITE);
  return claim_extent(env, region, device);
}

void unclaim_tagged(const Env& env, Region& region, Device& device) {
  Group& group = *region.groups.find(device.tag);
  const Hold hold(env, region.group_lock(device.tag), CLAIMCHECK_WRITE);
  env.access(&region.group_lock(device.tag), "group", CLAIMCHECK_WRITE);
  unclaim_group(env, region, device, group);
}

void unclaim_untagged(const Env& env, Region& region, Device& device) {
  const Hold hold(env, region.untagged_lock, CLAIMCHECK_WRITE);
  env.access(&region.untagged, "untagged", CLAIMCHECK_WRITE);
  unclaim_extent(env, region, device);
}

}  // namespace

int claim(const Env& env, Region& region, Device& device, const Uuid& tag) {
  return is_null(tag) ? claim_untagged(env, region, device)
                      : claim_tagged(env, region, device, tag);
}

void unclaim(const Env& env, Region& region, Device& device) {
  if (device.untagged) {
    unclaim_untagged(env, region, device);
  } else {
    unclaim_tagged(env, region, device);
  }
}

}  // namespace claimcheck::indexed
