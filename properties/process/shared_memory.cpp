// SPDX-License-Identifier: MIT
#include "properties/process/shared_memory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>
#include <system_error>

#include "properties/store/store.hpp"

namespace claimcheck::process {

LockedFile::LockedFile(std::filesystem::path path, std::size_t size)
    : path_(std::move(path)),
      descriptor_(open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0 || flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const auto why = std::strerror(errno);
    if (descriptor_ >= 0) close(descriptor_);
    throw store::StoreError(fmt::format("cannot write {}: {}", path_.string(), why));
  }
  // All of it, now: a page for which the disk has no room would be a SIGBUS later.
  const int error = posix_fallocate(descriptor_, 0, static_cast<off_t>(size));
  if (error == 0) return;
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  close(descriptor_);
  throw std::system_error(error, std::generic_category(),
                          fmt::format("no room for {} bytes in {}", size, path_.string()));
}

LockedFile::~LockedFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  close(descriptor_);
}

bool is_abandoned(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool free = flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  close(descriptor);
  return free;
}

}  // namespace claimcheck::process
