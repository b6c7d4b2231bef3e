// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "properties/explore/levels/disk_file.hpp"

namespace claimcheck::explore {

// Bytes that are appended and read again, in memory or on disk.
class Spool {
 public:
  void append(const void* bytes, std::size_t count);
  // What was appended before the last flush(), on disk.
  void read(std::uint64_t from, std::uint8_t* to, std::size_t count) const;
  void flush();
  void clear();

  // What there is goes to a file there, as does all that follows.
  void move_to(const std::filesystem::path& folder);

  void reopen(pid_t owner) {
    if (file_) file_->reopen(owner);
  }

  std::uint64_t size() const { return file_ ? file_->size() : size_; }
  std::size_t memory_bytes() const {
    return file_ ? file_->memory_bytes() : blocks_.size() * block_bytes;
  }
  std::uint64_t disk_bytes() const { return file_ ? file_->size() : 0; }

 private:
  using Block = std::unique_ptr<std::uint8_t[]>;
  static constexpr std::size_t block_bytes = std::size_t{1} << 12;

  std::vector<Block> blocks_;  // of bytes behind one another; none once there is a file
  std::uint64_t size_ = 0;
  std::optional<DiskFile> file_;
};

// Reads a part of a spool from its beginning to its end.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const Spool& spool, std::uint64_t begin, std::uint64_t end)
      : spool_(&spool), next_(begin), end_(end) {}

  bool at_end() const { return filled_ == taken_ && next_ == end_; }
  // The bytes that follow, in one piece; they live until the next call. There are as many.
  const std::uint8_t* take(std::size_t count);

 private:
  void fill(std::size_t count);

  const Spool* spool_ = nullptr;
  std::uint64_t next_ = 0;  // to be read
  std::uint64_t end_ = 0;
  std::vector<std::uint8_t> buffer_;
  std::size_t taken_ = 0;
  std::size_t filled_ = 0;  // taken_ <= filled_ <= buffer_.size()
};

}  // namespace claimcheck::explore
