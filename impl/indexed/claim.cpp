// SPDX-License-Identifier: MIT
#include "impl/indexed/claim.hpp"

#include <cerrno>
#include <utility>
#include <vector>

#include "impl/indexed/group_text.hpp"

namespace claimcheck::indexed {
namespace {

// A claim on its way. What it carved is undone when it goes out of scope before commit(), in
// one place for every reason that there is to give up.
class Carving {
 public:
  // For the device, which is unclaimed, from these extents.
  Carving(const Env& env, Device& device, std::span<Extent> from)
      : env_(env), device_(device), from_(from) {}
  Carving(const Carving&) = delete;
  Carving& operator=(const Carving&) = delete;
  ~Carving() {
    if (!committed_) let_go(device_, from_);
  }

  int grow(std::size_t count) {
    if (const int error = env_.fail("grow-ranges")) return error;
    device_.ranges.reserve(count);
    return 0;
  }

  // After grow(): there is room. The extent gets its holder with the range that maps it.
  int add(Extent& extent) {
    device_.ranges.push_back({size_ / CLAIMCHECK_PAGE_SIZE, extent.start, extent.length});
    extent.holder = &device_;
    size_ += extent.length;
    return env_.fail("register-mapping");
  }

  void commit(const Uuid& tag) noexcept {
    device_.size = size_;
    device_.tag = tag;
    committed_ = true;
  }

  // How many of the extents the device held.
  static std::uint32_t let_go(Device& device, std::span<Extent> from) noexcept {
    std::uint32_t count = 0;
    for (Extent& extent : from) {
      if (extent.holder != &device) continue;
      extent.holder = nullptr;
      count++;
    }
    std::vector<Range>().swap(device.ranges);  // its memory too (A4)
    return count;
  }

 private:
  const Env& env_;
  Device& device_;
  const std::span<Extent> from_;
  std::uint64_t size_ = 0;
  bool committed_ = false;
};

int claim_tagged(const Env& env, Region& region, Device& device, const Uuid& tag) {
  Group* const group = region.groups.find(tag);
  if (!group) return -ENOENT;  // T1
  const Hold hold(env, region.group_lock(tag), CLAIMCHECK_WRITE);
  env.access(&region.group_lock(tag), "group", CLAIMCHECK_WRITE);
  if (group->free == 0) return -ENOENT;                          // T1
  if (!is_dense(*group, region.setup.seq_base)) return -EINVAL;  // T2
  if (!is_complete(*group)) return -EINVAL;                      // T3
  if (!is_aligned(*group, region.setup.align)) return -EINVAL;   // T4

  Carving carving(env, device, group->members());
  if (const int error = carving.grow(group->free)) return error;
  for (Extent& extent : group->members()) {
    if (!extent.is_free()) continue;
    if (const int error = carving.add(extent)) return error;
  }
  carving.commit(tag);
  group->free = 0;
  region.available_size.subtract(env, device.size);
  return 0;
}

int claim_untagged(const Env& env, Region& region, Device& device) {
  const Hold hold(env, region.untagged_lock, CLAIMCHECK_WRITE);
  env.access(&region.untagged, "untagged", CLAIMCHECK_WRITE);
  if (!region.untagged.has_any()) return -ENOENT;      // U2
  if (!region.untagged.has_aligned()) return -EINVAL;  // U2

  Extent& extent = region.untagged.first_aligned();
  Carving carving(env, device, {&extent, 1});
  if (const int error = carving.grow(1)) return error;
  if (const int error = carving.add(extent)) return error;
  carving.commit(null_uuid);
  device.untagged = region.untagged.take_first_aligned();
  region.available_size.subtract(env, device.size);
  return 0;
}

void unclaim_tagged(const Env& env, Region& region, Device& device) {
  Group& group = *region.groups.find(device.tag);
  const Hold hold(env, region.group_lock(device.tag), CLAIMCHECK_WRITE);
  env.access(&region.group_lock(device.tag), "group", CLAIMCHECK_WRITE);
  group.free += Carving::let_go(device, group.members());
  region.available_size.add(env, device.size);
}

void unclaim_untagged(const Env& env, Region& region, Device& device) {
  const Hold hold(env, region.untagged_lock, CLAIMCHECK_WRITE);
  env.access(&region.untagged, "untagged", CLAIMCHECK_WRITE);
  Carving::let_go(device, {&device.untagged.mapped(), 1});
  region.untagged.put_back(std::move(device.untagged));
  region.available_size.add(env, device.size);
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
  device.size = 0;
  device.tag = null_uuid;
}

}  // namespace claimcheck::indexed
