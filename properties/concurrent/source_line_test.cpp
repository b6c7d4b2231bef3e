// SPDX-License-Identifier: MIT
#include "properties/concurrent/source_line.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "model/trace/trace_text.hpp"
#include "properties/concurrent/runner.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::concurrent {
namespace {

TEST(SourceLine, IsTheFilesNameAndTheLineWhereTheEngineTellsThem) {
  EXPECT_EQ(source_line({"drivers/dax/bus.c", 412, nullptr}), "bus.c:412");
}

TEST(SourceLine, IsTheFunctionWhereOnlyItsAddressIsKnown) {
  const auto* const address = reinterpret_cast<const char*>(&std::puts) + 1;
  const auto line = source_line({nullptr, 0, address});
  EXPECT_FALSE(line.empty());
  EXPECT_TRUE(line.ends_with("+0x1") || line.find(".c:") != std::string::npos) << line;
  EXPECT_EQ(source_line({nullptr, 0, address}), line);
}

TEST(SourceLine, IsNothingWhereNothingIsKnown) {
  EXPECT_EQ(source_line({}), "");
  EXPECT_EQ(source_line({nullptr, 0, reinterpret_cast<const void*>(8)}), "");
}

// Writes what has no lock, in lines that it tells.
struct Careless : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env& env) {
    const claimcheck_source source{"src/careless.c", 10 + operation.device, nullptr};
    env.access(env.context, &ledger, sizeof ledger, name, CLAIMCHECK_WRITE, &source);
  }
  const char* name = "ledger";
  std::uint64_t ledger = 0;
};

struct Nameless : Careless {
  Nameless() { name = nullptr; }
};

const model::Trace& two_reads() {
  static const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
offer 0 untagged  at 0 +2M
create 0
thread 1: read 0.0 uuid
thread 2: read 0.1 uuid
)")
                                .trace;
  return trace;
}

TEST(SourceLine, IsToldOfBothSidesOfARace) {
  const auto engine = testing::engine_with<Careless>();
  const auto difference = search(engine, two_reads(), {100}).difference;
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->defect.aspect, "race");
  EXPECT_EQ(difference->defect.object, "ledger");
  EXPECT_NE(difference->message.find("ledger at careless.c:10 after"), std::string::npos);
  EXPECT_NE(difference->message.find("ledger at careless.c:11 after"), std::string::npos);
}

TEST(SourceLine, TellsRacesApartWhereTheDataHasNoName) {
  const auto engine = testing::engine_with<Nameless>();
  const auto difference = search(engine, two_reads(), {100}).difference;
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->defect.object, "careless.c:10 and careless.c:11");
}

}  // namespace
}  // namespace claimcheck::concurrent
