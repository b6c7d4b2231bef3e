// SPDX-License-Identifier: MIT
// Kept line for line beside the posted patch, its labels and gotos turned into scopes and
// nothing else: what it forgets is forgotten here.
#include "impl/posted/claim.hpp"

#include <algorithm>
#include <cerrno>

#include "impl/posted/device.hpp"

namespace claimcheck::posted {
namespace {

bool match_uuid_extent(const dax_resource& dax_resource, const uuid_t* uuid) {
  return !dax_resource_in_use(&dax_resource) && uuid_equal(&dax_resource.uuid, uuid);
}

dax_resource* find_uuid_extent(dax_region* dax_region, const uuid_t* uuid) {
  for (dax_resource& dax_resource : dax_region->extents) {
    if (match_uuid_extent(dax_resource, uuid)) return &dax_resource;
  }
  return nullptr;
}

std::size_t count_uuid_extent(const dax_region* dax_region, const uuid_t* uuid) {
  std::size_t count = 0;
  for (const dax_resource& dax_resource : dax_region->extents) {
    count += match_uuid_extent(dax_resource, uuid);
  }
  return count;
}

void collect_uuid_extent(dax_region* dax_region, const uuid_t* uuid,
                         std::vector<dax_resource*>& arr) {
  for (dax_resource& dax_resource : dax_region->extents) {
    if (match_uuid_extent(dax_resource, uuid)) arr.push_back(&dax_resource);
  }
}

bool dax_resource_seq_less(const dax_resource* a, const dax_resource* b) {
  return a->seq_num < b->seq_num;
}

void warn_seq_once(dax_engine* engine, const uuid_t* uuid, std::size_t slot, unsigned int seq_num) {
  if (engine->warned) return;
  engine->warned = true;
  const std::string text = "tag " + uuid_format(uuid) + " seq invariant violated at slot " +
                           std::to_string(slot) + " (got " + std::to_string(seq_num) + ")";
  engine->env.warn(text.c_str());
}

}  // namespace

// U1, U2: the first of all, aligned or not. I2: counts once more what may be in use.
ssize_t uuid_claim_untagged(dax_region* dax_region, dev_dax* dev_dax) {
  dax_resource* const dax_resource = find_uuid_extent(dax_region, &uuid_null);
  if (!dax_resource) return -ENOENT;  // U2

  const std::uint64_t to_alloc = resource_size(dax_resource->res);
  const ssize_t alloc = dev_dax_resize_one(dax_resource->res, dev_dax, to_alloc, dax_resource);
  if (alloc < 0) return alloc;
  if (alloc == 0) return -ENOENT;
  dax_resource->use_cnt++;
  return 0;
}

ssize_t uuid_claim_tagged(dax_region* dax_region, dev_dax* dev_dax, const uuid_t* uuid) {
  // Two-pass: count, then collect into a sized array.
  const std::size_t count = count_uuid_extent(dax_region, uuid);
  if (!count) return -ENOENT;  // T1

  if (const int rc = dax_region->engine->env.fail("collect-group")) return rc;
  std::vector<dax_resource*> arr;
  arr.reserve(count);
  collect_uuid_extent(dax_region, uuid, arr);

  std::stable_sort(arr.begin(), arr.end(), dax_resource_seq_less);

  // T2, A5, and neither T3 nor T4. Against i + 1, whatever number the sequences start with.
  for (std::size_t i = 0; i < arr.size(); i++) {
    if (arr[i]->seq_num != i + 1) {
      warn_seq_once(dax_region->engine, uuid, i, arr[i]->seq_num);
      return -EINVAL;
    }
  }

  // T5, I1, I3, I6.
  for (std::size_t i = 0; i < arr.size(); i++) {
    const std::uint64_t to_alloc = resource_size(arr[i]->res);
    const ssize_t alloc = dev_dax_resize_one(arr[i]->res, dev_dax, to_alloc, arr[i]);
    if (alloc <= 0) {
      // A1, A2: partial failure: trim every range we added in this attempt.
      while (i-- > 0) trim_dev_dax_range(dev_dax);
      return alloc < 0 ? alloc : -ENOSPC;
    }
    arr[i]->use_cnt++;
  }
  return 0;
}

}  // namespace claimcheck::posted
