// SPDX-License-Identifier: MIT
#include "properties/judge/destruction.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "properties/generate/traces.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::judge {
namespace {

using testing::engine_with;
using testing::NoFault;

model::Trace trace_of(std::uint64_t index) {
  return generate::trace_of(*claimcheck_indexed_engine(), 5, index);
}

TEST(Destruction, GivesAllBackAfterAnyGeneratedTrace) {
  for (std::uint64_t index = 0; index < 2000; ++index) {
    const auto found = not_freed(engine_with<NoFault>(), trace_of(index), {});
    EXPECT_FALSE(found) << index << ": " << found->message;
  }
}

// What was made by its last operation is forgotten.
struct ForgetsMemory : NoFault {
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) {
    kept = new char[40];
  }
  char* volatile kept = nullptr;  // or a compiler sees that nobody reads it
};
TEST(Destruction, OfAnEngineThatKeepsMemoryBreaksA4) {
  if (CLAIMCHECK_IS_SANITIZED) GTEST_SKIP() << "the sanitizer's heap tells nothing of itself";
  const auto trace = trace_of(1);
  const auto found = not_freed(engine_with<ForgetsMemory>(), trace, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect.clause, model::Clause::A4);
  EXPECT_EQ(found->step, trace.steps.size() - 1);
}

// An engine's tables, which it makes once for all of its lives.
struct MakesATableOnce : NoFault {
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) {
    static const std::vector<char> table(1000);
    EXPECT_EQ(table.front(), 0);
  }
};
TEST(Destruction, TakesWhatIsMadeOnceForNoLeak) {
  EXPECT_FALSE(not_freed(engine_with<MakesATableOnce>(), trace_of(1), {}));
}

}  // namespace
}  // namespace claimcheck::judge
