// SPDX-License-Identifier: MIT
#include "impl/posted/device.hpp"

#include <cerrno>

namespace claimcheck::posted {
namespace {

int devm_register_dax_mapping(dev_dax* dev_dax, dev_dax_range* range) {
  if (const int rc = dev_dax->region->engine->env.fail("register-mapping")) return rc;
  dev_dax->mappings.push_back({{range->pgoff, range->start, range->length}});
  range->mapping = &dev_dax->mappings.back();
  return 0;
}

void unregister_dax_mapping(dev_dax* dev_dax, const dax_mapping* mapping) {
  std::erase_if(dev_dax->mappings, [&](const dax_mapping& other) { return &other == mapping; });
}

int alloc_dev_dax_range(resource* parent, dev_dax* dev_dax, std::uint64_t start, std::uint64_t size,
                        dax_resource* dax_resource) {
  const Env& env = dev_dax->region->engine->env;

  if (const int rc = env.fail("reserve-range")) return rc;
  if (!request_region(parent, start, size)) return -ENOMEM;

  if (const int rc = env.fail("grow-ranges")) {
    release_region(parent, start);
    return rc;
  }
  std::uint64_t pgoff = 0;
  for (const dev_dax_range& range : dev_dax->ranges) pgoff += range.length / CLAIMCHECK_PAGE_SIZE;
  dev_dax->ranges.push_back({pgoff, start, size, nullptr, dax_resource});

  const int rc = devm_register_dax_mapping(dev_dax, &dev_dax->ranges.back());
  if (rc) trim_dev_dax_range(dev_dax);
  return rc;
}

}  // namespace

std::uint64_t dev_dax_size(const dev_dax* dev_dax) {
  std::uint64_t size = 0;
  for (const dev_dax_range& range : dev_dax->ranges) size += range.length;
  return size;
}

ssize_t dev_dax_resize_one(resource* res, dev_dax* dev_dax, std::uint64_t to_alloc,
                           dax_resource* dax_resource) {
  if (!res->child.empty()) return 0;
  const int rc = alloc_dev_dax_range(res, dev_dax, res->start, to_alloc, dax_resource);
  return rc ? rc : static_cast<ssize_t>(to_alloc);
}

void trim_dev_dax_range(dev_dax* dev_dax) {
  const dev_dax_range& range = dev_dax->ranges.back();
  release_region(range.dax_resource->res, range.start);
  range.dax_resource->use_cnt--;
  dev_dax->ranges.pop_back();
}

void dev_dax_shrink_to_zero(dev_dax* dev_dax) {
  while (!dev_dax->ranges.empty()) {
    unregister_dax_mapping(dev_dax, dev_dax->ranges.back().mapping);
    trim_dev_dax_range(dev_dax);
  }
}

}  // namespace claimcheck::posted
