// SPDX-License-Identifier: MIT
#include "properties/search/search.hpp"

#include <gtest/gtest.h>

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <set>
#include <thread>

#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"
#include "properties/process/process.hpp"
#include "properties/process/shared_memory.hpp"
#include "properties/search/message.hpp"
#include "properties/search/search_range.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::search {
namespace {

using model::Clause;
using testing::engine_with;
using testing::is_claim;
using testing::NoFault;

struct Told {
  Report report;
  std::string text;  // all that the events said, in their order
};

Told search_on(const engines::Engine& engine, Options options, std::uint64_t seed = 1) {
  Work work;
  work.trace = [&engine, seed](std::uint64_t index) {
    return generate::trace_of(engine.api(), seed, index);
  };
  work.probe.find = [&engine, seed](const SearchContext& context, std::uint64_t index) {
    auto trace = generate::trace_of(engine.api(), seed, index);
    return check_one(context, trace);
  };
  Told told;
  Events events;
  events.progress = [&](std::uint64_t done, std::uint64_t all) {
    told.text += std::to_string(done) + " of " + std::to_string(all) + "\n";
  };
  events.fails = [&](const model::Trace& trace, const judge::Defect& defect,
                     const std::string& message) {
    told.text += print(model::document(trace)) + defect.aspect + message + "\n";
  };
  events.finds = [&](const judge::Finding& finding) { told.text += encode(finding) + "\n"; };
  const process::SharedMemory<process::Shared> shared;
  told.report = search(engine, work, options, events, *shared);
  return told;
}

Options traces(std::uint64_t count) {
  Options options;
  options.traces = count;
  options.hang_timeout_ms = CLAIMCHECK_IS_SANITIZED ? 6'000 : 1'500;
  return options;
}

TEST(Search, FindsNothingOnAnEngineWithoutAFault) {
  const auto told = search_on(engine_with<NoFault>(), traces(1000));
  EXPECT_TRUE(told.report.findings.empty());
  EXPECT_EQ(told.report.coverage.traces, 1000u);
  EXPECT_EQ(told.report.crashes, 0u);
  EXPECT_EQ(told.report.traces_left, 0u);
}

// Two faults: most traces with the second have the first too, and show it behind that only.
struct TwoFaults : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_OFFER && out.result == 0) out.result = 1;
    if (is_claim(o) && out.result > 0) ++out.result;
  }
};
TEST(Search, SetsAFindingAsideAndFindsWhatIsBehindIt) {
  const auto told = search_on(engine_with<TwoFaults>(), traces(300));
  ASSERT_EQ(told.report.findings.size(), 2u);
  const auto is_found = [&](const judge::Defect& defect) {
    return std::ranges::count(told.report.findings, defect, &judge::Finding::defect) == 1;
  };
  EXPECT_TRUE(is_found({Clause::M2, "outcome"}));
  EXPECT_TRUE(is_found({Clause::W7, "length"}));
  EXPECT_GT(told.report.coverage.set_aside, 100u);
  for (const auto& finding : told.report.findings) {
    EXPECT_TRUE(finding.reproduced);
    EXPECT_TRUE(finding.shrunk_to_end);
    EXPECT_LE(finding.trace.steps.size(), 2u);
  }
}

TEST(Search, LooksForNothingThatIsKnown) {
  auto options = traces(300);
  options.known = {{Clause::M2, "outcome"}};
  const auto told = search_on(engine_with<TwoFaults>(), options);
  ASSERT_EQ(told.report.findings.size(), 1u);
  EXPECT_EQ(told.report.findings[0].defect, (judge::Defect{Clause::W7, "length"}));
}

template <class Fault>
judge::Finding only_crash(const std::string& aspect) {
  const auto told = search_on(engine_with<Fault>(), traces(60));
  EXPECT_GT(told.report.crashes, 0u);
  EXPECT_EQ(told.report.traces_left, 0u);
  for (const auto& finding : told.report.findings) {
    EXPECT_EQ(finding.defect.aspect, aspect);
    EXPECT_TRUE(finding.reproduced);
  }
  if (told.report.findings.empty()) return {};
  return told.report.findings[0];
}

struct CrashesOnRelease : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_RELEASE_TAG) std::raise(SIGSEGV);
  }
};
TEST(Search, ShrinksACrashToTheOperationInWhichItHappens) {
  const auto finding = only_crash<CrashesOnRelease>("killed by SIGSEGV");
  EXPECT_EQ(finding.defect.clause, Clause::M7);
  ASSERT_EQ(finding.trace.steps.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<model::ReleaseTag>(finding.trace.steps[0].operation));
}

struct ExitsOnCreate : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_CREATE) _exit(0);
  }
};
TEST(Search, TakesACalmExitForNoAnswer) {
  const auto finding = only_crash<ExitsOnCreate>("exits with status 0");
  EXPECT_EQ(finding.trace.steps.size(), 1u);
}

struct ThrowsOnBind : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_BIND_DEVICE) throw std::runtime_error("luck");
  }
};
TEST(Search, FindsAnExceptionOfTheEngines) {
  const auto finding = only_crash<ThrowsOnBind>("throws an exception: luck");
  EXPECT_EQ(finding.defect.clause, Clause::V7);
}

