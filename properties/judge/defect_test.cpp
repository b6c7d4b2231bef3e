// SPDX-License-Identifier: MIT
#include "properties/judge/defect.hpp"

#include <gtest/gtest.h>

#include "model/trace/trace_text.hpp"
#include "properties/judge/blame.hpp"
#include "properties/judge/warnings.hpp"

namespace claimcheck::judge {
namespace {

using model::Clause;

Defect history(std::vector<std::string> kinds) {
  return {Clause::C1, "history", std::move(kinds)};
}

TEST(Defect, OfTwoPairsOfOperationsIsNotOne) {
  const Defects known = {history({"delete", "write uuid"})};
  EXPECT_FALSE(known.contains(history({"create", "delete"})));
  EXPECT_TRUE(known.contains(history({"delete", "write uuid"})));
  EXPECT_TRUE(known.contains(history({"create", "delete", "write uuid"})));
  EXPECT_FALSE(known.contains(history({"delete"})));
}

TEST(Defect, AtOneSiteIsNotThatAtAnother) {
  const Defects known = {{Clause::A2, "outcome", {}, {"reserve-range"}, "ENOMEM"}};
  EXPECT_FALSE(known.contains({Clause::A2, "outcome", {}, {"register-mapping"}, "ENOMEM"}));
  EXPECT_TRUE(
      known.contains({Clause::A2, "outcome", {}, {"register-mapping", "reserve-range"}, "ENOMEM"}));
}

TEST(Defect, IsToldApartByItsLock) {
  const Defects known = {{Clause::C3, "deadlock", {"create", "delete"}, {}, "region-lock"}};
  EXPECT_FALSE(known.contains({Clause::C3, "deadlock", {"create", "delete"}, {}, "device-lock"}));
}

TEST(Defect, OfARaceNeedsOneOfItsOperations) {
  const Defects known = {{Clause::C3, "race", {"delete", "read size"}, {}, "ledger"}};
  EXPECT_TRUE(known.contains({Clause::C3, "race", {"create", "read size"}, {}, "ledger"}));
  EXPECT_FALSE(known.contains({Clause::C3, "race", {"create", "write uuid"}, {}, "ledger"}));
  EXPECT_FALSE(known.contains({Clause::C3, "race", {"delete", "read size"}, {}, "other"}));
}

model::Trace trace(const std::string& steps) {
  return model::parse(
             "claimcheck trace 1\n"
             "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
             "tag A 11111111-1111-1111-1111-111111111111\n" +
             steps)
      .trace;
}

TEST(Blame, OfACrashIsOnTheClauseThatDecidesTheOperation) {
  const auto release = trace("create 0\nrelease 0 A\n");
  const auto defect = blame_crash(release, {1, "killed by SIGSEGV", "why"});
  EXPECT_EQ(defect, (Defect{Clause::M7, "killed by SIGSEGV", {"release"}, {}, "why"}));
  EXPECT_EQ(blame_crash(release, {2, "hangs", ""}).clause, Clause::A4);
}

TEST(Blame, OfACrashBetweenThreadsIsOnC3AndInTheEndOnA4) {
  const auto threads = trace("thread 1: write 0.0 uuid A\nthread 2: delete 0.0\n");
  const auto defect = blame_crash(threads, {0, "killed by SIGSEGV", ""});
  EXPECT_EQ(defect, (Defect{Clause::C3, "killed by SIGSEGV", {"delete", "write uuid"}}));
  EXPECT_EQ(blame_crash(threads, {2, "killed by SIGSEGV", ""}).clause, Clause::A4);
}

TEST(Defect, TakesWhatAnEngineSaysOfOneThingForOneText) {
  EXPECT_EQ(text_pattern("tag 44444444-4444-4444-4444-444444444444 at slot 0 (got 2)"),
            "tag # at slot # (got #)");
  EXPECT_EQ(text_pattern("tag eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee"), "tag #");
  EXPECT_EQ(text_pattern("bad rwsem 0x7ffe12ab"), "bad rwsem #");
  EXPECT_EQ(text_pattern("list_add corruption"), "list_add corruption");
  EXPECT_EQ(text_pattern("region dax_region7: dax7.12 is gone"),
            "region dax_region#: dax#.# is gone");
}

TEST(Blame, TakesTwoSpellingsOfATagForOnePrize) {
  const std::string upper = "ABABABAB-1111-1111-1111-111111111111\n";
  const std::string lower = "abababab-1111-1111-1111-111111111111";
  EXPECT_TRUE(is_one_prize({{0, 0}, upper}, {{0, 1}, lower}));
  EXPECT_FALSE(is_one_prize({{0, 0}, upper}, {{1, 1}, lower}));
  EXPECT_TRUE(is_one_prize({{0, 0}, "0\n"}, {{0, 0}, lower}));
  EXPECT_FALSE(is_one_prize({{0, 0}, "0\n"}, {{0, 1}, "0\n"}));
}

}  // namespace
}  // namespace claimcheck::judge
