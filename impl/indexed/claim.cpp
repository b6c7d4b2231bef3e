// SPDX-License-Identifier: MIT
#include "impl/indexed/claim.hpp"

#include <cerrno>
#include <span>
#include <utility>

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
  if (!region.untagged.has_any()) return -ENOENT;      // U2
  if (!region.untagged.has_aligned()) return -EINVAL;  // U2

  const std::span first(&region.untagged.first_aligned(), 1);
  if (const int error = carve(env, device, first, first.size())) return error;
  device.untagged = region.untagged.take_first_aligned();
  region.available_size.subtract(env, device.size);
  return 0;
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
  let_go(device, std::span(&device.untagged.mapped(), 1));
  region.untagged.put_back(std::move(device.untagged));
  region.available_size.add(env, device.size);
  device.size = 0;
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
