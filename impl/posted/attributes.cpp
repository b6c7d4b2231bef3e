// SPDX-License-Identifier: MIT
#include "impl/posted/attributes.hpp"

#include <cerrno>
#include <cstdio>

#include "impl/posted/claim.hpp"
#include "impl/posted/device.hpp"
#include "impl/support/size_text.hpp"

namespace claimcheck::posted {
namespace {

using support::read_interruptible;
using support::write_interruptible;

ssize_t sysfs_emit(std::string& buf, std::string text) {
  buf = std::move(text) + "\n";
  return static_cast<ssize_t>(buf.size());
}

// "%#llx\n" of the kernel's printf: a zero has no 0x.
ssize_t emit_hexadecimal(std::string& buf, std::uint64_t number) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%#llx", static_cast<unsigned long long>(number));
  return sysfs_emit(buf, digits);
}

// V3: what it is now, or 0.
ssize_t dev_dax_resize(dev_dax* dev_dax, std::uint64_t size) {
  if (dev_dax->driver) return -EBUSY;
  if (size == dev_dax_size(dev_dax)) return 0;
  if (size != 0) return -EOPNOTSUPP;
  dev_dax_shrink_to_zero(dev_dax);
  return 0;
}

}  // namespace

// V1: of the first range that has a tag. Without one it says 0, where V1 has the null UUID.
ssize_t uuid_show(dev_dax* dev_dax, std::string& buf) {
  dax_engine* const engine = dev_dax->region->engine;
  const Hold hold(engine->env, engine->dax_dev_rwsem, read_interruptible);
  if (hold.error()) return hold.error();

  for (const dev_dax_range& range : dev_dax->ranges) {
    const dax_resource* const r = range.dax_resource;
    if (!uuid_is_null(&r->uuid)) return sysfs_emit(buf, uuid_format(&r->uuid));
  }
  return sysfs_emit(buf, "0");
}

ssize_t uuid_store(dev_dax* dev_dax, std::string_view text) {
  dax_region* const dax_region = dev_dax->region;
  dax_engine* const engine = dax_region->engine;
  uuid_t uuid;

  if (!is_dynamic(dax_region)) return -EOPNOTSUPP;  // W1

  // W2. W0: both stop at a NUL, and nothing looks at a write of no bytes.
  if (sysfs_streq(text.data(), "0")) {
    uuid = uuid_null;
  } else if (const int rc = uuid_parse(text.data(), &uuid)) {
    return rc;
  }

  const Hold region_hold(engine->env, engine->dax_region_rwsem, write_interruptible);
  if (region_hold.error()) return region_hold.error();  // W3
  if (!dax_region->driver) return -ENXIO;               // W4
  const Hold dev_hold(engine->env, engine->dax_dev_rwsem, write_interruptible);
  if (dev_hold.error()) return dev_hold.error();  // W5

  // W6: nobody asks whether the device has capacity already.
  const ssize_t rc = uuid_is_null(&uuid) ? uuid_claim_untagged(dax_region, dev_dax)
                                         : uuid_claim_tagged(dax_region, dev_dax, &uuid);
  return rc < 0 ? rc : static_cast<ssize_t>(text.size());  // W7
}

// V2: a sum, made when it is asked for.
ssize_t size_show(dev_dax* dev_dax, std::string& buf) {
  dax_engine* const engine = dev_dax->region->engine;
  const Hold hold(engine->env, engine->dax_dev_rwsem, read_interruptible);
  if (hold.error()) return hold.error();
  return sysfs_emit(buf, std::to_string(dev_dax_size(dev_dax)));
}

ssize_t size_store(dev_dax* dev_dax, std::string_view text) {
  dax_region* const dax_region = dev_dax->region;
  dax_engine* const engine = dax_region->engine;

  if (!is_dynamic(dax_region)) return -EOPNOTSUPP;
  const auto size = support::parse_size(text.substr(0, text.find('\0')));
  if (!size) return -EINVAL;

  const Hold region_hold(engine->env, engine->dax_region_rwsem, write_interruptible);
  if (region_hold.error()) return region_hold.error();
  if (!dax_region->driver) return -ENXIO;
  const Hold dev_hold(engine->env, engine->dax_dev_rwsem, write_interruptible);
  if (dev_hold.error()) return dev_hold.error();

  const ssize_t rc = dev_dax_resize(dev_dax, *size);
  return rc < 0 ? rc : static_cast<ssize_t>(text.size());
}

// V9.
ssize_t resource_show(dev_dax* dev_dax, std::string& buf) {
  dax_engine* const engine = dev_dax->region->engine;
  const Hold hold(engine->env, engine->dax_dev_rwsem, read_interruptible);
  if (hold.error()) return hold.error();
  const auto& ranges = dev_dax->ranges;
  return emit_hexadecimal(buf, ranges.empty() ? dev_dax->region->setup.base : ranges[0].start);
}

// V10.
ssize_t mapping_show(dev_dax* dev_dax, std::uint32_t mapping, std::uint32_t field,
                     std::string& buf) {
  dax_engine* const engine = dev_dax->region->engine;
  const Hold hold(engine->env, engine->dax_dev_rwsem, read_interruptible);
  if (hold.error()) return hold.error();
  if (mapping >= dev_dax->ranges.size()) return -ENODEV;
  const dev_dax_range& range = dev_dax->ranges[mapping];
  switch (field) {
    case CLAIMCHECK_MAPPING_START:
      return emit_hexadecimal(buf, range.start);
    case CLAIMCHECK_MAPPING_END:
      return emit_hexadecimal(buf, range.start + (range.length - 1));
    case CLAIMCHECK_MAPPING_PAGE_OFFSET:
      return emit_hexadecimal(buf, range.pgoff);
    default:
      return -EINVAL;
  }
}

ssize_t available_size_show(dax_region* dax_region, std::string& buf) {
  dax_engine* const engine = dax_region->engine;
  const Hold hold(engine->env, engine->dax_region_rwsem, read_interruptible);
  if (hold.error()) return hold.error();
  return sysfs_emit(buf, std::to_string(dax_region_avail_size(dax_region)));
}

// V4.
ssize_t dev_dax_visible(const dax_region* dax_region, std::uint32_t attribute) {
  if (attribute == CLAIMCHECK_ATTRIBUTE_UUID && !is_dynamic(dax_region)) return 0444;
  if (attribute == CLAIMCHECK_ATTRIBUTE_ALIGN && (is_static(dax_region) || is_dynamic(dax_region)))
    return 0444;
  if (attribute == CLAIMCHECK_ATTRIBUTE_SIZE && is_static(dax_region)) return 0444;
  return 0644;
}

// V5, I4.
std::uint64_t dax_region_avail_size(const dax_region* dax_region) {
  if (!is_dynamic(dax_region)) return dax_region->setup.size;
  std::uint64_t size = 0;
  for (const dax_resource& extent : dax_region->extents) {
    if (!dax_resource_in_use(&extent)) size += resource_size(extent.res);
  }
  return size;
}

}  // namespace claimcheck::posted
