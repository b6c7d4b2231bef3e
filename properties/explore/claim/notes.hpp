// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>

#include "properties/process/shared_memory.hpp"

namespace claimcheck::explore::claim {

// What each worker is about to do to the engine, in memory that survives the process: whoever
// started it can say on which trace it died.
class Notes {
 public:
  static constexpr std::size_t max_workers = 16;
  static constexpr std::size_t max_path = 512;
  static constexpr std::uint16_t replaying = 0xffff;  // as operation: the path itself, or destroy()
  static constexpr std::uint16_t cloning = 0xfffe;    // as operation: clone() behind the path

  // Written by one worker. After its death every part is whole, but for a path being written.
  struct Note {
    std::array<std::uint16_t, max_path> path;  // indices in the operations
    std::atomic<std::uint32_t> path_length{0};
    std::atomic<std::uint32_t> operation{replaying};
    std::atomic<std::uint32_t> nth{0};  // failing asking of the site; 0: none
    std::array<char, 64> site;          // ended by a NUL
    std::uint32_t number = 0;           // of the worker
  };

  // The first that nobody has; null where there are no more.
  Note* take();
  void clear();
  std::span<const Note> taken() const;

 private:
  struct Shared {
    std::atomic<std::uint32_t> taken{0};
    std::array<Note, max_workers> notes;
  };
  process::SharedMemory<Shared> shared_;
};

}  // namespace claimcheck::explore::claim
