// SPDX-License-Identifier: MIT
#include "properties/report/causes.hpp"

#include <gtest/gtest.h>

#include "model/trace/trace_text.hpp"

namespace claimcheck::report {
namespace {

using model::Clause;

judge::Finding finding(Clause clause, const std::string& steps, judge::Defect defect = {}) {
  judge::Finding finding;
  finding.trace = model::parse(
                      "claimcheck trace 1\n"
                      "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                      "tag A 11111111-1111-1111-1111-111111111111\n" +
                      steps)
                      .trace;
  finding.defect = std::move(defect);
  finding.defect.clause = clause;
  if (finding.defect.aspect.empty()) finding.defect.aspect = "outcome";
  return finding;
}

std::vector<std::vector<std::size_t>> causes_of(const std::vector<judge::Finding>& findings) {
  std::vector<const judge::Finding*> pointers;
  for (const auto& one : findings) pointers.push_back(&one);
  return causes(pointers);
}

using Groups = std::vector<std::vector<std::size_t>>;

TEST(Causes, OfOneMissingAlignmentCheckAreOne) {
  const auto groups = causes_of(
      {finding(Clause::T4, "inject 0 A  at 0 +1M seq 1\nwrite 0.0 uuid A\n"),
       finding(Clause::W6, "offer 0 untagged  at 0 +2M\nwrite 0.0 uuid 0\nwrite 0.0 uuid 0\n"),
       finding(Clause::U1,
               "inject 0 untagged  at 0 +1M seq 0\noffer 0 untagged  at 2M +2M\n"
               "write 0.0 uuid 0\n"),
       finding(Clause::U2, "inject 0 untagged  at 0 +1M seq 0\nwrite 0.0 uuid 0\n")});
  EXPECT_EQ(groups, (Groups{{0, 2, 3}, {1}}));
}

TEST(Causes, OfTwoSitesAreTwo) {
  const auto groups = causes_of(
      {finding(Clause::A1, "offer 0 A  at 0 +2M\nwrite 0.0 uuid A ! reserve-range#1\n"),
       finding(Clause::A1, "offer 0 A  at 0 +2M\nwrite 0.0 uuid A ! register-mapping#1\n")});
  EXPECT_EQ(groups.size(), 2u);
}

TEST(Causes, OfTwoErrorsOfOneSiteAreOne) {
  const auto groups = causes_of({finding(Clause::A2, "create 0 ! create-device#1\n",
                                         {Clause::A2, "outcome", {}, {}, "ENOMEM"}),
                                 finding(Clause::A2, "create 0 ! create-device#1=EIO\n",
                                         {Clause::A2, "outcome", {}, {}, "EIO"})});
  EXPECT_EQ(groups, (Groups{{0, 1}}));
}

// One was met while the engine was made, one while it was taken down, one did not come again.
TEST(Causes, OfAnEngineThatDiedAtAnyTimeAreOne) {
  auto lost = finding(Clause::A4, "create 0\n", {Clause::A4, "killed by SIGABRT"});
  lost.reproduced = false;
  const auto groups = causes_of(
      {finding(Clause::A4, "", {Clause::A4, "killed by SIGSEGV"}),
       finding(Clause::A4, "offer 0 A  at 0 +2M\n", {Clause::A4, "killed by SIGSEGV"}), lost,
       finding(Clause::A4, "read 0.0 size\n", {Clause::A4, "exits with status 3"})});
  EXPECT_EQ(groups.size(), 1u);
  EXPECT_EQ(causes_of({finding(Clause::A4, "", {Clause::A4, "killed by SIGSEGV"}),
                       finding(Clause::A4, "create 0\n", {Clause::A4, "killed by SIGABRT"})})
                .size(),
            2u);
}

TEST(Causes, OfRacesOnOneObjectAreOne) {
  const std::string threads = "thread 1: write 0.0 uuid A\nthread 2: ";
  const judge::Defect on_ledger{Clause::C3, "race", {}, {}, "ledger"};
  const judge::Defect on_table{Clause::C3, "race", {}, {}, "table"};
  const auto groups = causes_of({finding(Clause::C3, threads + "read 0.0 size\n", on_ledger),
                                 finding(Clause::C3, threads + "delete 0.0\n", on_table),
                                 finding(Clause::C3, threads + "create 0\n", on_ledger)});
  EXPECT_EQ(groups, (Groups{{0, 2}, {1}}));
}

TEST(Causes, OfOperationsThatOnlyLookAlikeAreTwo) {
  const auto groups = causes_of({finding(Clause::W2, "write 0.0 uuid \"11\"\n"),
                                 finding(Clause::V3, "write 0.0 size 1M\n"),
                                 finding(Clause::V1, "read 0.0 uuid\n")});
  EXPECT_EQ(groups.size(), 3u);
}

}  // namespace
}  // namespace claimcheck::report