struct ThrowsAnInt : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_BIND_DEVICE) throw 1;
  }
};
TEST(Search, FindsAnExceptionThatIsNoStdException) {
  only_crash<ThrowsAnInt>("throws an exception: no std::exception");
}

struct SpinsOnDelete : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env&) {
    for (volatile bool on = o.kind == CLAIMCHECK_DELETE; on;) {
    }
  }
};
TEST(Search, FindsAHangAndGoesOn) {
  const auto told = search_on(engine_with<SpinsOnDelete>(), traces(25));
  ASSERT_FALSE(told.report.findings.empty());
  EXPECT_EQ(told.report.findings[0].defect, (judge::Defect{Clause::V6, "hangs", {"delete"}}));
  EXPECT_EQ(told.report.findings[0].trace.steps.size(), 1u);
}

struct BreaksWhenDestroyed : NoFault {
  bool claimed = false;
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    claimed = claimed || (is_claim(o) && out.result > 0);
  }
  ~BreaksWhenDestroyed() {
    if (claimed) std::abort();
  }
};
TEST(Search, BlamesACrashInDestroyOnA4) {
  const auto told = search_on(engine_with<BreaksWhenDestroyed>(), traces(60));
  ASSERT_EQ(told.report.findings.size(), 1u);
  EXPECT_EQ(told.report.findings[0].defect, (judge::Defect{Clause::A4, "killed by SIGABRT"}));
}

TEST(Search, IsNotEndedByACrashThatComesAgainAndAgain) {
  const auto told = search_on(engine_with<CrashesOnRelease>(), traces(20'000));
  EXPECT_EQ(told.report.traces_left, 0u);
  EXPECT_EQ(told.report.coverage.traces, 20'000u);
  for (const auto& finding : told.report.findings) {
    EXPECT_EQ(finding.defect.kinds, std::vector<std::string>{"release"});
  }
  EXPECT_LE(told.report.findings.size(), 2u);  // by the clauses that decide a release
  EXPECT_LT(told.report.crashes, 100u);
  EXPECT_GT(told.report.coverage.set_aside, 1'000u);
}

// Two operations that crash: the second is not hidden behind the first.
struct CrashesTwice : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_RELEASE_TAG || o.kind == CLAIMCHECK_CREATE) std::raise(SIGSEGV);
  }
};
TEST(Search, TellsCrashesApartByTheOperation) {
  std::set<std::string> kinds;
  for (const auto& finding : search_on(engine_with<CrashesTwice>(), traces(500)).report.findings) {
    ASSERT_EQ(finding.defect.kinds.size(), 1u);
    kinds.insert(finding.defect.kinds.front());
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"create", "release"}));
}

struct DiesOnCreate : NoFault {
  void before(const claimcheck_operation& o, const claimcheck_env& env) {
    if (o.kind != CLAIMCHECK_CREATE) return;
    for (int i = 0; i < 9; ++i) std::fprintf(stderr, "line %d \033[31m\n", i);
    env.die(env.context, "rwsem not held");
  }
};
TEST(Search, KeepsWhatAnEngineSaidAsItDied) {
  const auto report = search_on(engine_with<DiesOnCreate>(), traces(60)).report;
  ASSERT_FALSE(report.findings.empty());
  const auto& finding = report.findings.front();
  EXPECT_EQ(finding.defect.object, "rwsem not held");
  EXPECT_EQ(finding.message, "killed by SIGABRT: rwsem not held");
  ASSERT_EQ(finding.last_lines.size(), 5u);
  EXPECT_EQ(finding.last_lines.back(), "line 8 \\x1b[31m");
}

