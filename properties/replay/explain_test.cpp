// SPDX-License-Identifier: MIT
#include "properties/replay/explain.hpp"

#include <gtest/gtest.h>

#include "model/trace/trace_text.hpp"

namespace claimcheck::replay {
namespace {

const std::string tag_line = "tag A 11111111-1111-1111-1111-111111111111\n";

// All steps up to the first that differs, as `replay --explain` prints them.
std::string explain(const std::string& engine_name, const std::string& lines,
                    std::size_t width = text::any_width) {
  const auto trace =
      model::parse("claimcheck trace 1\nregion 0 dynamic base 4G size 1G\n" + lines).trace;
  const auto engine = engines::Engine::named(engine_name);
  Explanation explanation(trace, engine.name(), width);
  std::string text;
  judge::Watch watch;
  watch.step = [&](const judge::StepReport& report) { text += explanation.step(report); };
  judge::run(engine, trace, watch);
  return text;
}

TEST(Explanation, ShowsWhatBothReturnAndWhatChanges) {
  EXPECT_EQ(explain("indexed", tag_line + "offer 0 A  at 0 +2M\nwrite 0.0 uuid A\n"),
            R"(  1  offer 0 A  at 0 +2M
     contract: ok by M2                               | indexed: ok
     - region 0 driver bound available 0              | - region 0 driver bound available 0
     + region 0 driver bound available 2M             | + region 0 driver bound available 2M
     + region 0 extent at 0 +2M A seq 1 use 0         | + region 0 extent at 0 +2M A seq 1 use 0
  2  write 0.0 uuid A
     contract: ok by T5                               | indexed: ok
     - region 0 driver bound available 2M             | - region 0 driver bound available 2M
     - region 0 extent at 0 +2M A seq 1 use 0         | - region 0 extent at 0 +2M A seq 1 use 0
     - device 0.0 size 0                              | - device 0.0 size 0
     + region 0 driver bound available 0              | + region 0 driver bound available 0
     + region 0 extent at 0 +2M A seq 1 use 1         | + region 0 extent at 0 +2M A seq 1 use 1
     + device 0.0 size 2M                             | + device 0.0 size 2M
     + device 0.0 range at page 0: 0 +2M              | + device 0.0 range at page 0: 0 +2M
     + device 0.0 mapping of page 0: 0 +2M            | + device 0.0 mapping of page 0: 0 +2M
)");
}

TEST(Explanation, IsNoWiderThanAsked) {
  EXPECT_EQ(explain("indexed", tag_line + "offer 0 A  at 0 +2M\n", 60),
            R"(  1  offer 0 A  at 0 +2M
     contract: ok by M2         | indexed: ok
     - region 0 driver bound    | - region 0 driver bound
       available 0              |   available 0
     + region 0 driver bound    | + region 0 driver bound
       available 2M             |   available 2M
     + region 0 extent at 0 +2M | + region 0 extent at 0 +2M
       A seq 1 use 0            |   A seq 1 use 0
)");
}

TEST(Explanation, MarksWhatOnlyOneSideHasAndNamesTheClause) {
  EXPECT_EQ(explain("posted", "read 0.0 uuid\n"),
            R"(  1  read 0.0 uuid
     contract: null by V1                             ! posted: the text "0\n"
     V1 is broken: uuid reads as the claimed tag, else as the null UUID
     returned the text "0\n", expected the text "00000000-0000-0000-0000-000000000000\n"
)");
}

TEST(Explanation, DoesNotMarkAnotherOrderOfTheSame) {
  const auto text = explain("posted", "offer 0 untagged  at 4M +2M, at 0 +2M\n");
  EXPECT_EQ(text.find('!'), std::string::npos) << text;
}

TEST(Explanation, SaysThatAnInjectedFailureIsWhatTheContractWants) {
  const auto text = explain(
      "indexed", "offer 0 untagged  at 0 +2M\nwrite 0.0 uuid 0  ! register-mapping#1=EIO\n");
  EXPECT_NE(text.find("\n     contract: EIO by A2                              | indexed: EIO\n"),
            std::string::npos)
      << text;
}

TEST(Explanation, KeepsApartWhatIsAlikeInTwoRegions) {
  const auto text = explain("indexed",
                            "region 1 dynamic base 8G size 1G\n"
                            "offer 0 untagged  at 0 +2M\n"
                            "offer 1 untagged  at 0 +2M\n");
  EXPECT_NE(text.find("+ region 1 extent at 0 +2M untagged seq 0 use 0"), std::string::npos)
      << text;
}

}  // namespace
}  // namespace claimcheck::replay
