// SPDX-License-Identifier: MIT
//
// What a claim allocates: this program counts every `new`.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "impl/indexed/indexed.h"
#include "impl/testing/operations.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

// Not inlined: the compiler must not see that `new` is malloc() and take `delete` for a mistake.
__attribute__((noinline)) void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  allocations++;
  return std::malloc(size);
}
void* operator new(std::size_t size) {
  if (void* const memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
__attribute__((noinline)) void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace claimcheck::indexed {
namespace {

using namespace claimcheck::testing;

// With an environment that lends nothing: what is counted is the engine's.
class IndexedAllocation : public ::testing::Test {
 protected:
  IndexedAllocation() {
    env_.version = CLAIMCHECK_ENGINE_VERSION;
    const claimcheck_setup setup{&region_, 1, ""};
    if (api_.create(&setup, &env_, &engine_)) throw std::bad_alloc();
  }
  ~IndexedAllocation() override { api_.destroy(engine_); }

  // How often an operation that succeeds allocates.
  std::size_t count(const Operation& operation) {
    const claimcheck_operation view = operation.view();
    claimcheck_outcome outcome;
    const std::size_t before = allocations;
    api_.apply(engine_, &view, &outcome);
    const std::size_t counted = allocations - before;
    EXPECT_GE(outcome.result, 0);
    return counted;
  }

 private:
  const claimcheck_engine_api& api_ = *claimcheck_indexed_engine();
  claimcheck_region_setup region_{region_base, region_size, align,           CLAIMCHECK_DYNAMIC,
                                  1,           1,           CLAIMCHECK_KEEPS};
  claimcheck_env env_{};
  void* engine_ = nullptr;
};

TEST_F(IndexedAllocation, IsOfTheRangesAloneInAClaim) {
  count(offer('a', {member(0), member(align), member(2 * align)}));
  count(offer('0', {member(8 * align)}));
  EXPECT_EQ(count(claim('a')), 1u);
  EXPECT_EQ(count(write_size("0")), 0u);
  EXPECT_EQ(count(claim('0')), 1u);
  EXPECT_EQ(count(write_size("0")), 0u);
}

TEST_F(IndexedAllocation, IsNoneInARead) {
  count(offer('a', {member(0), member(align)}));
  count(claim('a'));
  EXPECT_EQ(count(read_uuid()), 0u);
  EXPECT_EQ(count(read_size()), 0u);
  EXPECT_EQ(count(read_available()), 0u);
}

}  // namespace
}  // namespace claimcheck::indexed
