// SPDX-License-Identifier: MIT
// What a CXL driver sees to before the DAX bus hears of an extent (M1 to M7).
#include "adapter.h"

static bool is_null(const struct claimcheck_uuid* tag) {
  static const struct claimcheck_uuid null;
  return __builtin_memcmp(tag, &null, sizeof(null)) == 0;
}

static bool same_tag(const struct claimcheck_uuid* a, const struct claimcheck_uuid* b) {
  return __builtin_memcmp(a, b, sizeof(*a)) == 0;
}

static bool lies_inside(const struct claimcheck_region_setup* setup,
                        const struct claimcheck_member* member) {
  return member->length > 0 && member->start >= setup->base && member->length <= setup->size &&
         member->start - setup->base <= setup->size - member->length;
}

static bool is_aligned(const struct claimcheck_region_setup* setup,
                       const struct claimcheck_member* member) {
  return ((member->start | member->length) & (setup->align - 1)) == 0;
}

// Both are not empty; a last byte never overflows.
static bool overlap(u64 a, u64 a_length, u64 b, u64 b_length) {
  return a <= b + (b_length - 1) && b <= a + (a_length - 1);
}

static bool lies_over_an_extent(const struct adapter_region* region,
                                const struct claimcheck_member* member) {
  const struct adapter_extent* extent;
  list_for_each_entry(extent, &region->extents, list) {
    if (overlap(extent->start, extent->length, member->start, member->length)) return true;
  }
  return false;
}

// M3: in any region.
static bool tag_lives(const struct adapter* adapter, const struct claimcheck_uuid* tag) {
  for (size_t i = 0; i < adapter->region_count; i++) {
    const struct adapter_extent* extent;
    list_for_each_entry(extent, &adapter->regions[i]->extents, list) {
      if (same_tag(&extent->tag, tag)) return true;
    }
  }
  return false;
}

// M2: each number from the base exactly once.
static bool is_dense(const struct claimcheck_member* members, size_t count, u32 base) {
  enum { BITS = 64 };
  u64 seen[(U16_MAX + 1) / BITS] = {0};
  for (size_t i = 0; i < count; i++) {
    const u32 seq = members[i].seq;
    if (seq < base || seq - base >= count || seen[seq / BITS] >> seq % BITS & 1) return false;
    seen[seq / BITS] |= 1ull << seq % BITS;
  }
  return true;
}

// Whether each lies behind the one before. A group of 65,536 mostly does, and then no two overlap.
static bool are_in_order(const struct claimcheck_member* members, size_t count) {
  for (size_t i = 1; i < count; i++) {
    if (members[i].start <= members[i - 1].start + (members[i - 1].length - 1)) return false;
  }
  return true;
}

static bool any_overlap(const struct claimcheck_member* members, size_t count) {
  if (are_in_order(members, count)) return false;
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < i; j++) {
      if (overlap(members[j].start, members[j].length, members[i].start, members[i].length))
        return true;
    }
  }
  return false;
}

static int check_places(const struct adapter_region* region,
                        const struct claimcheck_operation* offer) {
  for (size_t i = 0; i < offer->member_count; i++) {
    if (!lies_inside(&region->setup, &offer->members[i])) return -EINVAL;  // M4
    if (!is_aligned(&region->setup, &offer->members[i])) return -EINVAL;
  }
  for (size_t i = 0; i < offer->member_count; i++) {
    if (lies_over_an_extent(region, &offer->members[i])) return -ENOSPC;
  }
  return any_overlap(offer->members, offer->member_count) ? -ENOSPC : 0;
}

