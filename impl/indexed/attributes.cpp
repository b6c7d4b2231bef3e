// SPDX-License-Identifier: MIT
#include "impl/indexed/attributes.hpp"

#include <cerrno>
#include <charconv>
#include <optional>

#include "impl/indexed/claim.hpp"
#include "impl/support/size_text.hpp"

namespace claimcheck::indexed {
namespace {

// An answer that needs no more of the device than that it is there: on one that is gone every
// operation is -ENODEV (V6). Waits for no claim.
std::int64_t if_there(const Env& env, Region& region, std::uint32_t index, std::int64_t result) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  return region.find_device(index) ? result : -ENODEV;
}

std::int64_t emit_number(std::uint64_t number, char* out) {
  char* end = std::to_chars(out, out + CLAIMCHECK_TEXT_SIZE - 2, number).ptr;
  *end++ = '\n';
  *end = '\0';
  return end - out;
}

// The device as a write to one of its attributes finds it: the region's lock held for read, its own
// for write, or the error with which the write ends (W3, W4, W5 and their like in V3).
class Writing {
 public:
  // Of a claim, `tag` is the group that it will ask for: that comes from memory while this waits
  // for the device's lock.
  Writing(const Env& env, Region& region, std::uint32_t index, const Uuid& tag = null_uuid)
      : held_region_(env, region.lock, read_interruptible) {
    if (held_region_.error()) {
      error_ = if_there(env, region, index, held_region_.error());
      return;
    }
    env.access(&region, "region", CLAIMCHECK_READ);
    if (!is_null(tag)) region.groups.prefetch(tag);
    env.access(&region.devices, "device-table", CLAIMCHECK_READ);
    device_ = region.find_device(index);
    if (!device_) {
      error_ = -ENODEV;
    } else if (!region.driver_bound) {
      error_ = -ENXIO;
    } else {
      error_ = held_device_.take(env, device_->lock, write_interruptible);
      if (!error_) env.access(device_, "device", CLAIMCHECK_WRITE);
    }
  }

  std::int64_t error() const { return error_; }
  Device& device() const { return *device_; }

 private:
  Hold held_region_;
  Hold held_device_;
  Device* device_ = nullptr;
  std::int64_t error_ = 0;
};

}  // namespace

std::int64_t write_uuid(const Env& env, Region& region, std::uint32_t index,
                        std::string_view text) {
  if (!region.is_dynamic()) return if_there(env, region, index, -EOPNOTSUPP);  // W1
  const std::optional<Uuid> tag = parse_uuid(text);
  if (!tag) return if_there(env, region, index, -EINVAL);  // W2
  const Writing writing(env, region, index, *tag);
  if (writing.error()) return writing.error();    // W3, W4, W5
  if (writing.device().size != 0) return -EBUSY;  // W6
  const int error = claim(env, region, writing.device(), *tag);
  return error ? error : static_cast<std::int64_t>(text.size());  // W7
}

std::int64_t write_size(const Env& env, Region& region, std::uint32_t index,
                        std::string_view text) {
  if (!region.is_dynamic()) return if_there(env, region, index, -EOPNOTSUPP);
  const std::optional<std::uint64_t> size = support::parse_size(text);
  if (!size || *size % region.setup.align != 0) return if_there(env, region, index, -EINVAL);
  const Writing writing(env, region, index);
  if (writing.error()) return writing.error();
  Device& device = writing.device();
  if (device.driver_bound) return -EBUSY;
  if (*size != device.size) {
    if (*size != 0) return -EOPNOTSUPP;
    unclaim(env, region, device);
  }
  return static_cast<std::int64_t>(text.size());
}

std::int64_t read_uuid(const Env& env, Region& region, std::uint32_t index, char* out) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;
  const Hold hold(env, device->lock, CLAIMCHECK_READ);
  env.access(device, "device", CLAIMCHECK_READ);
  char* end = format_uuid(device->tag, out);
  *end++ = '\n';
  *end = '\0';
  return end - out;
}

std::int64_t read_size(const Env& env, Region& region, std::uint32_t index, char* out) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;
  const Hold hold(env, device->lock, CLAIMCHECK_READ);
  env.access(device, "device", CLAIMCHECK_READ);
  return emit_number(device->size, out);
}

std::int64_t read_available(const Env& env, Region& region, char* out) {
  const Hold hold(env, region.lock, CLAIMCHECK_READ);
  env.access(&region, "region", CLAIMCHECK_READ);
  return emit_number(region.available_size.read(env), out);
}

std::int64_t mode(const Env& env, Region& region, std::uint32_t index, std::uint32_t attribute) {
  bool writable = true;
  if (attribute == CLAIMCHECK_ATTRIBUTE_UUID) writable = region.is_dynamic();
  if (attribute == CLAIMCHECK_ATTRIBUTE_SIZE) writable = !region.is_static();
  if (attribute == CLAIMCHECK_ATTRIBUTE_ALIGN) {
    writable = !region.is_dynamic() && !region.is_static();
  }
  return if_there(env, region, index, writable ? 0644 : 0444);
}

}  // namespace claimcheck::indexed
