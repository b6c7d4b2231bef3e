// SPDX-License-Identifier: MIT
#include "properties/judge/destruction.hpp"

#include <gtest/gtest.h>

#include <memory>
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

// What its operations make stays when it is destroyed.
struct KeepsMemory : NoFault {
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) {
    static std::vector<std::unique_ptr<char[]>> kept;
    kept.push_back(std::make_unique<char[]>(40));
  }
};
TEST(Destruction, OfAnEngineThatKeepsMemoryBreaksA4) {
  const auto trace = trace_of(1);
  const auto found = not_freed(engine_with<KeepsMemory>(), trace, {});
  // A sanitizer's heap tells nothing of itself, so that nothing is found there.
  ASSERT_EQ(found.has_value(), !CLAIMCHECK_IS_SANITIZED);
  if (!found) return;
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
