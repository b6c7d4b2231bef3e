// SPDX-License-Identifier: MIT
#include "impl/indexed/group_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace claimcheck::indexed {
namespace {

constexpr std::uint64_t align = 4096;

// What the group keeps is what one would find by looking at every member.
RC_GTEST_PROP(GroupIndex, KeepsWhatDecidesAClaimAsMembersCome,
              (const std::vector<std::uint16_t>& seqs)) {
  const auto base = *rc::gen::inRange<std::uint32_t>(0, 2);
  std::deque<Extent> extents;
  GroupIndex index;
  Group* const group = index.obtain({1}, seqs.size());
  for (const std::uint16_t any : seqs) {
    const auto seq = static_cast<std::uint16_t>(any % (seqs.size() + 1));
    const auto length = *rc::gen::element<std::uint64_t>(1, align, 2 * align);
    extents.push_back({align * extents.size(), length, 0, group, 0, seq, any % 2 == 0});
    group->add_free(&extents.back(), align);
  }
  std::multiset<std::uint32_t> sorted;
  std::uint64_t bytes = 0;
  std::size_t misaligned = 0;
  for (const Extent& extent : extents) {
    sorted.insert(extent.seq);
    bytes += extent.length;
    misaligned += extent.length % align != 0;
  }
  RC_ASSERT(group->bytes == bytes);
  RC_ASSERT(group->misaligned == misaligned);
  RC_ASSERT(std::equal(sorted.begin(), sorted.end(), group->free.begin(), group->free.end(),
                       [](std::uint32_t seq, const Extent* extent) { return seq == extent->seq; }));
  if (!sorted.empty()) {
    std::vector<std::uint32_t> dense(sorted.size());
    std::iota(dense.begin(), dense.end(), base);
    RC_ASSERT(group->is_dense(base) ==
              std::equal(sorted.begin(), sorted.end(), dense.begin(), dense.end()));
  }
}

TEST(GroupIndex, MakesRoomSoThatComingBackNeverAllocates) {
  GroupIndex index;
  Group* const group = index.obtain({1}, 100);
  EXPECT_GE(group->free.capacity(), 100u);
  group->live = 100;
  EXPECT_EQ(index.obtain({1}, 1), group);
  EXPECT_GE(group->free.capacity(), 101u);
  index.drop_if_empty(group);
  EXPECT_EQ(index.size(), 1u);
  group->live = 0;
  index.drop_if_empty(group);
  EXPECT_EQ(index.find({1}), nullptr);
}

TEST(ExtentPool, GivesTheSameRoomOutAgain) {
  ExtentPool pool;
  Extent* const first = pool.take();
  Extent* const second = pool.take();
  pool.give_back(first);
  EXPECT_EQ(pool.in_use(), 1u);
  EXPECT_EQ(pool.take(), first);
  pool.give_back(second);
  pool.give_back(first);
  EXPECT_EQ(pool.in_use(), 0u);
}

}  // namespace
}  // namespace claimcheck::indexed