static int check_offer(const struct adapter_region* region,
                       const struct claimcheck_operation* offer) {
  const bool tagged = !is_null(&offer->tag);
  const u32 base = region->setup.seq_base;
  const size_t count = offer->member_count;
  if (offer->shared && !tagged) return -EINVAL;                                 // M1
  if (offer->shared && !is_dense(offer->members, count, base)) return -EINVAL;  // M2
  if (tagged && count > 0 && base + count - 1 > U16_MAX) return -EINVAL;        // M2
  if (tagged && tag_lives(region->adapter, &offer->tag)) return -EEXIST;        // M3
  return check_places(region, offer);
}

static int offer_locked(struct adapter_region* region, const struct claimcheck_operation* offer) {
  if (!region->dax) return -ENXIO;  // R2
  int rc = check_offer(region, offer);
  if (rc) return rc;
  struct adapter_arrival few[8];
  struct adapter_arrival* arrivals =
      offer->member_count <= ARRAY_SIZE(few)
          ? few
          : kmalloc_array(offer->member_count, sizeof(*arrivals), GFP_KERNEL);
  if (!arrivals) return -ENOMEM;
  const bool tagged = !is_null(&offer->tag);
  unsigned int nr = 0;
  for (size_t i = 0; i < offer->member_count; i++) {
    const struct claimcheck_member* member = &offer->members[i];
    if (member->lost) continue;  // It keeps its number (M2).
    const u16 numbered = tagged ? (u16)(region->setup.seq_base + i) : 0;
    arrivals[nr++] = (struct adapter_arrival){member->start, member->length,
                                              offer->shared ? member->seq : numbered};
  }
  rc = adapter_add_extents(region, &offer->tag, arrivals, nr,
                           tagged ? (unsigned int)offer->member_count : 0);
  if (arrivals != few) kfree(arrivals);
  return rc;
}

int adapter_offer(struct adapter_region* region, const struct claimcheck_operation* offer) {
  device_lock(&region->dev);
  const int rc = offer_locked(region, offer);
  device_unlock(&region->dev);
  return rc;
}

static int inject_locked(struct adapter_region* region, const struct claimcheck_operation* inject) {
  const struct claimcheck_member* member = inject->members;
  if (!region->dax) return -ENXIO;
  if (!lies_inside(&region->setup, member)) return -ENOSPC;  // M6
  if (lies_over_an_extent(region, member)) return -ENOSPC;
  const struct adapter_arrival arrival = {member->start, member->length, member->seq};
  return adapter_add_extents(region, &inject->tag, &arrival, 1, 0);
}

int adapter_inject(struct adapter_region* region, const struct claimcheck_operation* inject) {
  device_lock(&region->dev);
  const int rc = inject_locked(region, inject);
  device_unlock(&region->dev);
  return rc;
}

static bool is_meant(const struct adapter_extent* extent,
                     const struct claimcheck_operation* release) {
  if (release->kind == CLAIMCHECK_RELEASE_UNTAGGED)
    return extent->start == release->start && is_null(&extent->tag);
  return !is_null(&release->tag) && same_tag(&extent->tag, &release->tag);
}

static int release_locked(struct adapter_region* region,
                          const struct claimcheck_operation* release) {
  struct adapter_extent* extent;
  unsigned int nr = 0, i = 0;
  if (!region->dax) return -ENXIO;
  list_for_each_entry(extent, &region->extents, list) nr += is_meant(extent, release);
  if (!nr) return -ENOENT;  // M7
  struct adapter_extent* few[8];
  struct adapter_extent** meant =
      nr <= ARRAY_SIZE(few) ? few : kmalloc_array(nr, sizeof(*meant), GFP_KERNEL);
  if (!meant) return -ENOMEM;
  list_for_each_entry(extent, &region->extents, list) {
    if (is_meant(extent, release)) meant[i++] = extent;
  }
  const int rc = adapter_remove_extents(region, meant, nr);
  if (meant != few) kfree(meant);
  return rc;
}

int adapter_release(struct adapter_region* region, const struct claimcheck_operation* release) {
  device_lock(&region->dev);
  const int rc = release_locked(region, release);
  device_unlock(&region->dev);
  return rc;
}
