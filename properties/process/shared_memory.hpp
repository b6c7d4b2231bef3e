// SPDX-License-Identifier: MIT
#pragma once

#include <sys/mman.h>

#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>
#include <type_traits>

namespace claimcheck::process {

// A file of a given size, made anew and locked as long as this lives, or a process forked since
// then: who can lock it knows that its makers are gone, even if they were killed.
class LockedFile {
 public:
  // Throws StoreError.
  LockedFile(std::filesystem::path path, std::size_t size);
  // Removes the file.
  ~LockedFile();
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

// Whether a file is there that nobody holds as a LockedFile.
bool is_abandoned(const std::filesystem::path& path);

// A value in memory that stays shared across fork(), of no file or of one. A file keeps the value
// when the process is killed.
template <class T>
class SharedMemory {
  static_assert(std::is_trivially_destructible_v<T>, "a child may be killed at any moment");

 public:
  SharedMemory() : shared_(map(-1)) {}
  explicit SharedMemory(const LockedFile& file) : shared_(map(file.descriptor())) {}
  ~SharedMemory() { munmap(shared_, sizeof(T)); }
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  T& operator*() const { return *shared_; }
  T* operator->() const { return shared_; }

 private:
  static T* map(int descriptor) {
    const int flags = MAP_SHARED | (descriptor < 0 ? MAP_ANONYMOUS : 0);
    void* memory = mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, flags, descriptor, 0);
    if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
    return new (memory) T;
  }

  T* shared_;  // never null
};

}  // namespace claimcheck::process
