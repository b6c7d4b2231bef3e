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

// W0: what is behind the first NUL is not looked at.
std::string_view up_to_nul(std::string_view text) {
  return text.substr(0, text.find('\0'));
}

// V9, V10: in hexadecimal with 0x; a zero is 0.
std::int64_t emit_hexadecimal(std::uint64_t number, char* out) {
  char* begin = out;
  if (number != 0) {
    *begin++ = '0';
    *begin++ = 'x';
  }
  char* end = std::to_chars(begin, out + CLAIMCHECK_TEXT_SIZE - 2, number, 16).ptr;
  *end++ = '\n';
  *end = '\0';
  return end - out;
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
      error_ = -ENXIO;  // W4, V3
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
  if (text.empty()) return if_there(env, region, index, 0);                    // W0
  if (!region.is_dynamic()) return if_there(env, region, index, -EOPNOTSUPP);  // W1
  const std::optional<Uuid> tag = parse_uuid(up_to_nul(text));
  if (!tag) return if_there(env, region, index, -EINVAL);  // W2
  const Writing writing(env, region, index, *tag);
  if (writing.error()) return writing.error();    // W3, W4, W5
  if (writing.device().size != 0) return -EBUSY;  // W6
  const int error = claim(env, region, writing.device(), *tag);
  return error ? error : static_cast<std::int64_t>(text.size());  // W7
}

std::int64_t write_size(const Env& env, Region& region, std::uint32_t index,
                        std::string_view text) {
  if (text.empty()) return if_there(env, region, index, 0);  // W0
  if (!region.is_dynamic()) return if_there(env, region, index, -EOPNOTSUPP);
  // V3, in its order.
  const std::optional<std::uint64_t> size = support::parse_size(up_to_nul(text));
  if (!size || *size % region.setup.align != 0) return if_there(env, region, index, -EINVAL);
  const Writing writing(env, region, index);
  if (writing.error()) return writing.error();
  Device& device = writing.device();
  if (device.driver_bound) return -EBUSY;  // V3
  if (*size != device.size) {
    if (*size != 0) return -EOPNOTSUPP;
    unclaim(env, region, device);
  }
  return static_cast<std::int64_t>(text.size());  // W7
}

std::int64_t read_uuid(const Env& env, Region& region, std::uint32_t index, char* out) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;  // V6, R2
  const Hold hold(env, device->lock, CLAIMCHECK_READ);
  env.access(device, "device", CLAIMCHECK_READ);
  char* end = format_uuid(device->tag, out);  // V1
  *end++ = '\n';
  *end = '\0';
  return end - out;
}

std::int64_t read_size(const Env& env, Region& region, std::uint32_t index, char* out) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;  // V6, R2
  const Hold hold(env, device->lock, CLAIMCHECK_READ);
  env.access(device, "device", CLAIMCHECK_READ);
  return emit_number(device->size, out);  // V2
}

std::int64_t read_resource(const Env& env, Region& region, std::uint32_t index, char* out) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;  // V6, R2
  const Hold hold(env, device->lock, CLAIMCHECK_READ);
  env.access(device, "device", CLAIMCHECK_READ);
  // V9
  return emit_hexadecimal(device->ranges.empty() ? region.setup.base : device->ranges[0].start,
                          out);
}

std::int64_t read_mapping(const Env& env, Region& region, std::uint32_t index,
                          std::uint32_t mapping, std::uint32_t field, char* out) {
  const Hold table(env, region.table_lock, CLAIMCHECK_READ);
  env.access(&region.devices, "device-table", CLAIMCHECK_READ);
  Device* const device = region.find_device(index);
  if (!device) return -ENODEV;  // V6, R2
  const Hold hold(env, device->lock, CLAIMCHECK_READ);
  env.access(device, "device", CLAIMCHECK_READ);
  if (mapping >= device->ranges.size()) return -ENODEV;  // V10
  const Range& range = device->ranges[mapping];
  switch (field) {  // V10
    case CLAIMCHECK_MAPPING_START:
      return emit_hexadecimal(range.start, out);
    case CLAIMCHECK_MAPPING_END:
      return emit_hexadecimal(range.start + (range.length - 1), out);
    case CLAIMCHECK_MAPPING_PAGE_OFFSET:
      return emit_hexadecimal(range.page_offset, out);
    default:
      return -EINVAL;
  }
}

std::int64_t read_available(const Env& env, Region& region, char* out) {
  const Hold hold(env, region.lock, CLAIMCHECK_READ);
  env.access(&region, "region", CLAIMCHECK_READ);
  if (region.is_dropped()) return -ENODEV;                   // R2
  return emit_number(region.available_size.read(env), out);  // V5
}

std::int64_t mode(const Env& env, Region& region, std::uint32_t index, std::uint32_t attribute) {
  bool writable = true;  // V4
  if (attribute == CLAIMCHECK_ATTRIBUTE_UUID) writable = region.is_dynamic();
  if (attribute == CLAIMCHECK_ATTRIBUTE_SIZE) writable = !region.is_static();
  if (attribute == CLAIMCHECK_ATTRIBUTE_ALIGN) {
    writable = !region.is_dynamic() && !region.is_static();
  }
  return if_there(env, region, index, writable ? 0644 : 0444);
}

}  // namespace claimcheck::indexed
