// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>

namespace claimcheck::explore {

// Bytes that are appended to and cleared, never zeroed: std::vector would write each byte twice,
// once as zero. Pointers into it die with the next append. Not for use by two threads at once.
class ByteBuffer {
 public:
  // Room for `count` bytes behind the end; they belong to the buffer once appended().
  std::uint8_t* room(std::size_t count) {
    if (size_ + count > capacity_) grow(count);
    return bytes_.get() + size_;
  }
  void appended(std::size_t count) { size_ += count; }

  void append(const void* bytes, std::size_t count) {
    if (count == 0) return;  // then there need be no bytes
    std::memcpy(room(count), bytes, count);
    appended(count);
  }

  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  std::size_t capacity_bytes() const { return capacity_; }
  // What room(count) would allocate; the old bytes are given back only after the new are there.
  std::size_t growth_bytes(std::size_t count) const {
    return size_ + count > capacity_ ? wider(count) : 0;
  }
  const std::uint8_t* at(std::size_t offset) const { return bytes_.get() + offset; }

 private:
  std::size_t wider(std::size_t count) const {
    return std::max({2 * capacity_, size_ + count, std::size_t{256}});
  }

  void grow(std::size_t count) {
    const std::size_t capacity = wider(count);
    auto bytes = std::make_unique_for_overwrite<std::uint8_t[]>(capacity);
    if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;  // size_ <= capacity_
};

}  // namespace claimcheck::explore
