// SPDX-License-Identifier: MIT
#include "properties/shrink/shrink.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <set>

#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::shrink {
namespace {

using model::Clause;

constexpr std::size_t plenty = 200'000;

model::Trace generated(std::uint64_t seed) {
  static const auto generator = generate::traces();
  return generator(rc::Random(rc::Random::Key{seed, 0, 0, 0}), 100).value();
}

// A stand-in for an engine's defect: some operation is decided by the clause, with this error.
Attempt decides(Clause clause, int error) {
  return [=](const model::Trace& trace) {
    auto state = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      const auto outcome = model::step<model::Checks::off>(trace.setup, state, step.operation);
      if (outcome.clause == clause && (error == 0 ? !outcome.failed() : outcome.result == -error)) {
        return true;
      }
    }
    return false;
  };
}

// The shrunk forms of this many traces that show it.
std::multiset<std::string> shrunk_forms(const Attempt& shows, std::size_t count) {
  std::multiset<std::string> forms;
  for (std::uint64_t seed = 0; forms.size() < count; ++seed) {
    auto trace = generated(seed);
    if (!shows(trace)) continue;
    auto result = shrink(std::move(trace), shows, plenty);
    EXPECT_TRUE(result.finished);
    EXPECT_TRUE(shows(result.trace));
    forms.insert(print(model::document(without_unused_tags(result.trace))));
  }
  return forms;
}

void expect_one_form(Clause clause, int error) {
  const auto forms = shrunk_forms(decides(clause, error), 20);
  const std::set<std::string> distinct(forms.begin(), forms.end());
  EXPECT_EQ(distinct.size(), 1u) << name(clause);
  if (distinct.size() > 1) {
    for (const auto& form : distinct) ADD_FAILURE() << form;
  }
}

TEST(Shrink, ComesToTheSameFormFromTwentyTracesOfAGap) {
  expect_one_form(Clause::T2, EINVAL);
}
TEST(Shrink, ComesToTheSameFormFromTwentyTracesOfALostMember) {
  expect_one_form(Clause::T3, EINVAL);
}
TEST(Shrink, ComesToTheSameFormFromTwentyTracesOfASecondClaim) {
  expect_one_form(Clause::W6, EBUSY);
}
TEST(Shrink, ComesToTheSameFormFromTwentyTracesOfABusyRelease) {
  expect_one_form(Clause::M7, EBUSY);
}
TEST(Shrink, ComesToTheSameFormFromTwentyTracesOfATagOfferedTwice) {
  expect_one_form(Clause::M3, EEXIST);
}

TEST(Shrink, LeavesOfALostMemberTheThreeOperationsThatItTakes) {
  const auto forms = shrunk_forms(decides(Clause::T3, EINVAL), 1);
  EXPECT_EQ(*forms.begin(), R"(claimcheck trace 1
expect holds

region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111

offer 0 A  at 0 +2M, at 2M +2M lost
write 0.0 uuid A
)");
}

TEST(Shrink, IsAtAnEndWhereItEnds) {
  const auto shows = decides(Clause::U2, EINVAL);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    auto trace = generated(seed);
    if (!shows(trace)) continue;
    const auto once = shrink(trace, shows, plenty);
    const auto twice = shrink(once.trace, shows, plenty);
    EXPECT_EQ(once.trace, twice.trace) << seed;
    EXPECT_LE(once.trace.steps.size(), trace.steps.size());
  }
}

TEST(Shrink, OffersOnlyTracesThatParse) {
  const auto shows = decides(Clause::T5, 0);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto trace = generated(seed);
    if (!shows(trace)) continue;
    shrink(
        trace,
        [&](const model::Trace& candidate) {
          const auto text = print(model::document(candidate));
          EXPECT_EQ(model::parse(text).trace, candidate) << text;
          return shows(candidate);
        },
        2000);
  }
}

TEST(Shrink, StopsAtItsBudgetWithTheBestSoFar) {
  const auto shows = decides(Clause::T5, 0);
  std::uint64_t seed = 0;
  while (!shows(generated(seed))) ++seed;
  std::size_t calls = 0;
  const auto result = shrink(
      generated(seed),
      [&](const model::Trace& candidate) {
        ++calls;
        return shows(candidate);
      },
      10);
  EXPECT_EQ(calls, 10u);
  EXPECT_EQ(result.attempts, 10u);
  EXPECT_FALSE(result.finished);
  EXPECT_TRUE(shows(result.trace));
}

// Two members over each other, too high up in a region of half the address space.
TEST(Shrink, TriesFewPlacesOfARegionThatHasMany) {
  const auto trace = model::parse(
                         "claimcheck trace 1\n"
                         "region 0 dynamic base 8388608T size 8388608T align 4K seq-base 1\n"
                         "offer 0 untagged  at 4194304T +4K, at 4194304T +4K\n")
                         .trace;
  const auto shows = [&](const model::Trace& candidate) {
    const auto* offer = candidate.steps.empty()
                            ? nullptr
                            : std::get_if<model::Offer>(&candidate.steps[0].operation);
    const auto& region = candidate.setup.regions[0];
    return offer && offer->members.size() == 2 &&
           offer->members[0].start == offer->members[1].start &&
           offer->members[0].start - region.base >= region.size / 2;
  };
  ASSERT_TRUE(shows(trace));
  const auto result = shrink(trace, shows, plenty);
  EXPECT_TRUE(result.finished);
  EXPECT_LT(result.attempts, 2'000u);
}

TEST(Shrink, MakesAnythingNothingWhereEverythingFails) {
  const auto result = shrink(
      generated(1), [](const model::Trace&) { return true; }, plenty);
  EXPECT_TRUE(result.trace.steps.empty());
  EXPECT_EQ(result.trace.setup.regions.size(), 1u);
  EXPECT_TRUE(without_unused_tags(result.trace).tags.empty());
}

TEST(Shrink, LeavesATraceAloneOfWhichAllIsNeeded) {
  const auto trace = generated(2);
  const auto result = shrink(
      trace, [&](const model::Trace& candidate) { return candidate == trace; }, plenty);
  EXPECT_EQ(result.trace, trace);
  EXPECT_TRUE(result.finished);
}

TEST(Shrink, BringsInOneOfferWhatTwoBrought) {
  const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
offer 0 untagged  at 8M +2M
create 0
offer 0 untagged  at 4M +2M
)")
                         .trace;
  const auto result = shrink(
      trace,
      [](const model::Trace& candidate) {
        std::size_t members = 0;
        for (const auto& step : candidate.steps) {
          if (const auto* offer = std::get_if<model::Offer>(&step.operation)) {
            members += offer->members.size();
          }
        }
        return members == 2;
      },
      plenty);
  ASSERT_EQ(result.trace.steps.size(), 1u);
}