struct OverrunsItsOutcome : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    if (o.kind == CLAIMCHECK_CREATE) reinterpret_cast<char*>(&out)[sizeof out] = 1;
  }
};
TEST(Search, BelievesNothingThatAProcessShowsAfterItsMemoryWasOverwritten) {
  const auto report = search_on(engine_with<OverrunsItsOutcome>(), traces(2'000)).report;
  for (const auto& finding : report.findings) {
    EXPECT_EQ(finding.defect.aspect, "memory");
    EXPECT_EQ(finding.defect.kinds, std::vector<std::string>{"create"});
  }
  EXPECT_FALSE(report.findings.empty());
  EXPECT_LE(report.findings.size(), 3u);
}

// Slow once it was wrong: shrinking would take minutes.
struct SlowAndWrong : NoFault {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env&) {
    static bool was_wrong = false;
    const bool is_wrong = is_claim(o) && out.result > 0;
    was_wrong = was_wrong || is_wrong;
    if (is_wrong) ++out.result;
    if (was_wrong) usleep(200'000);
  }
};
TEST(Search, KeepsItsDeadlineWhileItShrinks) {
  auto options = traces(1'000'000);
  options.hang_timeout_ms = 5'000;
  const auto begin = std::chrono::steady_clock::now();
  options.deadline = begin + std::chrono::milliseconds(2'000);
  const auto report = search_on(engine_with<SlowAndWrong>(), options).report;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(4'000));
  EXPECT_GT(report.traces_left, 0u);
  ASSERT_FALSE(report.findings.empty());
  const auto& last = report.findings.back();
  EXPECT_FALSE(last.shrunk_to_end) << encode(last);
  EXPECT_TRUE(last.reproduced);
}

TEST(Search, RefusesAnEngineThatCannotBeMade) {
  static const auto refusing = [] {
    auto api = *claimcheck_indexed_engine();
    api.create = [](const claimcheck_setup*, const claimcheck_env*, void**) { return -EPERM; };
    return api;
  }();
  EXPECT_THROW(search_on(engines::Engine::of(refusing), traces(10)), engines::EngineError);
}

// Something else that wants the CPU, on every core. Processes and no threads: a search forks, and
// its child would inherit a lock that a thread of ours holds at that moment.
class Load {
 public:
  Load() {
    for (unsigned i = 0; i < 2 * std::thread::hardware_concurrency(); ++i) {
      const pid_t child = fork();
      if (child == 0) spin();
      processes_.emplace_back(child);
    }
  }

 private:
  [[noreturn]] static void spin() {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (volatile bool on = true; on;) {
    }
    _exit(0);
  }

  std::list<process::Process> processes_;  // each is killed with this
};

TEST(Search, SaysTheSameTwiceWhateverTheLoad) {
  for (const auto& engine : {engines::Engine::named("posted"), engine_with<CrashesOnRelease>(),
                             engine_with<ThrowsOnBind>()}) {
    const auto calm = search_on(engine, traces(400));
    EXPECT_FALSE(calm.report.findings.empty());
    const Load load;
    const auto loaded = search_on(engine, traces(400));
    EXPECT_EQ(calm.text, loaded.text);
    EXPECT_EQ(calm.report.coverage.exercised, loaded.report.coverage.exercised);
  }
}

TEST(Search, SharesTheTracesOutAmongTheShards) {
  const auto whole = search_on(engine_with<NoFault>(), traces(500));
  judge::Coverage sum;
  for (std::uint64_t shard = 0; shard < 3; ++shard) {
    auto options = traces(500);
    options.shard = shard;
    options.shards = 3;
    const auto part = search_on(engine_with<NoFault>(), options).report;
    EXPECT_EQ(part.coverage.traces, shard < 2 ? 167u : 166u);
    sum.add(part.coverage);
  }
  EXPECT_EQ(sum.traces, whole.report.coverage.traces);
  EXPECT_EQ(sum.operations, whole.report.coverage.operations);
  EXPECT_EQ(sum.exercised, whole.report.coverage.exercised);
}

TEST(Search, SaysWhatItDidNotGetTo) {
  auto options = traces(1'000'000'000);
  options.deadline = std::chrono::steady_clock::now() +
                     std::chrono::milliseconds(CLAIMCHECK_IS_SANITIZED ? 1'000 : 100);
  const auto report = search_on(engine_with<NoFault>(), options).report;
  EXPECT_GT(report.coverage.traces, 0u);
  EXPECT_EQ(report.traces_left, options.traces - report.coverage.traces);
}

TEST(Messages, ComeBackAsTheyWere) {
  judge::Finding finding;
  finding.defect = {Clause::T5, "use count"};
  finding.message = "one, expected two";
  finding.step = 3;
  finding.trace = generate::trace_of(engines::Engine::named("indexed").api(), 1, 20);
  finding.index = 77;
  finding.unshrunk_steps = 30;
  finding.attempts = 200;
  finding.shrunk_to_end = false;
  finding.reproduced = false;
  finding.last_lines = {"one", "two"};
  finding.defect.kinds = {"create", "delete"};
  finding.defect.sites = {"reserve-range"};
  finding.defect.object = "ledger";
  const auto back = std::get<judge::Finding>(decode(encode(finding)));
  EXPECT_EQ(back.defect, finding.defect);
  EXPECT_EQ(back.message, finding.message);
  EXPECT_EQ(back.step, finding.step);
  EXPECT_EQ(back.trace, finding.trace);
  EXPECT_EQ(back.index, finding.index);
  EXPECT_EQ(back.unshrunk_steps, finding.unshrunk_steps);
  EXPECT_EQ(back.attempts, finding.attempts);
  EXPECT_FALSE(back.shrunk_to_end);
  EXPECT_FALSE(back.reproduced);
  EXPECT_EQ(back.last_lines, finding.last_lines);

  FailsMessage fails;
  fails.trace = generate::trace_of(engines::Engine::named("indexed").api(), 1, 21);
  fails.defect = {Clause::M5, "extents"};
  fails.message = "bytes \xff\xfe";
  const auto failed = std::get<FailsMessage>(decode(encode(fails)));
  EXPECT_EQ(failed.trace, fails.trace);
  EXPECT_EQ(failed.defect, fails.defect);
  EXPECT_EQ(std::get<ProgressMessage>(decode(encode(ProgressMessage{12}))).next, 12u);
  EXPECT_EQ(std::get<TextMessage>(decode(encode(TextMessage{"a\nb\n"}))).text, "a\nb\n");
}

}  // namespace
}  // namespace claimcheck::search
