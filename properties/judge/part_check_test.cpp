// SPDX-License-Identifier: MIT
#include "properties/judge/part_check.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/trace/trace_text.hpp"
#include "properties/engines/translate.hpp"
#include "properties/generate/traces.hpp"
#include "properties/judge/conformance.hpp"
#include "properties/testing/distorted.hpp"

namespace claimcheck::judge {
namespace {

using testing::engine_in_parts_with;
using testing::engine_with;
using testing::NoFault;

constexpr std::size_t groups = 100;

// A hundred groups of ten, then claims and what gives back: in a region so large, judged in parts.
model::Trace large_region(std::size_t rounds = 50) {
  std::string text =
      "claimcheck trace 1\n"
      "region 0 dynamic base 4G size 4G align 2M seq-base 1\n";
  for (std::size_t group = 0; group < groups; ++group) {
    text += fmt::format("tag G{} 00000000-0000-0000-0000-{:012}\n", group, group + 1);
  }
  for (std::size_t group = 0; group < groups; ++group) {
    text += fmt::format("offer 0 G{} ", group);
    for (std::size_t member = 0; member < 10; ++member) {
      text += fmt::format("{} at {}M +2M", member ? "," : "", (group * 10 + member) * 2);
    }
    text += "\n";
  }
  text += "create 0\n";
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto group = round * 37 % groups;
    text += fmt::format("write 0.{} uuid G{}\nread 0.0 size\n", round % 2, group);
    text += fmt::format("write 0.{} size 0\n", round % 2);
    if (round % 5 == 1) text += fmt::format("release 0 G{}\nwrite 0.0 uuid 0\n", group);
  }
  return model::parse(text).trace;
}

bool is_of_group(const claimcheck_extent& extent, unsigned group) {
  return extent.tag.bytes[15] == (group + 1) / 10 % 10 * 16 + (group + 1) % 10 &&
         extent.tag.bytes[14] == 0;
}

struct Judged {
  std::optional<Difference> difference;
  Coverage coverage;
};

// Who watches is shown whole states: nothing is followed in parts then.
enum class Watched { no, yes };

Judged judged(const engines::Engine& engine, model::Trace trace, Watched watched = Watched::no) {
  Judged result;
  Watch watch;
  if (watched == Watched::yes) watch.step = [](const StepReport&) {};
  watch.coverage = &result.coverage;
  result.difference = run_and_tear_down(engine, trace, watch);
  return result;
}

bool same_counts(const Coverage& a, const Coverage& b) {
  return a.exercised == b.exercised && a.operations == b.operations && a.held == b.held &&
         a.set_aside == b.set_aside;
}

void expect_same(const Judged& a, const Judged& b) {
  EXPECT_TRUE(same_counts(a.coverage, b.coverage));
  ASSERT_EQ(a.difference.has_value(), b.difference.has_value());
  if (!a.difference) return;
  EXPECT_EQ(a.difference->defect, b.difference->defect);
  EXPECT_EQ(a.difference->step, b.difference->step);
  EXPECT_EQ(a.difference->message, b.difference->message);
}

// With and without parts of the engine, and of the state, the same.
template <class Fault>
std::optional<Difference> difference_of(const model::Trace& trace) {
  const auto plain = judged(engine_with<Fault>(), trace, Watched::yes);
  const auto parts = judged(engine_in_parts_with<Fault>(), trace);
  expect_same(judged(engine_with<Fault>(), trace), plain);
  expect_same(parts, plain);
  return parts.difference;
}

// How often the engine was asked for all that there is: what parts are there to save.
struct CountsSnapshots : NoFault {
  static inline std::size_t whole = 0;
  static inline std::size_t parts = 0;
  void more(const claimcheck_sink&) { ++whole; }
  void more_of_parts(const claimcheck_sink&) { ++parts; }
};
TEST(PartCheck, AsksForAWholeSnapshotOfALargeRegionNowAndThenOnly) {
  auto trace = large_region(400);
  EXPECT_EQ(run(engine_in_parts_with<CountsSnapshots>(), trace), std::nullopt);
  EXPECT_LT(CountsSnapshots::whole, 60u);
  EXPECT_GT(CountsSnapshots::parts, 1200u);
}

TEST(PartCheck, FindsNothingAndCountsTheSameWhereNothingIsWrong) {
  EXPECT_EQ(difference_of<NoFault>(large_region()), std::nullopt);
}

// What the operation has nothing to do with: only a whole snapshot shows it.
struct TouchesAnotherGroup : NoFault {
  unsigned claims = 0;
  void after(const claimcheck_operation& o, claimcheck_outcome&, const claimcheck_env&) {
    claims += testing::is_claim(o);
  }
  void show_extent(claimcheck_extent& extent) {
    if (claims >= 4 && is_of_group(extent, 98)) extent.seq = 77;
  }
};
TEST(PartCheck, BlamesWhatAnEngineChangesBehindItsPartsOnTheStepThatDidIt) {
  const auto trace = large_region();
  const auto found = difference_of<TouchesAnotherGroup>(trace);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect.clause, model::Clause::T5);
  EXPECT_EQ(found->defect.aspect, "extents");
  std::size_t claims = 0;
  for (std::size_t step = 0; step <= found->step; ++step) {
    claims += model::is_claim(trace.steps[step].operation);
  }
  EXPECT_EQ(claims, 4u);
}