TEST(Shrink, DeletesADeviceWhereAllOfItsRegionWent) {
  const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1 unbind drops
offer 0 untagged  at 0 +2M
create 0
unbind 0
bind 0
offer 0 untagged  at 0 +2M
create 0
)")
                         .trace;
  // The index is taken by another device than before.
  const auto result = shrink(
      trace,
      [](const model::Trace& candidate) {
        auto state = model::initial_state(candidate.setup);
        int times = 0;
        for (const auto& step : candidate.steps) {
          const auto outcome =
              model::step<model::Checks::off>(candidate.setup, state, step.operation);
          if (std::holds_alternative<model::Create>(step.operation)) times += outcome.result == 1;
        }
        return times == 2;
      },
      plenty);
  EXPECT_EQ(result.trace.steps.size(), 4u);
  EXPECT_TRUE(std::holds_alternative<model::Delete>(result.trace.steps[2].operation));
}

// What a device of many does, when the first could do it: its number keeps all creates before it.
TEST(Shrink, OfALongHistoryLeavesTheFirstDevice) {
  std::string text =
      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "offer 0 untagged  at 0 +2M\n";
  for (int device = 1; device <= 100; ++device) text += "create 0\n";
  const auto trace = model::parse(text + "write 0.100 uuid 0\n").trace;
  const auto claims = decides(Clause::U1, 0);
  const auto result = shrink(trace, claims, 100);
  EXPECT_TRUE(result.finished);
  EXPECT_EQ(result.trace.steps.size(), 2u);
}

// Where all of them are named, what is sought is mostly of the one that is named last.
TEST(Shrink, OfHundredsOfDevicesTriesTheOneThatIsNamedLastFirst) {
  std::string text =
      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "offer 0 untagged  at 0 +2M\n";
  for (int device = 1; device <= 300; ++device) text += "create 0\n";
  for (int device = 1; device <= 299; ++device) text += fmt::format("write 0.{} size 1\n", device);
  const auto trace = model::parse(text + "write 0.300 uuid 0\n").trace;
  const auto result = shrink(trace, decides(Clause::U1, 0), 100);
  EXPECT_TRUE(result.finished);
  EXPECT_EQ(result.trace.steps.size(), 2u);
}

TEST(Shrink, TakesFaultsAwayAndMakesThosePlainThatStay) {
  auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
create 0  ! create-device#3+=EIO  ! add-extent#1
)")
                   .trace;
  const auto result = shrink(
      trace,
      [](const model::Trace& candidate) {
        return candidate.steps.size() == 1 && !candidate.steps[0].faults.empty() &&
               candidate.steps[0].faults[0].site == "create-device";
      },
      plenty);
  ASSERT_EQ(result.trace.steps[0].faults.size(), 1u);
  EXPECT_EQ(result.trace.steps[0].faults[0], (model::Fault{"create-device", 1, false, ENOMEM}));
}

TEST(UnusedTags, AreThoseThatNoOperationNames) {
  const auto trace = model::parse(R"(claimcheck trace 1
region 0 dynamic base 4G size 1G align 2M seq-base 1
tag A 11111111-1111-1111-1111-111111111111
tag B 22222222-2222-2222-2222-222222222222
tag C 33333333-3333-3333-3333-333333333333
release 0 B
write 0.0 uuid "33333333-3333-3333-3333-333333333333x"
)")
                         .trace;
  const auto fewer = without_unused_tags(trace);
  ASSERT_EQ(fewer.tags.size(), 2u);
  EXPECT_EQ(fewer.tags[0].name, "B");
  EXPECT_EQ(fewer.tags[1].name, "C");
}

// Whatever is taken away of this alone, the last write means another device or another group.
TEST(Shrink, LeavesADeviceAloneAndCallsItTheFirst) {
  auto trace = model::parse(
                   "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                   "tag A 11111111-1111-1111-1111-111111111111\n"
                   "offer 0 A  at 0 +2M\ncreate 0\nwrite 0.0 uuid A\n"
                   "inject 0 A  at 2M +1M seq 1\nwrite 0.1 uuid A\n")
                   .trace;
  const auto result = shrink(std::move(trace), decides(Clause::T4, EINVAL), plenty);
  EXPECT_EQ(print(model::document(result.trace)),
            "claimcheck trace 1\nexpect holds\n\n"
            "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
            "tag A 11111111-1111-1111-1111-111111111111\n\n"
            "inject 0 A  at 0 +1M seq 1\nwrite 0.0 uuid A\n");
}

}  // namespace
}  // namespace claimcheck::shrink
