// SPDX-License-Identifier: MIT
#include "properties/mutate/mutate.hpp"

#include <gtest/gtest.h>

#include <set>

#include "model/trace/trace_text.hpp"
#include "properties/store/store.hpp"

namespace claimcheck::mutate {
namespace {

constexpr std::size_t enough = 1u << 20;

std::string text_of(const model::Trace& trace) {
  return print(model::document(trace));
}

std::vector<model::Trace> corpus() {
  std::vector<model::Trace> traces;
  for (const auto& path : store::traces_below(CORPUS)) {
    traces.push_back(store::load(path).document.trace);
  }
  return traces;
}

TEST(Mutate, AlwaysGivesATextThatIsATraceWithoutThreads) {
  const auto traces = corpus();
  ASSERT_FALSE(traces.empty());
  for (std::size_t i = 0; i < traces.size(); ++i) {
    auto text = text_of(traces[i]);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto& other = traces[(i + seed + 1) % traces.size()];
      text = seed % 4 == 3 ? spliced_text(text, text_of(other), enough, seed)
                           : mutated_text(text, enough, seed);
      const auto trace = model::parse(text).trace;
      EXPECT_EQ(text_of(trace), text);
      EXPECT_FALSE(trace.is_concurrent());
      EXPECT_LE(trace.steps.size(), max_steps);
    }
  }
}

TEST(Mutate, MakesATraceOfWhatIsNone) {
  for (const auto* text : {"", "claimcheck trace 1\nnonsense\n", "\xff"}) {
    EXPECT_FALSE(model::parse(mutated_text(text, enough, 1)).trace.setup.regions.empty());
    EXPECT_FALSE(model::parse(spliced_text(text, text, enough, 1)).trace.setup.regions.empty());
  }
}

TEST(Mutate, ReachesEveryKindOfOperationFromNothing) {
  std::set<std::size_t> kinds;
  std::string text;
  bool fails = false;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    text = mutated_text(text, 4'096, seed);
    for (const auto& step : model::parse(text).trace.steps) {
      kinds.insert(step.operation.index());
      fails = fails || !step.faults.empty();
    }
  }
  EXPECT_EQ(kinds.size(), model::operation_count);
  EXPECT_TRUE(fails);
}

TEST(Mutate, IsAFunctionOfItsSeed) {
  const auto text = text_of(corpus().front());
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_EQ(mutated_text(text, enough, seed), mutated_text(text, enough, seed));
  }
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 50; ++seed) texts.insert(mutated_text(text, enough, seed));
  EXPECT_GT(texts.size(), 25u);
}

TEST(Mutate, KeepsToTheSizeThatItIsGiven) {
  const auto traces = corpus();
  for (std::size_t i = 0; i + 1 < traces.size(); ++i) {
    const auto first = text_of(traces[i]);
    const auto second = text_of(traces[i + 1]);
    for (const std::size_t size : {30u, 120u, 400u}) {
      EXPECT_LE(mutated_text(first, size, i).size(), size);
      EXPECT_LE(spliced_text(first, second, size, i).size(), size);
    }
  }
}

TEST(Mutate, SplicesWhatComesFromBoth) {
  const auto first = model::parse(
      "claimcheck trace 1\nregion 0 dynamic base 4G size 1G align 2M seq-base 1\n"
      "tag A 11111111-1111-1111-1111-111111111111\n\ncreate 0\ncreate 0\n");
  const auto second = model::parse(
      "claimcheck trace 1\nregion 0 dynamic base 8G size 1G align 2M seq-base 1\n"
      "region 1 dynamic base 16G size 1G align 2M seq-base 1\n"
      "tag A 22222222-2222-2222-2222-222222222222\n\noffer 1 A  at 4M +2M\nrelease 1 A\n");
  bool both = false;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    const auto trace = spliced(first.trace, second.trace, random);
    ASSERT_EQ(trace.setup, first.trace.setup);
    if (trace.steps.size() < 2 || !model::is_a<model::Create>(trace.steps.front().operation)) {
      continue;
    }
    const auto* offer = std::get_if<model::Offer>(&trace.steps[1].operation);
    if (!offer) continue;
    both = true;
    EXPECT_EQ(offer->region, 0u);
    EXPECT_EQ(offer->members.front().start, first.trace.setup.regions[0].base + (4u << 20));
    EXPECT_EQ(offer->tag, second.trace.tags[0].uuid);
    EXPECT_EQ(trace.tags.size(), 2u) << "two tags of one name are two tags";
  }
  EXPECT_TRUE(both);
}

}  // namespace
}  // namespace claimcheck::mutate
