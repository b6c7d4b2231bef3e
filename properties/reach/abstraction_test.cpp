// SPDX-License-Identifier: MIT
#include "properties/reach/abstraction.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "model/trace/trace_text.hpp"
#include "properties/engines/engine.hpp"
#include "properties/explore/claim/claim_model.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/generate/traces.hpp"
#include "properties/reach/reached.hpp"

namespace claimcheck::reach {
namespace {

using Features = std::vector<std::uint64_t>;

Features features(const std::string& region, const std::string& steps) {
  return reached_by(model::parse("claimcheck trace 1\n\nregion 0 " + region +
                                 "\ntag A 11111111-1111-1111-1111-111111111111\n"
                                 "tag B 52a5f9c1-7b07-4b6c-9c3e-0d3c2f5b6a01\n\n" +
                                 steps)
                        .trace);
}

constexpr auto plain = "dynamic base 4G size 1G align 2M seq-base 1";
constexpr auto group = "offer 0 A  at 0 +64M, at 256M +64M\nwrite 0.0 uuid A\n";

TEST(Reached, IsTheSameWhateverTagsAddressesAndSizesAre) {
  EXPECT_EQ(features(plain, group),
            features(plain, "offer 0 B  at 100M +2M, at 800M +8M\nwrite 0.0 uuid B\n"));
  EXPECT_EQ(features(plain, group),
            features("dynamic base 0 size 16G align 1G seq-base 0",
                     "offer 0 B  at 4G +1G, at 8G +3G\nwrite 0.0 uuid B\n"));
}

TEST(Reached, IsAnotherWhereTheContractMaySeeADifference) {
  std::set<Features> different = {
      features(plain, group),
      features(plain, "offer 0 A  at 256M +64M, at 0 +64M\nwrite 0.0 uuid A\n"),
      features(plain, "offer 0 A  at 0 +64M, at 256M +64M lost\nwrite 0.0 uuid A\n"),
      features(plain, "offer 0 A  at 0 +64M, at 256M +64M\nwrite 0.0 uuid B\n"),
      features(plain, "offer 0 A  at 0 +64M\nwrite 0.0 uuid A\n"),
      features(plain, "offer 0 A  at 0 +64M, at 256M +64M\nunbind 0.0\nwrite 0.0 uuid A\n"),
      features(std::string(plain) + " unbind drops", group)};
  EXPECT_EQ(different.size(), 7U);
}

TEST(Reached, IsBoundedForTracesOfAnySize) {
  const auto engine = engines::Engine::named("indexed");
  std::size_t large = 0;
  std::set<std::uint64_t> all;
  for (std::uint64_t index = 0; index < 4'000; ++index) {
    const auto trace = generate::trace_of(engine.api(), 1, index);
    if (trace.steps.size() > max_steps) ++large;
    const auto reached = reached_by(trace);
    EXPECT_LE(reached.size(), max_steps);
    all.insert(reached.begin(), reached.end());
  }
  EXPECT_GT(large, 0U);
  EXPECT_GT(all.size(), 10'000U);
}

// Whatever the explorer's canonical form holds to be one state is one here.
TEST(Abstraction, TellsNoTwoStatesOfAScopeApartThatTheExplorerDoesNot) {
  using explore::claim::ClaimModel;
  struct Walker : ClaimModel {
    using Seen = std::map<std::vector<std::uint8_t>, std::uint64_t>;
    Walker(const explore::claim::Scope& scope, Seen& seen) : ClaimModel(scope), seen_(seen) {}
    void check(const State& state, explore::Observer&) {
      std::vector<std::uint8_t> canonical(max_encoding_bytes());
      canonical.resize(encode_canonical(state, canonical.data()));
      Abstraction abstraction;
      const auto hash = abstraction.of(common().trace.setup.regions[0], state.value.regions[0]);
      const auto [other, is_new] = seen_.emplace(canonical, hash);
      if (!is_new) {
        EXPECT_EQ(other->second, hash) << describe(state);
      }
    }
    Seen& seen_;
  };
  explore::claim::Scope scope;
  scope.injected = 0;
  Walker::Seen seen;
  explore::explore(Walker(scope, seen));
  std::set<std::uint64_t> abstract;
  for (const auto& [canonical, hash] : seen) abstract.insert(hash);
  EXPECT_GT(seen.size(), 500U);
  EXPECT_LE(abstract.size(), seen.size());
  EXPECT_GT(abstract.size(), seen.size() / 2);
}

}  // namespace
}  // namespace claimcheck::reach