// A fault that is there before an outcome shows another one.
struct TouchesAndLies : TouchesAnotherGroup {
  void after(const claimcheck_operation& o, claimcheck_outcome& out, const claimcheck_env& env) {
    TouchesAnotherGroup::after(o, out, env);
    if (claims >= 6 && o.kind == CLAIMCHECK_READ_SIZE) out.result = -EIO;
  }
};
TEST(PartCheck, BlamesTheFirstOfTwoFaultsThoughTheSecondIsSeenFirst) {
  const auto found = difference_of<TouchesAndLies>(large_region());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect.clause, model::Clause::T5);
}

// What an operation is about is looked at in its step.
struct ForgetsAUseCount : NoFault {
  unsigned claims = 0;
  void after(const claimcheck_operation& o, claimcheck_outcome&, const claimcheck_env&) {
    claims += testing::is_claim(o);
  }
  void show_extent(claimcheck_extent& extent) {
    if (claims == 5) extent.use_count = 0;
  }
};
TEST(PartCheck, SeesAtOnceWhatAnOperationDidToItsOwnGroup) {
  const auto found = difference_of<ForgetsAUseCount>(large_region());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->defect.aspect, "use count");
}

// It is the whole snapshot that counts.
struct LiesInParts : NoFault {
  void more_of_parts(const claimcheck_sink& sink) {
    claimcheck_extent none{};
    sink.extent(sink.context, &none);
  }
};
TEST(PartCheck, HoldsAFalsePartAgainstNoEngineWhoseSnapshotIsRight) {
  EXPECT_EQ(difference_of<LiesInParts>(large_region()), std::nullopt);
}

// Everything that a snapshot has, by its name.
std::vector<claimcheck_part> parts_of(const engines::Snapshot& snapshot) {
  std::vector<claimcheck_part> parts;
  const auto add = [&](claimcheck_part_kind kind, std::uint32_t region) -> claimcheck_part& {
    auto& part = parts.emplace_back();
    part.kind = kind;
    part.region = region;
    return part;
  };
  for (const auto& region : snapshot.regions) add(CLAIMCHECK_PART_REGION, region.region);
  for (const auto& device : snapshot.devices) {
    add(CLAIMCHECK_PART_DEVICE, device.region).device = device.index;
  }
  std::vector<std::pair<std::uint32_t, model::Uuid>> tags;
  for (const auto& extent : snapshot.extents) {
    const auto tag = engines::translate(extent.tag);
    if (tag.is_null()) {
      add(CLAIMCHECK_PART_UNTAGGED, extent.region).start = extent.start;
    } else if (!std::ranges::count(tags, std::pair(extent.region, tag))) {
      tags.emplace_back(extent.region, tag);
      add(CLAIMCHECK_PART_GROUP, extent.region).tag = extent.tag;
    }
  }
  return parts;
}

TEST(PartCheck, AllPartsOfTheIndexedEngineAreItsSnapshot) {
  static const auto generator = generate::traces();
  const auto engine = engines::Engine::named("indexed");
  engines::Snapshot whole;
  engines::Snapshot of_parts;
  for (std::uint64_t index = 0; index < 300; ++index) {
    const auto size = static_cast<int>(index % 50);
    const auto trace = generator(rc::Random(rc::Random::Key{19, index, 0, 0}), size).value();
    engines::Instance instance(engine, trace.setup);
    for (const auto& step : trace.steps) {
      instance.environment().begin({});
      apply(instance.running(), step.operation, engines::Translated(step.operation));
      engines::take(instance.running(), whole);
      if (whole.extents.size() > 200) break;  // names are looked for in a list
      engines::take(instance.running(), parts_of(whole), of_parts);
      ASSERT_TRUE(engines::same(whole, of_parts)) << index;
    }
  }
}

}  // namespace
}  // namespace claimcheck::judge
