// SPDX-License-Identifier: MIT
#include "properties/generate/traces.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>

#include "model/address_space.hpp"
#include "model/step.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/generate/setups.hpp"

namespace claimcheck::generate {
namespace {

model::Trace generated(std::uint64_t seed, std::uint64_t index) {
  static const auto generator = traces();
  const auto size = static_cast<int>(index % 101);
  return generator(rc::Random(rc::Random::Key{seed, index, 0, 0}), size).value();
}

TEST(Traces, ComeBackFromTheirText) {
  for (std::uint64_t index = 0; index < 3000; ++index) {
    const auto trace = generated(1, index);
    const auto text = print(model::document(trace));
    ASSERT_EQ(model::parse(text).trace, trace) << text;
  }
}

TEST(Traces, AreTheSameOfTheSameSeedAndOthersOfAnother) {
  std::size_t alike = 0;
  for (std::uint64_t index = 0; index < 300; ++index) {
    EXPECT_EQ(generated(5, index), generated(5, index));
    alike += generated(5, index) == generated(6, index);
    EXPECT_NE(generated(5, index), generated(5, index + 101)) << index;
  }
  EXPECT_EQ(alike, 0u);
}

TEST(Traces, GrowWithTheSize) {
  static const auto generator = traces();
  std::size_t longest = 0;
  for (std::uint64_t index = 0; index < 1000; ++index) {
    const rc::Random random(rc::Random::Key{1, index, 0, 0});
    EXPECT_LE(generator(random, 0).value().steps.size(), 4u);
    longest = std::max(longest, generator(random, 100).value().steps.size());
  }
  EXPECT_GE(longest, 25u);
}

TEST(Traces, HaveEveryKindOfOperation) {
  std::set<std::size_t> kinds;
  for (std::uint64_t index = 0; index < 1000; ++index) {
    for (const auto& step : generated(1, index).steps) kinds.insert(step.operation.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<model::Operation>);
}

// Of clauses that decide outcomes: the others are counted where traces are run.
TEST(Traces, ReachEveryClauseThatDecidesAnOutcomeManyTimes) {
  std::map<model::Clause, int> reached;
  std::map<std::pair<model::Clause, int>, int> refusals;
  for (std::uint64_t index = 0; index < 5000; ++index) {
    const auto trace = generated(1, index);
    auto state = model::initial_state(trace.setup);
    for (const auto& step : trace.steps) {
      const auto outcome = model::step<model::Checks::off>(trace.setup, state, step.operation);
      ++reached[outcome.clause];
      if (outcome.failed()) ++refusals[{outcome.clause, outcome.error()}];
    }
  }
  using enum model::Clause;
  for (const auto clause : {W0, R1, R2, R3, V9, V10, W1, W2, W4, W6, T1, T2, T3, T4, T5, U1,
                            U2, V1, V2, V3, V4, V5,  V6, V7, V8, M1, M2, M3, M4, M6, M7}) {
    EXPECT_GE(reached[clause], 20) << name(clause);
  }
  // Every error of the clauses that have several.
  for (const auto& [clause, error] :
       {std::pair{U2, ENOENT}, {U2, EINVAL}, {V3, EINVAL}, {V3, ENXIO},   {V3, EBUSY},
        {V3, EOPNOTSUPP},      {V6, EINVAL}, {V6, EBUSY},  {V10, ENODEV}, {R2, ENODEV},
        {R2, ENXIO},           {V6, ENODEV}, {V7, ENXIO},  {V7, EBUSY},   {V7, ENODEV},
        {V8, EINVAL},          {V8, ENOSPC}, {M4, EINVAL}, {M4, ENOSPC},  {M6, ENOSPC},
        {M7, ENOENT},          {M7, EBUSY}}) {
    EXPECT_GE((refusals[{clause, error}]), 10) << name(clause) << ' ' << error;
  }
}

TEST(Traces, HaveRegionsOfEveryKindAndBothSequenceBases) {
  std::set<model::RegionKind> kinds;
  std::set<std::uint16_t> bases;
  std::set<std::size_t> counts;
  for (std::uint64_t index = 0; index < 500; ++index) {
    const auto trace = generated(1, index);
    counts.insert(trace.setup.regions.size());
    for (const auto& region : trace.setup.regions) {
      kinds.insert(region.kind);
      if (region.kind == model::RegionKind::dynamic) bases.insert(region.seq_base);
    }
  }
  EXPECT_EQ(kinds.size(), 3u);
  EXPECT_EQ(bases, (std::set<std::uint16_t>{0, 1}));
  EXPECT_EQ(counts, (std::set<std::size_t>{1, 2, 3}));
}

TEST(Traces, OfferGroupsThatLoseOneMemberOrSeveralButNeverAll) {
  std::map<std::size_t, std::size_t> offers;  // by how many are lost
  for (std::uint64_t index = 0; index < 10000; ++index) {
    for (const auto& step : generated(3, index).steps) {
      const auto* const offer = std::get_if<model::Offer>(&step.operation);
      if (!offer) continue;
      const auto lost =
          std::ranges::count_if(offer->members, [](const auto& member) { return member.lost; });
      EXPECT_LT(static_cast<std::size_t>(lost), offer->members.size());
      ++offers[static_cast<std::size_t>(lost)];
    }
  }
  EXPECT_GT(offers[1], 100u);
  EXPECT_GT(offers[2], 20u);
}

TEST(Traces, ShrinkToTracesThatParse) {
  static const auto generator = traces();
  const auto shrinkable = generator(rc::Random(rc::Random::Key{3, 0, 0, 0}), 60);
  auto shrinks = shrinkable.shrinks();
  std::size_t count = 0;
  while (const auto shrunk = shrinks.next()) {
    const auto trace = shrunk->value();
    EXPECT_LE(trace.steps.size(), shrinkable.value().steps.size());
    EXPECT_EQ(model::parse(print(model::document(trace))).trace, trace);
    ++count;
  }
  EXPECT_GT(count, 10u);
}

model::Trace wide(std::uint64_t index) {
  static const auto generator = traces({}, true);
  return generator(rc::Random(rc::Random::Key{1, index, 0, 0}), static_cast<int>(index % 101))
      .value();
}

TEST(WideTraces, ComeBackFromTheirText) {
  for (std::uint64_t index = 0; index < 1000; ++index) {
    const auto trace = wide(index);
    const auto text = print(model::document(trace));
    ASSERT_EQ(model::parse(text).trace, trace) << text.substr(0, 2000);
  }
}

TEST(WideTraces, HaveTheWholeRangeOfWhatRegionsAre) {
  std::set<std::uint64_t> aligns;
  std::set<std::size_t> counts;
  std::set<model::RegionKind> first_kinds;
  std::size_t to_the_end = 0, one_align = 0, beyond_32_bits = 0, touching = 0;
  for (std::uint64_t index = 0; index < 2000; ++index) {
    const auto& regions = wide(index).setup.regions;
    counts.insert(regions.size());
    first_kinds.insert(regions.front().kind);
    for (const auto& region : regions) {
      aligns.insert(region.align);
      to_the_end += region.base + region.size == 0;
      one_align += region.size == region.align;
      beyond_32_bits += region.size > std::uint64_t{1} << 32;
      touching += std::ranges::any_of(
          regions, [&](const auto& other) { return other.base == region.base + region.size; });
    }
  }
  EXPECT_EQ(aligns.size(), 19u);  // 4 KiB to 1 GiB
  EXPECT_EQ(counts.size(), 8u);
  EXPECT_EQ(first_kinds.size(), 3u);
  for (const auto count : {to_the_end, one_align, beyond_32_bits, touching}) {
    EXPECT_GE(count, 20u);
  }
}

// What looks at too few bits of an address misses half an align first, and of a large one that is
// one part in thirty.
TEST(WideTraces, MisalignByHalfAnAlignAsOftenAsByLess) {
  std::size_t by_half = 0, by_less = 0;
  for (std::uint64_t index = 0; index < 40'000; ++index) {
    const auto trace = wide(index);
    for (const auto& step : trace.steps) {
      const auto* const inject = std::get_if<model::Inject>(&step.operation);
      if (!inject) continue;
      const auto align = trace.setup.regions[inject->region].align;
      const auto rest = inject->member.start % align;
      if (align >= std::uint64_t{1} << 24 && rest != 0) (rest == align / 2 ? by_half : by_less)++;
    }
  }
  EXPECT_GT(by_half + by_less, 100u);
  EXPECT_GT(3 * by_half, by_less);
  EXPECT_GT(3 * by_less, by_half);
}

TEST(WideTraces, HaveLongHistoriesLargeGroupsAndManyDevices) {
  std::size_t longest = 0, largest = 0, beyond_the_numbers = 0, devices = 0;
  for (std::uint64_t index = 0; index < 3000; ++index) {
    const auto trace = wide(index);
    longest = std::max(longest, trace.steps.size());
    std::size_t created = 0;
    for (const auto& step : trace.steps) {
      created += model::is_a<model::Create>(step.operation);
      const auto* offer = std::get_if<model::Offer>(&step.operation);
      if (!offer) continue;
      if (offer->members.size() > UINT16_MAX)
        ++beyond_the_numbers;
      else
        largest = std::max(largest, offer->members.size());
    }
    devices = std::max(devices, created);
  }
  EXPECT_GE(longest, 250u);
  EXPECT_GE(largest, 256u);
  EXPECT_GE(devices, 250u);
  EXPECT_GE(beyond_the_numbers, 5u);
}

// Pairs of tags that a comparison of a part takes for one: in each byte, and in each half.
TEST(WideTraces, HaveTagsThatDifferInOneByteAtEveryPlaceAndInHalves) {
  std::set<std::size_t> places;
  std::size_t halves = 0;
  for (std::uint64_t index = 0; index < 2000; ++index) {
    const auto tags = wide(index).tags;
    for (const auto& a : tags) {
      for (const auto& b : tags) {
        std::vector<std::size_t> differing;
        for (std::size_t i = 0; i < 16; ++i) {
          if (a.uuid.bytes[i] != b.uuid.bytes[i]) differing.push_back(i);
        }
        if (differing.size() == 1) places.insert(differing.front());
        if (differing.size() > 1 && (differing.back() < 8 || differing.front() >= 8)) ++halves;
      }
    }
  }
  EXPECT_EQ(places.size(), 16u);
  EXPECT_GE(halves, 20u);
}

TEST(WideTraces, AreEachFourthOfThoseOfASearch) {
  claimcheck_engine_api api{};
  api.operations = ~std::uint64_t{0};
  api.kinds = 7;
  api.seq_bases = 3;
  api.unbinds = 3;
  std::size_t wide = 0;
  for (std::uint64_t index = 0; index < 400; ++index) {
    const auto& regions = trace_of(api, 1, index).setup.regions;
    wide += std::ranges::any_of(regions, [](const auto& region) {
      return region.size != std::uint64_t{1} << 30 ||
             (region.align != 2u << 20 && region.align != 64u << 10);
    });
  }
  EXPECT_LE(wide, 100u);
  EXPECT_GE(wide, 90u);
}

// 200,000 traces are what `run` checks where nothing is said.
TEST(WideTraces,
     OfADefaultSearchOfferAllNumbersFromBothBasesAndMoreExtentsThanNumbersToAnEngineThatCan) {
  claimcheck_engine_api api{};
  api.operations = ~std::uint64_t{0};
  api.kinds = 7;
  api.seq_bases = 3;
  api.unbinds = 3;
  api.flags = CLAIMCHECK_FULL_GROUPS;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    std::set<std::tuple<std::size_t, bool, bool>> claimed;  // size, shared, without a tag
    for (std::uint64_t index = 16'383; index < 200'000; index += 65'536) {
      const auto trace = trace_of(api, seed, index);
      auto state = model::initial_state(trace.setup);
      const auto& offer = std::get<model::Offer>(trace.steps[0].operation);
      for (const auto& step : trace.steps) {
        const auto outcome = model::step<model::Checks::off>(trace.setup, state, step.operation);
        ASSERT_FALSE(outcome.failed()) << seed << " " << index;
      }
      ASSERT_TRUE(state.regions[0].extents.empty()) << "a teardown would take minutes";
      claimed.insert({offer.members.size(), offer.shared, offer.tag.is_null()});
    }
    EXPECT_EQ(claimed, (std::set<std::tuple<std::size_t, bool, bool>>{
                           {65'536, false, false}, {65'535, true, false}, {65'537, false, true}}));
  }
  api.flags = 0;
  for (std::uint64_t index = 16'383; index < 200'000; index += 65'536) {
    for (const auto& step : trace_of(api, 1, index).steps) {
      const auto* const offer = std::get_if<model::Offer>(&step.operation);
      EXPECT_TRUE(!offer || offer->members.size() < 65'535) << index;
    }
  }
}

TEST(Abilities, SayWhatIsLeftOut) {
  EXPECT_EQ(left_out({}), "");
  Abilities abilities;
  abilities.operations &= ~(std::uint64_t{1} << model::Create::info.number);
  abilities.kinds = 1u << static_cast<unsigned>(model::RegionKind::dynamic);
  abilities.seq_bases = 2;
  abilities.unbinds = 1u << static_cast<unsigned>(model::Unbind::keeps);
  abilities.empty_writes = false;
  abilities.last_byte = false;
  EXPECT_EQ(left_out(abilities),
            "create; static regions; plain regions; seq-base 0; unbinding that drops; "
            "writes of no bytes; regions that end at 2^64");
}

TEST(Abilities, KeepRegionsOffTheLastByteWhereAnEngineHasNone) {
  Abilities abilities;
  const auto ending = [&](std::uint64_t seed) {
    Choices choices{rc::Random(seed)};
    const auto setup =
        seed % 2 == 0 ? some_setup(choices, abilities) : wide_setup(choices, abilities);
    return std::ranges::count_if(setup.regions, model::has_last_byte);
  };
  std::int64_t with = 0;
  std::int64_t without = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    abilities.last_byte = true;
    with += ending(seed);
    abilities.last_byte = false;
    without += ending(seed);
  }
  EXPECT_GT(with, 20);
  EXPECT_EQ(without, 0);
}

}  // namespace
}  // namespace claimcheck::generate
