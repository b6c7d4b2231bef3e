// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cerrno>
#include <optional>

#include "model/rules/sysfs_input.hpp"
#include "model/step.hpp"
#include "properties/generate/traces.hpp"
#include "smt/mutants/specification_mutant.hpp"
#include "smt/validation/specification_run.hpp"

// A mutant of the claim's specification is found by random traces as well. That the proofs and the
// specification's own checks find it too is tested in smt/mutants/specification_mutant_test.cpp.

namespace claimcheck::generate {
namespace {

// Whether the mutant and the specification part on this claim, with any one step failing or none.
bool parts(smt::ConcreteClaimRun mutant, const model::RegionSetup& setup,
           const model::Region& region, std::uint32_t index, const model::Uuid& tag) {
  const auto members = smt::free_members(region, tag);
  const auto claim = [&](smt::ConcreteClaimRun claim_by, model::Region& copy,
                         std::uint32_t failing) {
    model::Injection injection(failing, ENOMEM);
    return claim_by(setup, copy, *model::find_device(copy, index), members, !tag.is_null(),
                    injection);
  };
  const auto steps = static_cast<std::uint32_t>(3 * members.size());
  for (std::uint32_t failing = 0; failing <= steps; ++failing) {
    model::Region right = region;
    model::Region wrong = region;
    const int exit = claim(smt::claim_by_spec(), right, failing);
    if (claim(mutant, wrong, failing) != exit || !(right == wrong)) return true;
  }
  return false;
}

// How many random traces it takes to find it.
std::optional<std::uint64_t> traces_to_find(smt::ConcreteClaimRun mutant) {
  static const auto generator = traces();
  for (std::uint64_t trace_index = 0; trace_index < 5000; ++trace_index) {
    const rc::Random random(rc::Random::Key{1, trace_index, 0, 0});
    const auto trace = generator(random, static_cast<int>(trace_index % 101)).value();
    model::State state = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      if (const auto* write = std::get_if<model::WriteUuid>(&step.operation)) {
        const auto place = write->device.region;
        const auto tag = model::read_claim_text(write->text);
        const bool is_dynamic = trace.setup.regions[place].kind == model::RegionKind::dynamic;
        auto& region = state.regions[place];
        if (tag && is_dynamic && model::find_device(region, write->device.index) &&
            parts(mutant, trace.setup.regions[place], region, write->device.index, *tag)) {
          return trace_index + 1;
        }
      }
      model::step<model::Checks::off>(trace.setup, state, step.operation);
    }
  }
  return std::nullopt;
}

TEST(ClaimMutant, IsFoundByRandomTraces) {
  const auto specification_mutants = smt::specification_mutants_of("claim");
  ASSERT_GE(specification_mutants.size(), 10u);
  for (const auto& mutant : specification_mutants) {
    const auto count = traces_to_find(mutant.claim);
    EXPECT_TRUE(count) << mutant.name << ": " << mutant.description;
    if (count) RecordProperty(mutant.name, static_cast<int>(*count));
  }
}

TEST(ClaimMutant, IsNotFoundInTheSpecificationItself) {
  EXPECT_EQ(traces_to_find(smt::claim_by_spec()), std::nullopt);
}

}  // namespace
}  // namespace claimcheck::generate
