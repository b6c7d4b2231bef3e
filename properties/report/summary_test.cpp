// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

#include "model/clause.hpp"
#include "properties/report/report.hpp"

namespace claimcheck::report {
namespace {

using Names = std::vector<std::string_view>;

TEST(ClauseRanges, WriteThreeAndMoreInARowAsOneRange) {
  EXPECT_EQ(clause_ranges(Names{}), "");
  EXPECT_EQ(clause_ranges(Names{"T2"}), "T2");
  EXPECT_EQ(clause_ranges(Names{"T1", "T2"}), "T1 T2");
  EXPECT_EQ(clause_ranges(Names{"T1", "T2", "T3"}), "T1-T3");
  EXPECT_EQ(clause_ranges(Names{"V8", "V9", "V10"}), "V8-V10");
}

TEST(ClauseRanges, EndWhereAClauseIsMissingOrAnotherLetterBegins) {
  EXPECT_EQ(clause_ranges(Names{"W0", "W1", "W2", "W4", "W5", "T1"}), "W0-W2 W4 W5 T1");
  EXPECT_EQ(clause_ranges(Names{"T5", "U1", "U2"}), "T5 U1 U2");
  EXPECT_EQ(clause_ranges(Names{"W3", "T4", "T5"}), "W3 T4 T5");
}

TEST(ClauseRanges, NeedOneLineForTheWholeContract) {
  Names all;
  for (const auto& row : model::clauses()) all.push_back(row.name);
  EXPECT_LE(clause_ranges(all).size(), 66U) << clause_ranges(all);
}

}  // namespace
}  // namespace claimcheck::report
