// SPDX-License-Identifier: MIT
//
// The memory bound against what is really allocated: this program counts every `new`.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "properties/explore/explorer.hpp"
#include "properties/explore/puzzles.hpp"

namespace {

std::size_t live_bytes = 0;
std::size_t peak_bytes = 0;

}  // namespace

// Not inlined: the compiler must not see that `new` is malloc() and take `delete` for a mistake.
__attribute__((noinline)) void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  void* memory = std::malloc(size);
  live_bytes += memory == nullptr ? 0 : malloc_usable_size(memory);
  peak_bytes = std::max(peak_bytes, live_bytes);
  return memory;
}

void* operator new(std::size_t size) {
  void* memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

__attribute__((noinline)) void operator delete(void* memory) noexcept {
  live_bytes -= memory == nullptr ? 0 : malloc_usable_size(memory);
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  operator delete(memory);
}

// By default these lead to those above, but not under AddressSanitizer.
void* operator new[](std::size_t size) {
  return operator new(size);
}
void operator delete[](void* memory) noexcept {
  operator delete(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace claimcheck::explore {
namespace {

TEST(Memory, WhatIsAllocatedStaysWithinTheBoundToo) {
  for (const bool symmetry : {false, true}) {
    Options options;
    options.symmetry = symmetry;
    options.max_memory_bytes = std::size_t{24} << 20;
    const std::size_t before_bytes = live_bytes;
    peak_bytes = live_bytes;
    const auto result = explore(Words('t', 30), options);
    EXPECT_EQ(result.limit, Limit::memory);
    // Beside what is accounted for: one round's candidates and the bookkeeping of a search.
    constexpr std::size_t slack_bytes = std::size_t{1} << 20;
    EXPECT_LE(peak_bytes - before_bytes, options.max_memory_bytes + slack_bytes);
    // And the bound is used, not merely kept.
    EXPECT_GE(peak_bytes - before_bytes, options.max_memory_bytes / 2);
    EXPECT_GE(peak_bytes - before_bytes, result.memory_bytes);
  }
}

}  // namespace
}  // namespace claimcheck::explore
