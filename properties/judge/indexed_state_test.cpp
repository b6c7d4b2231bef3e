// SPDX-License-Identifier: MIT
#include "properties/judge/indexed_state.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/step.hpp"
#include "model/theorems.hpp"
#include "model/trace/trace_text.hpp"
#include "properties/generate/traces.hpp"

namespace claimcheck::judge {
namespace {

model::Trace generated(std::uint64_t index, int size) {
  static const auto generator = generate::traces();
  return generator(rc::Random(rc::Random::Key{18, index, 0, 0}), size).value();
}

const model::Extent* find_extent(const model::Region& region, std::uint64_t start) {
  const auto found = std::ranges::find(region.extents, start, &model::Extent::start);
  return found == region.extents.end() ? nullptr : &*found;
}

bool names(const Names& names, const model::Extent& extent) {
  if (extent.tag.is_null()) return std::ranges::count(names.starts, extent.start) > 0;
  return std::ranges::count(names.tags, extent.tag) > 0;
}

// A device by what it holds, wherever that stands in the region.
bool same_device(const model::Region& a, const model::Device* one, const model::Region& b,
                 const model::Device* other) {
  if (!one || !other) return one == other;
  const auto same_range = [&](const model::Range& x, const model::Range& y) {
    return x.offset == y.offset && a.extents[x.extent].start == b.extents[y.extent].start;
  };
  return one->size == other->size && one->driver_bound == other->driver_bound &&
         std::ranges::equal(one->ranges, other->ranges, same_range);
}

// All that is another extent or device after the step than before.
bool names_all_of(const Names& named, const model::Region& before, const model::Region& after) {
  const auto is_named = [&](const model::Region& region, const model::Region& other) {
    const bool extents = std::ranges::all_of(region.extents, [&](const model::Extent& extent) {
      const auto* const there = find_extent(other, extent.start);
      return (there && *there == extent) || names(named, extent);
    });
    return extents && std::ranges::all_of(region.devices, [&](const model::Device& device) {
             const auto* const there = find_sorted(other, device.index);
             return same_device(region, &device, other, there) ||
                    std::ranges::count(named.devices, device.index) > 0;
           });
  };
  return is_named(before, after) && is_named(after, before);
}

// Holds each step of the indexed state against the model's own.
void follow(const model::Trace& trace, std::uint64_t seed) {
  auto plain = model::initial_state(trace.setup);
  IndexedState indexed(trace.setup, plain);
  Slice slice;
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    const auto& operation = trace.steps[step].operation;
    const auto before = plain;
    const bool failed = (seed + step) % 7 == 0;
    const auto expected = model::step<model::Checks::off>(trace.setup, plain, operation);
    if (failed) plain = before;
    ASSERT_EQ(indexed.step(operation, failed), expected) << model::kind_name(operation);
    if ((seed + step) % 3 == 0) {
      ASSERT_EQ(indexed.whole(), plain) << model::kind_name(operation);
    }
    const auto region = model::region_of(operation);
    ASSERT_TRUE(names_all_of(indexed.names(), before.regions[region], plain.regions[region]))
        << model::kind_name(operation);
    indexed.cut(indexed.names(), slice);
    ASSERT_EQ(model::false_theorem(trace.setup, slice.state), std::nullopt);
    for (const auto theorem : {model::Clause::I1, model::Clause::I4, model::Clause::I5}) {
      ASSERT_EQ(indexed.is_nonvacuous(theorem), model::is_nonvacuous(theorem, plain));
    }
    if (trace.setup.regions[region].kind == model::RegionKind::dynamic) {
      ASSERT_EQ(indexed.available(region),
                model::available_size(trace.setup.regions[region], plain.regions[region]));
    }
  }
  ASSERT_EQ(indexed.whole(), plain);
}

TEST(IndexedState, StepsAsTheModelDoesAndNamesAllThatChanges) {
  for (std::uint64_t index = 0; index < 1500; ++index) {
    SCOPED_TRACE(index);
    ASSERT_NO_FATAL_FAILURE(follow(generated(index, static_cast<int>(index % 100)), index));
  }
}

TEST(IndexedState, GivesBackTheStateWithItsExtentsInTheOrderOfArrival) {
  const auto trace = model::parse(
                         "claimcheck trace 1\n"
                         "region 0 dynamic base 4G size 1G align 2M seq-base 1\n"
                         "tag A 11111111-1111-1111-1111-111111111111\n"
                         "tag B 22222222-2222-2222-2222-222222222222\n"
                         "offer 0 A  at 8M +4M, at 0 +2M\n"
                         "offer 0 untagged  at 32M +2M\n"
                         "offer 0 B  at 16M +4M, at 20M +2M\n"
                         "write 0.0 uuid B\n"
                         "release 0 A\n"
                         "offer 0 A  at 0 +2M\n")
                         .trace;
  IndexedState indexed(trace.setup, model::initial_state(trace.setup));
  for (const auto& step : trace.steps) indexed.step(step.operation, false);
  EXPECT_EQ(indexed.extents(), 4u);
  const auto state = std::move(indexed).release();
  std::vector<std::uint64_t> starts;
  for (const auto& extent : state.regions[0].extents) {
    starts.push_back((extent.start - trace.setup.regions[0].base) >> 20);
  }
  EXPECT_EQ(starts, (std::vector<std::uint64_t>{32, 16, 20, 0}));
  EXPECT_EQ(state.regions[0].devices[0].ranges[0].extent, 1u);
}

}  // namespace
}  // namespace claimcheck::judge
