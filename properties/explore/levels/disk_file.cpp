// SPDX-License-Identifier: MIT
#include "properties/explore/levels/disk_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

namespace claimcheck::explore {

namespace {

// Large enough that a disk is busy with it, small enough for the many files of all shards.
constexpr std::size_t block_bytes = std::size_t{1} << 16;

[[noreturn]] void fail(const std::filesystem::path& folder, const char* what) {
  throw DiskError(errno, std::generic_category(), "--disk " + folder.string() + ": " + what);
}

int open_without_name(const std::filesystem::path& folder) {
  const int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  // A file system that has no such files, or a kernel that knows of none.
  if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) {
    return descriptor;
  }
  std::string name = (folder / "claimcheck-states-XXXXXX").string();
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

}  // namespace

DiskFile::DiskFile(const std::filesystem::path& folder)
    : folder_(folder), descriptor_(open_without_name(folder)) {
  if (descriptor_ < 0) fail(folder_, "cannot make a file there");
}

DiskFile::~DiskFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

DiskFile::DiskFile(DiskFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(std::exchange(other.written_, 0)),
      pending_(std::move(other.pending_)) {}

DiskFile& DiskFile::operator=(DiskFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(written_, other.written_);
  std::swap(pending_, other.pending_);
  return *this;
}

void DiskFile::append(const void* bytes, std::size_t count) {
  pending_.append(bytes, count);
  if (pending_.size() >= block_bytes) flush();
}

void DiskFile::flush() {
  std::size_t done = 0;
  while (done < pending_.size()) {
    const ssize_t count = pwrite(descriptor_, pending_.at(done), pending_.size() - done,
                                 static_cast<off_t>(written_));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) fail(folder_, "cannot write states");
    done += static_cast<std::size_t>(count);
    written_ += static_cast<std::uint64_t>(count);
  }
  pending_.clear();
}

void DiskFile::read(std::uint64_t from, std::uint8_t* to, std::size_t count) const {
  while (count > 0) {
    const ssize_t got = pread(descriptor_, to, count, static_cast<off_t>(from));
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) errno = EIO;
    if (got <= 0) fail(folder_, "cannot read states");
    from += static_cast<std::uint64_t>(got);
    to += got;
    count -= static_cast<std::size_t>(got);
  }
}

void DiskFile::clear() {
  pending_.clear();
  written_ = 0;
  if (ftruncate(descriptor_, 0) != 0) fail(folder_, "cannot empty a file there");
}

// The number is no longer ours, and not closed here.
void DiskFile::reopen(pid_t owner) {
  const std::string name = "/proc/" + std::to_string(owner) + "/fd/" + std::to_string(descriptor_);
  descriptor_ = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail(folder_, "cannot open a file of it again");
}

}  // namespace claimcheck::explore
