// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "properties/explore/byte_buffer.hpp"

namespace claimcheck::explore {

// The folder for states cannot be used, or is full: what() names it and says why.
struct DiskError : std::system_error {
  using std::system_error::system_error;
};

// A file of bytes that are appended and read again. It has no name: whatever ends us, a signal or
// the machine, nothing of it is left behind. One thread at a time.
class DiskFile {
 public:
  // Throws DiskError, as all of it does.
  explicit DiskFile(const std::filesystem::path& folder);
  ~DiskFile();
  DiskFile(DiskFile&& other) noexcept;
  DiskFile& operator=(DiskFile&& other) noexcept;

  void append(const void* bytes, std::size_t count);
  // What was appended is written out; before it is read.
  void flush();
  void read(std::uint64_t from, std::uint8_t* to, std::size_t count) const;
  void clear();

  // In a process that has closed our descriptors: the file is read from that of `owner`, which has
  // not. Nothing is appended from then on.
  void reopen(pid_t owner);

  std::uint64_t size() const { return written_ + pending_.size(); }
  std::size_t memory_bytes() const { return pending_.capacity_bytes(); }

 private:
  std::filesystem::path folder_;
  int descriptor_ = -1;  // -1 once moved from
  std::uint64_t written_ = 0;
  ByteBuffer pending_;  // what is to come behind that
};

}  // namespace claimcheck::explore
