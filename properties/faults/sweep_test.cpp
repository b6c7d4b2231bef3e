// SPDX-License-Identifier: MIT
#include "properties/faults/sweep.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>

#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::faults {
namespace {

constexpr std::string_view setup =
    "claimcheck trace 1\n"
    "region 0 dynamic base 4G size 1G\n"
    "tag A 11111111-1111-1111-1111-111111111111\n";

model::Trace trace_of(const std::string& lines) {
  return model::parse(std::string(setup) + lines).trace;
}

struct Swept {
  std::optional<search::Failure> failure;
  Matrix matrix;
  judge::Coverage coverage;
  std::vector<std::string> run;  // every trace but the clean pass
};

Swept sweep_on(const std::string& name, const model::Trace& trace,
               const judge::Defects& known = {}) {
  const auto engine = engines::Engine::named(name);
  Swept swept;
  judge::Watch watch;
  watch.coverage = &swept.coverage;
  const std::function<void(const model::Trace&)> running = [&](const model::Trace& running_trace) {
    swept.run.push_back(print(model::document(running_trace)));
  };
  swept.failure = sweep({engine, known, watch, running}, trace, swept.matrix);
  return swept;
}

bool was_run(const Swept& swept, const std::string& line) {
  for (const auto& text : swept.run) {
    if (text.find(line) != std::string::npos) return true;
  }
  return false;
}

TEST(EveryError, OfEverySiteComesBeforeTheOperationIsDone) {
  const auto engine = engines::Engine::named("indexed");
  const auto trace = trace_of("offer 0 A  at 0 +2M, at 2M +2M\nwrite 0.0 uuid A\n");
  const std::function<void(const model::Trace&)> running = [](const model::Trace&) {};
  auto every = with_every_error({engine, {}, {}, running}, trace);
  std::set<std::pair<std::string, int>> failed;
  std::set<std::uint32_t> mappings;
  for (const auto& step : every.steps) {
    for (const auto& fault : step.faults) {
      failed.insert({fault.site, fault.error});
      if (fault.site == "register-mapping") mappings.insert(fault.nth);
    }
  }
  for (const auto* const site : {"add-group", "add-extent", "grow-ranges", "register-mapping"}) {
    for (const int error : {ENOMEM, EIO, EAGAIN, EEXIST, EINTR}) {
      EXPECT_TRUE(failed.contains({site, error})) << site << " " << error;
    }
  }
  EXPECT_TRUE(failed.contains({"device-lock", EINTR}));
  EXPECT_EQ(mappings, (std::set<std::uint32_t>{1, 2}));
  EXPECT_EQ(every.steps.back(), trace.steps.back());
  EXPECT_FALSE(search::check_one({engine, {}, {}, running}, every));
}

TEST(Sweep, FailsEachAskingOnceAndThenAllFromItOn) {
  const auto swept =
      sweep_on("indexed", trace_of("offer 0 A  at 0 +2M, at 2M +2M\nwrite 0.0 uuid A\n"));
  EXPECT_FALSE(swept.failure);
  EXPECT_TRUE(was_run(swept, "! register-mapping#1\n"));
  EXPECT_TRUE(was_run(swept, "! register-mapping#2\n"));
  EXPECT_TRUE(was_run(swept, "! register-mapping#2=E")) << "and with another error";
  EXPECT_FALSE(was_run(swept, "! register-mapping#3"));
  EXPECT_TRUE(was_run(swept, "! region-lock#1=EINTR\n"));
  EXPECT_TRUE(was_run(swept, "! any#1+\n"));
  EXPECT_TRUE(was_run(swept, "! any#1  ! any#2=EIO\n")) << "short traces have pairs";
  EXPECT_TRUE(
      was_run(swept, "offer 0 A  at 0 +2M, at 2M +2M  ! any#1\nwrite 0.0 uuid A  ! any#1\n"))
      << "over two operations as well";
}

TEST(Sweep, RunsTheRestOfTheTraceBehindTheFailureWithAndWithoutARetry) {
  const auto swept =
      sweep_on("indexed", trace_of("offer 0 A  at 0 +2M\nwrite 0.0 uuid A\nread 0.0 size\n"));
  EXPECT_FALSE(swept.failure);
  EXPECT_TRUE(was_run(swept, "! device-lock#1=EINTR\nwrite 0.0 uuid A\nread 0.0 size\n"));
  bool some_without = false;
  for (const auto& text : swept.run) {
    const auto claim = text.find("write 0.0 uuid A  !");
    if (claim == std::string::npos) continue;
    const auto next = text.find('\n', claim) + 1;
    some_without = some_without || text.compare(next, 13, "read 0.0 size") == 0;
  }
  EXPECT_TRUE(some_without);
}

TEST(Sweep, FailsThreeOperationsOfAShortTrace) {
  const auto swept = sweep_on(
      "indexed", trace_of("offer 0 A  at 0 +2M\noffer 0 untagged  at 4M +2M\nwrite 0.0 uuid A\n"));
  EXPECT_FALSE(swept.failure);
  bool some = false;
  for (const auto& text : swept.run) {
    some = some || std::ranges::count(text, '!') == 3;
  }
  EXPECT_TRUE(some);
}

TEST(Sweep, GivesASiteEveryErrorThatTheTableSays) {
  std::set<int> errors;
  auto api = engines::Engine::named("indexed").api();
  constexpr std::array declared = {EDQUOT, ENOSR, 0};
  const std::array<claimcheck_site, 2> sites = {{{"grow-ranges", declared.data()}, {}}};
  api.sites = sites.data();
  generate::Choices choices(rc::Random(1));
  for (int i = 0; i < 100; ++i) errors.insert(random_fault(choices, api).error);
  EXPECT_EQ(errors, (std::set<int>{EDQUOT, ENOSR}));
}

TEST(Sweep, TriesTheSameAgainAndGivesAllBackA3A4) {
  const auto swept = sweep_on("indexed", trace_of("offer 0 A  at 0 +2M\nwrite 0.0 uuid A\n"));
  EXPECT_GT(swept.coverage[model::Clause::A2], 5u);
  EXPECT_GT(swept.coverage[model::Clause::A3], 5u);
  EXPECT_GT(swept.coverage[model::Clause::A4], 5u);
  EXPECT_GT(swept.coverage[model::Clause::W3], 0u);
  EXPECT_GT(swept.coverage[model::Clause::W5], 0u);
}

TEST(Sweep, FindsWhatAFailedMappingDoesToThePostedEnginesUseCountA1) {
  const auto swept = sweep_on("posted", trace_of("offer 0 A  at 0 +2M\nwrite 0.0 uuid A\n"));
  ASSERT_TRUE(swept.failure);
  EXPECT_EQ(swept.failure->difference.defect,
            (judge::Defect{model::Clause::A1, "use count", {}, {"register-mapping"}}));
}

TEST(Sweep, FindsWhatThePostedEnginesRollbackLeavesRegisteredBehindThatA1) {
  const auto swept =
      sweep_on("posted", trace_of("offer 0 A  at 0 +2M, at 2M +2M\nwrite 0.0 uuid A\n"),
               {{model::Clause::A1, "use count", {}, {"register-mapping"}}});
  ASSERT_TRUE(swept.failure);
  EXPECT_EQ(swept.failure->difference.defect,
            (judge::Defect{model::Clause::A1, "mappings", {}, {"reserve-range"}}));
}

TEST(Sweep, LooksBehindADefectThatNeedsNoFailure) {
  const auto swept =
      sweep_on("posted", trace_of("read 0.0 uuid\noffer 0 A  at 0 +2M\nwrite 0.0 uuid A\n"),
               {{model::Clause::V1, "text"}});
  ASSERT_TRUE(swept.failure);
  EXPECT_EQ(swept.failure->difference.defect.clause, model::Clause::A1);
}

TEST(Sweep, ReachesAndFailsEverySiteOfBothEngines) {
  for (const auto* name : {"indexed", "posted"}) {
    const auto engine = engines::Engine::named(name);
    Matrix matrix;
    const judge::Watch watch;
    const std::function<void(const model::Trace&)> running = [](const model::Trace&) {};
    for (std::uint64_t index = 0; index < 60; ++index) {
      // Every defect of posted is set aside: here only the sites count.
      judge::Defects known;
      while (auto failure = sweep({engine, known, watch, running},
                                  generate::trace_of(engine.api(), 1, index), matrix)) {
        known.insert(failure->difference.defect);
      }
    }
    ASSERT_GT(site_count(engine.api()), 5u);
    for (std::size_t site = 0; site < site_count(engine.api()); ++site) {
      EXPECT_GT(total(matrix, site).reached, 0u) << name << " " << engine.api().sites[site].name;
      EXPECT_GT(total(matrix, site).failed, 0u) << name << " " << engine.api().sites[site].name;
    }
  }
}

TEST(Matrix, TellsOutcomesApart) {
  Cell cell;
  EXPECT_EQ(cell.distinct_outcomes(), 0u);
  for (const int error : {12, 12, 4, 133, 0}) cell.count(error);
  EXPECT_EQ(cell.distinct_outcomes(), 4u);
}

TEST(Matrix, HasANameForEveryKindOfOperation) {
  std::set<std::string_view> names;
  for (std::size_t kind = 0; kind < operation_kinds; ++kind) names.insert(kind_name(kind));
  EXPECT_EQ(names.size(), operation_kinds);
}

TEST(RandomFaults, AreTheSameForTheSameSeedAndPrintAndParse) {
  const auto engine = engines::Engine::named("posted");
  std::size_t faults = 0;
  for (std::uint64_t index = 0; index < 50; ++index) {
    const auto clean = generate::trace_of(engine.api(), 1, index);
    const auto trace = with_random_faults(clean, engine.api(), 1, index, index % 3);
    EXPECT_EQ(trace, with_random_faults(clean, engine.api(), 1, index, index % 3));
    EXPECT_EQ(model::parse(print(model::document(trace))).trace, trace);
    for (const auto& step : trace.steps) faults += step.faults.size();
  }
  EXPECT_GT(faults, 50u);
}

}  // namespace
}  // namespace claimcheck::faults
