// SPDX-License-Identifier: MIT
#include "smt/mutants/weakening.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

constexpr unsigned threads = 2;
// A prime, so that all operators and files come up; of fewer than twenty a share says little.
constexpr std::size_t stride = CLAIMCHECK_IS_SANITIZED ? 101 : 61;

TEST(Weakening, IsOfEachOperatorOfEverySpecification) {
  const auto all = all_weakenings();
  std::set<std::string> names, files, operations;
  for (const auto& weakening : all) {
    EXPECT_TRUE(names.insert(weakening.name()).second) << weakening.name();
    files.insert(weakening.site.file);
    operations.insert(weakening.site.operation);
  }
  EXPECT_GE(all.size(), 1000u);
  for (const char* file : {"model/rules/claim_spec.hpp",
                           "model/rules/admission_spec.hpp",
                           "smt/specifications/effect_spec.hpp",
                           "smt/specifications/invariant_spec.hpp",
                           "smt/specifications/lemma_spec.hpp",
                           "smt/specifications/lock_change_spec.hpp",
                           "smt/specifications/lock_invariant_spec.hpp",
                           "smt/specifications/lock_spec.hpp",
                           "smt/specifications/space_spec.hpp",
                           "smt/specifications/transition_spec.hpp",
                           "smt/symbolic/claim_domain.cpp",
                           "smt/symbolic/admission_domain.cpp",
                           "impl/indexed/group_text.hpp",
                           "impl/indexed/claim_text.hpp",
                           "impl/indexed/index_text.hpp",
                           "smt/engine/group_spec.hpp",
                           "smt/engine/claim_text_spec.hpp",
                           "smt/engine/holding_spec.hpp",
                           "smt/engine/untagged_spec.hpp",
                           "smt/engine/untagged_text_spec.hpp",
                           "smt/engine/index_spec.hpp",
                           "smt/engine/index_text_spec.hpp",
                           "impl/support/spread_text.hpp",
                           "smt/engine/spread_spec.hpp"}) {
    EXPECT_TRUE(files.contains(file)) << file;
  }
  EXPECT_EQ(operations, (std::set<std::string>{"!=", "&&", "2^16", "2^32", "2^64", "<",
                                               "<=", "==", "and &&", "for all", "has",
                                               "has_aligned", "has_any", "holder ==", "is_aligned",
                                               "is_complete", "is_dense", "is_empty", "is_free"}));
}

TEST(Weakening, LeavesTheSpecificationsAsTheyAreOnceItIsGone) {
  const auto text = [] {
    std::string all;
    for (const auto& obligation : claim_obligations()) all += to_smtlib(obligation);
    return all;
  };
  const auto before = text();
  const auto all = all_weakenings();
  const auto of_claim = std::ranges::find_if(all, [](const auto& weakening) {
    return weakening.site.file == "model/rules/claim_spec.hpp";
  });
  ASSERT_NE(of_claim, all.end());
  {
    const Weakener weakener(of_claim->site, of_claim->change);
    EXPECT_NE(text(), before);
  }
  EXPECT_EQ(text(), before);
}

TEST(Weakening, IsMostlyNoticedBySomethingThatFails) {
  const auto results = try_weakenings(stride, threads);
  EXPECT_TRUE(enough_noticed(results));
  for (const auto& result : results) {
    EXPECT_EQ(result.reason().empty(), result.is_noticed()) << result.weakening.name();
  }
}

TEST(Weakening, ThatOnlyThePageShowsIsCountedApart) {
  WeakeningResult result;
  result.by = Noticed::ledger;
  EXPECT_FALSE(result.is_noticed());
  result.in_goals = true;
  EXPECT_EQ(result.reason(), "less is concluded, and nothing rests on it");
  EXPECT_FALSE(enough_noticed({result}));
  result.by = Noticed::proof;
  EXPECT_EQ(result.reason(), "");
  EXPECT_TRUE(enough_noticed({result}));
}

}  // namespace
}  // namespace claimcheck::smt
