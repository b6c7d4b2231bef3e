// SPDX-License-Identifier: MIT
#include "impl/posted/admission.hpp"

#include <algorithm>
#include <cerrno>
#include <set>

namespace claimcheck::posted {
namespace {

struct members {
  const claimcheck_member* first;
  std::size_t count;
  const claimcheck_member* begin() const { return first; }
  const claimcheck_member* end() const { return first + count; }
};

// M2: each number from the base exactly once.
bool is_dense(const members& all, std::uint32_t seq_base) {
  std::set<std::uint32_t> seqs;
  for (const claimcheck_member& member : all) seqs.insert(member.seq);
  return seqs.size() == all.count && *seqs.begin() == seq_base &&
         *seqs.rbegin() == seq_base + all.count - 1;
}

// M3: does an extent with this tag live anywhere on the host?
bool tag_lives(const dax_engine* engine, const uuid_t& uuid) {
  for (const dax_region& region : engine->regions) {
    for (const dax_resource& extent : region.extents) {
      if (uuid_equal(&extent.uuid, &uuid)) return true;
    }
  }
  return false;
}

bool is_well_placed(const dax_region* region, const claimcheck_member& member) {
  const claimcheck_region_setup& setup = region->setup;
  if (((member.start | member.length) & (setup.align - 1)) != 0) return false;
  return member.length > 0 && member.length <= setup.size && member.start >= setup.base &&
         member.start - setup.base <= setup.size - member.length;
}

// Tried out on a copy of the region's outline, for a lost member takes part in M4 as well.
bool has_room(const dax_region* region, const members& all) {
  resource outline{region->res.start, region->res.length, {}};
  for (const auto& [start, extent] : region->res.child) {
    request_region(&outline, start, extent->length);
  }
  return std::all_of(all.begin(), all.end(), [&](const claimcheck_member& member) {
    return request_region(&outline, member.start, member.length) != nullptr;
  });
}

int check_offer(const dax_region* region, const claimcheck_operation& offer, const uuid_t& uuid) {
  const members all{offer.members, offer.member_count};
  if (std::all_of(all.begin(), all.end(), [](const auto& member) { return member.lost != 0; })) {
    return -EINVAL;  // an offer loses some members, never all
  }
  const bool tagged = !uuid_is_null(&uuid);
  if (offer.shared && !tagged) return -EINVAL;                                 // M1
  if (offer.shared && !is_dense(all, region->setup.seq_base)) return -EINVAL;  // M2
  if (tagged && all.count > std::size_t{UINT16_MAX} + 1 - region->setup.seq_base) {
    return -EINVAL;  // M2: a seq has 16 bits
  }
  if (tagged && tag_lives(region->engine, uuid)) return -EEXIST;  // M3
  const bool placed = std::all_of(all.begin(), all.end(), [&](const claimcheck_member& member) {
    return is_well_placed(region, member);
  });
  if (!placed) return -EINVAL;                 // M4
  return has_room(region, all) ? 0 : -ENOSPC;  // M4
}

int add_dax_resource(dax_region* region, const uuid_t& uuid, std::uint16_t seq_num,
                     const claimcheck_member& member) {
  const Env& env = region->engine->env;
  if (const int rc = env.fail("add-extent")) return rc;
  if (const int rc = env.fail("reserve-extent")) return rc;
  resource* const res = request_region(&region->res, member.start, member.length);
  if (!res) return -ENOSPC;
  region->extents.push_back({res, uuid, seq_num, 0});
  return 0;
}

void remove_dax_resource(dax_region* region, std::list<dax_resource>::iterator extent) {
  release_region(&region->res, extent->res->start);
  region->extents.erase(extent);
}

}  // namespace

// M5: what a refusal has added by then is taken out again.
int offer_extents(dax_region* region, const claimcheck_operation& offer) {
  if (!is_dynamic(region)) return -EOPNOTSUPP;
  const uuid_t uuid = uuid_from(offer.tag);
  const Hold hold(region->engine->env, region->engine->dax_region_rwsem, CLAIMCHECK_WRITE);
  if (const int rc = check_offer(region, offer, uuid)) return rc;

  const bool tagged = !uuid_is_null(&uuid);
  std::size_t added = 0;
  for (std::size_t i = 0; i < offer.member_count; i++) {
    const claimcheck_member& member = offer.members[i];
    if (member.lost) continue;
    const std::size_t arrival = tagged ? region->setup.seq_base + i : 0;
    const std::uint16_t seq_num = offer.shared ? member.seq : static_cast<std::uint16_t>(arrival);
    if (const int rc = add_dax_resource(region, uuid, seq_num, member)) {
      while (added-- > 0) remove_dax_resource(region, std::prev(region->extents.end()));
      return rc;
    }
    added++;
  }
  return 0;
}

// M6: whatever can be placed.
int inject_extent(dax_region* region, const claimcheck_operation& inject) {
  if (!is_dynamic(region)) return -EOPNOTSUPP;
  const Hold hold(region->engine->env, region->engine->dax_region_rwsem, CLAIMCHECK_WRITE);
  const claimcheck_member& member = inject.members[0];
  return add_dax_resource(region, uuid_from(inject.tag), member.seq, member);
}

// M7: all of them, or none while any is in use.
int release_tag(dax_region* region, const uuid_t& uuid) {
  if (!is_dynamic(region)) return -EOPNOTSUPP;
  if (uuid_is_null(&uuid)) return -ENOENT;
  const Hold hold(region->engine->env, region->engine->dax_region_rwsem, CLAIMCHECK_WRITE);
  bool found = false;
  for (const dax_resource& extent : region->extents) {
    if (!uuid_equal(&extent.uuid, &uuid)) continue;
    found = true;
    if (dax_resource_in_use(&extent)) return -EBUSY;
  }
  if (!found) return -ENOENT;
  for (auto extent = region->extents.begin(); extent != region->extents.end();) {
    const auto next = std::next(extent);
    if (uuid_equal(&extent->uuid, &uuid)) remove_dax_resource(region, extent);
    extent = next;
  }
  return 0;
}

int release_untagged(dax_region* region, std::uint64_t start) {
  if (!is_dynamic(region)) return -EOPNOTSUPP;
  const Hold hold(region->engine->env, region->engine->dax_region_rwsem, CLAIMCHECK_WRITE);
  const auto extent = std::find_if(
      region->extents.begin(), region->extents.end(), [&](const dax_resource& candidate) {
        return candidate.res->start == start && uuid_is_null(&candidate.uuid);
      });
  if (extent == region->extents.end()) return -ENOENT;
  if (dax_resource_in_use(&*extent)) return -EBUSY;
  remove_dax_resource(region, extent);
  return 0;
}

}  // namespace claimcheck::posted
