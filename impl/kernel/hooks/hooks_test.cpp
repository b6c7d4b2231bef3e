// SPDX-License-Identifier: MIT
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <csetjmp>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "impl/kernel/testing/plain_env.h"

namespace {

template <typename Function>
Function function(const char* name) {
  static void* const module = dlopen(PLAIN_CASES, RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) throw std::runtime_error(dlerror());
  return reinterpret_cast<Function>(dlsym(module, name));
}
using Case = std::uint64_t (*)(const claimcheck_env*);

struct Told {
  const void* object = nullptr;
  size_t size = 0;
  unsigned reads = 0;
  unsigned writes = 0;
  const void* address = nullptr;
};
Told told;

void record(void*, const void* object, size_t size, const char*, std::uint32_t mode,
            const claimcheck_source* source) {
  if (object != told.object) return;
  told.size = size;
  (mode == CLAIMCHECK_WRITE ? told.writes : told.reads)++;
  told.address = source->address;
}

TEST(AccessHooks, TellEachLoadAndStoreOfSharedDataWithItsPlace) {
  plain_env plain;
  plain_env_init(&plain);
  plain.env.access = record;
  told = Told{};
  told.object = function<const void* (*)()>("plain_counter")();
  function<Case>("plain_count")(&plain.env);
  EXPECT_EQ(told.size, 8U);
  EXPECT_EQ(told.reads, 1U);
  EXPECT_EQ(told.writes, 1U);
  Dl_info place;
  ASSERT_NE(dladdr(told.address, &place), 0);
  EXPECT_STREQ(place.dli_sname, "plain_count");
}

TEST(AccessHooks, MakeAStepOfAnAtomicOperation) {
  plain_env plain;
  plain_env_init(&plain);
  function<Case>("plain_atomic")(&plain.env);
  EXPECT_EQ(plain.steps, 1U);
}

TEST(AccessHooks, CountWhatMallocGaveAndNobodyFreed) {
  plain_env plain;
  plain_env_init(&plain);
  EXPECT_EQ(function<Case>("plain_leak")(&plain.env), 1U);
  EXPECT_EQ(function<Case>("plain_leak")(&plain.env), 1U);
}

TEST(AccessHooks, EndTheEngineAtAUseAfterFree) {
  static plain_env plain;
  std::jmp_buf come_back;
  plain_env_init(&plain);
  plain.come_back = &come_back;
  if (setjmp(come_back) == 0) function<Case>("plain_use_after_free")(&plain.env);
  EXPECT_NE(
      std::string(plain.death).find("use after free: writes 8 bytes at 24 of an object of 32"),
      std::string::npos)
      << plain.death;
}

}  // namespace
