// SPDX-License-Identifier: MIT
#include "impl/indexed/claim.hpp"

#include <cerrno>
#include <utility>
#include <vector>

namespace claimcheck::indexed {
namespace {

// A claim on its way. What it carved is undone when it goes out of scope before commit(), in
// one place for every reason that there is to give up.
class Carving {
 public:
  Carving(const Env& env, Device& device) : env_(env), device_(device) {}
  Carving(const Carving&) = delete;
  Carving& operator=(const Carving&) = delete;
  ~Carving() {
    if (!committed_) drop_ranges(device_);
  }

  int grow(std::size_t count) {
    if (const int error = env_.fail("grow-ranges")) return error;
    device_.ranges.reserve(count);
    return 0;
  }

  // After grow(): there is room. The use count is raised with the range that holds it, so
  // that dropping the ranges undoes exactly what was done.
  int add(Extent* extent) {
    device_.ranges.push_back({size_ / CLAIMCHECK_PAGE_SIZE, extent->start, extent->length, extent});
    extent->use_count = 1;
    size_ += extent->length;
    return env_.fail("register-mapping");
  }

  void commit(const Uuid& tag) noexcept {
    device_.size = size_;
    device_.tag = tag;
    committed_ = true;
  }

  static void drop_ranges(Device& device) noexcept {
    for (const Range& range : device.ranges) range.extent->use_count = 0;
    std::vector<Range>().swap(device.ranges);  // its memory too (A4)
  }

 private:
  const Env& env_;
  Device& device_;
  std::uint64_t size_ = 0;
  bool committed_ = false;
};

int claim_tagged(const Env& env, Region& region, Device& device, const Uuid& tag) {
  Group* const group = region.groups.find(tag);
  if (!group || group->free.empty()) return -ENOENT;               // T1
  if (!group->is_dense(region.setup.seq_base)) return -EINVAL;     // T2
  if (!group->is_complete() || group->misaligned) return -EINVAL;  // T3, T4

  Carving carving(env, device);
  if (const int error = carving.grow(group->free.size())) return error;
  for (Extent* const extent : group->free) {
    if (const int error = carving.add(extent)) return error;
  }
  carving.commit(tag);
  region.available_size -= group->bytes;
  group->lose_all_free();
  return 0;
}

int claim_untagged(const Env& env, Region& region, Device& device) {
  if (!region.untagged.has_any()) return -ENOENT;      // U2
  if (!region.untagged.has_aligned()) return -EINVAL;  // U2

  Carving carving(env, device);
  Extent* const extent = region.untagged.first_aligned();
  if (const int error = carving.grow(1)) return error;
  if (const int error = carving.add(extent)) return error;
  carving.commit(null_uuid);
  region.available_size -= extent->length;
  device.untagged = region.untagged.take_first_aligned();
  return 0;
}

}  // namespace

int claim(const Env& env, Region& region, Device& device, const Uuid& tag) {
  return tag == null_uuid ? claim_untagged(env, region, device)
                          : claim_tagged(env, region, device, tag);
}

void unclaim(Region& region, Device& device) noexcept {
  region.available_size += device.size;
  if (device.untagged) {
    region.untagged.put_back(std::move(device.untagged));
  } else {
    for (const Range& range : device.ranges) {
      range.extent->group->add_free(range.extent, region.setup.align);
    }
  }
  Carving::drop_ranges(device);
  device.size = 0;
  device.tag = null_uuid;
}

}  // namespace claimcheck::indexed
