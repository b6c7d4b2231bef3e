// SPDX-License-Identifier: MIT
// Crashes that need threads: on which clause they are blamed, and that they hide nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "properties/concurrent/probe.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/search/search.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::concurrent {
namespace {

search::Report searched(const engines::Engine& engine, std::uint64_t cases) {
  search::Work work;
  work.trace = [&](std::uint64_t index) { return case_of(engine.api(), 1, index); };
  work.probe = probe(DrawnCases(engine.api(), 1));
  search::Options options;
  options.traces = cases;
  options.hang_timeout_ms = 5'000;
  search::Events events;
  events.progress = [](std::uint64_t, std::uint64_t) {};
  events.fails = [](const model::Trace&, const judge::Defect&, const std::string&) {};
  events.finds = [](const judge::Finding&) {};
  const process::SharedMemory<process::Shared> shared;
  return search::search(engine, work, options, events, *shared);
}

struct CrashesAmongOthers : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env&) {
    ++running;
    if (running > 1 && operation.kind == CLAIMCHECK_WRITE_UUID) std::raise(SIGSEGV);
  }
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) { --running; }
  int running = 0;
};

TEST(ConcurrentCrash, IsBlamedOnC3) {
  const auto report = searched(testing::engine_with<CrashesAmongOthers>(), 40);
  ASSERT_FALSE(report.findings.empty());
  for (const auto& finding : report.findings) {
    EXPECT_EQ(finding.defect.clause, model::Clause::C3) << finding.message;
    EXPECT_TRUE(finding.reproduced);
    EXPECT_NE(std::ranges::find(finding.defect.kinds, "write uuid"), finding.defect.kinds.end());
    EXPECT_FALSE(finding.trace.schedule.empty()) << "nobody knows in which order";
  }
  EXPECT_EQ(report.traces_left, 0u);
}

struct CrashesWhenDestroyed : testing::NoFault {
  void before(const claimcheck_operation&, const claimcheck_env&) { met = met || ++running > 1; }
  void after(const claimcheck_operation&, claimcheck_outcome&, const claimcheck_env&) { --running; }
  ~CrashesWhenDestroyed() {
    if (met) std::raise(SIGSEGV);
  }
  int running = 0;
  bool met = false;
};

TEST(ConcurrentCrash, OfTearingDownIsBlamedOnA4) {
  const auto report = searched(testing::engine_with<CrashesWhenDestroyed>(), 10);
  ASSERT_FALSE(report.findings.empty());
  for (const auto& finding : report.findings) {
    EXPECT_EQ(finding.defect.clause, model::Clause::A4) << finding.message;
  }
}

struct CrashesAlone : testing::NoFault {
  void before(const claimcheck_operation& operation, const claimcheck_env&) {
    if (operation.kind == CLAIMCHECK_WRITE_UUID) std::raise(SIGSEGV);
  }
};

TEST(ConcurrentCrash, ThatNeedsNoThreadsIsLeftToTheOtherSearches) {
  const auto report = searched(testing::engine_with<CrashesAlone>(), 10);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_GT(report.crashes, 0u);
}

}  // namespace
}  // namespace claimcheck::concurrent
