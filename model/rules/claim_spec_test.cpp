// SPDX-License-Identifier: MIT
#include "model/rules/claim_spec.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "model/concrete/concrete_claim.hpp"

namespace claimcheck::model {
namespace {

constexpr std::uint64_t mebibyte = 1u << 20;

struct Group {
  RegionSetup setup;
  Region region;
  std::vector<std::uint32_t> members;  // in seq order
};

Group group_of(const std::vector<std::uint16_t>& seqs) {
  Group group;
  group.setup.base = 0;
  group.setup.size = 1024 * mebibyte;
  group.region.devices.push_back(Device{});
  for (const auto seq : seqs) {
    Extent extent;
    extent.start = group.region.extents.size() * 4 * mebibyte;
    extent.length = 2 * mebibyte;
    extent.seq = seq;
    group.region.extents.push_back(extent);
  }
  group.members.resize(seqs.size());
  std::iota(group.members.begin(), group.members.end(), 0u);
  std::ranges::stable_sort(group.members, {}, [&](auto e) { return group.region.extents[e].seq; });
  return group;
}

template <Checks checks>
ClaimExit claim(Group& group, Injection& injection) {
  using D = ConcreteClaim<checks>;
  D domain(group.setup, group.region, group.members, injection);
  auto& device = group.region.devices[0];
  Holding<D> now{device.ranges.size(), device.size,    {&device}, {&device},
                 {&group.region},      {&group.region}};
  const auto exit = claim_group(domain, now);
  device.ranges.resize(now.count);
  device.size = now.size;
  return exit;
}

RC_GTEST_PROP(ClaimSpecification, ClaimsExactlyTheDenseSequencesT2, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 7);
  const auto seqs =
      *rc::gen::container<std::vector<std::uint16_t>>(count, rc::gen::inRange<std::uint16_t>(0, 8));
  auto sorted = seqs;
  std::ranges::sort(sorted);
  bool dense = true;
  for (std::size_t i = 0; i < count; ++i) dense = dense && sorted[i] == i + 1;
  auto group = group_of(seqs);
  Injection none;
  RC_ASSERT((claim<Checks::on>(group, none) == ClaimExit::claimed) == dense);
}

RC_GTEST_PROP(ClaimSpecification, LeavesAllAsItWasWhenAStepFailsA1, ()) {
  const auto count = *rc::gen::inRange<std::uint16_t>(1, 7);
  std::vector<std::uint16_t> seqs(count);
  std::iota(seqs.begin(), seqs.end(), std::uint16_t{1});
  auto group = group_of(seqs);
  const auto before = group.region;
  Injection injection(*rc::gen::inRange<std::uint32_t>(0, 3u * count), EIO);
  RC_ASSERT(claim<Checks::on>(group, injection) == ClaimExit::failed);
  RC_ASSERT(group.region == before);
}

RC_GTEST_PROP(ClaimSpecification, GivesTheSameWithAndWithoutItsChecks, ()) {
  const auto seqs = *rc::gen::container<std::vector<std::uint16_t>>(
      *rc::gen::inRange<std::size_t>(0, 5), rc::gen::inRange<std::uint16_t>(1, 5));
  const auto failing = *rc::gen::inRange<std::uint32_t>(0, 20);
  auto with = group_of(seqs);
  auto without = with;
  Injection first(failing, EIO);
  Injection second(failing, EIO);
  RC_ASSERT(claim<Checks::on>(with, first) == claim<Checks::off>(without, second));
  RC_ASSERT(with.region == without.region);
}

// The checks have teeth: a statement that the state contradicts stops the run.
TEST(ClaimSpecification, StopsWhereAUseCountWouldWrap) {
  auto group = group_of({1});
  group.region.extents[0].use_count = UINT64_MAX;
  Injection none;
  EXPECT_THROW(claim<Checks::on>(group, none), StatementFailed);
}

TEST(ClaimSpecification, StopsWhereTheSumOfLengthsWouldOverflow) {
  auto group = group_of({1, 2});
  for (auto& extent : group.region.extents) extent.length = std::uint64_t{1} << 63;
  Injection none;
  EXPECT_THROW(claim<Checks::on>(group, none), StatementFailed);
}

}  // namespace
}  // namespace claimcheck::model
