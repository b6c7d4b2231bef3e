// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace claimcheck::indexed {

struct Device;

// A device of the extent's region, or none. As its index, which is half a pointer: a claim in a
// large region waits for what its members take up in memory.
class Holder {
 public:
  Holder(std::nullptr_t = nullptr) {}
  Holder(const Device* device);  // in device.hpp

  explicit operator bool() const { return number_ != 0; }
  bool operator==(const Holder&) const = default;

 private:
  std::uint32_t number_ = 0;  // the device's index and 1
};

// One extent of a region, free or in use. Groups keep theirs side by side, by value.
struct Extent {
  std::uint64_t start;   // bytes
  std::uint64_t length;  // bytes, positive
  Holder holder;         // I1: one at most. I2: the use count is 1 where there is one, else 0
  std::uint16_t seq;
  bool offered;  // came by an offer, so that T3 applies

  bool is_free() const { return !holder; }
  bool operator==(const Extent&) const = default;
};

inline bool is_aligned(const Extent& extent, std::uint64_t align) {
  return ((extent.start | extent.length) & (align - 1)) == 0;
}

}  // namespace claimcheck::indexed
