// SPDX-License-Identifier: MIT
#include "impl/indexed/group_index.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "impl/indexed/device.hpp"
#include "impl/indexed/group_text.hpp"

namespace claimcheck::indexed {
namespace {

constexpr std::uint64_t align = 4096;

// What a claim asks of the group is what one would find by sorting its free members.
RC_GTEST_PROP(Group, TellsWhatDecidesAClaimInWhateverOrderMembersCame,
              (const std::vector<std::uint16_t>& seqs)) {
  const auto base = *rc::gen::inRange<std::uint32_t>(0, 2);
  const Device holder(1);
  const auto group = Group::make({1}, static_cast<std::uint32_t>(seqs.size()));
  std::vector<std::uint32_t> free;
  bool aligned = true;
  bool offered = false;
  for (std::size_t i = 0; i < seqs.size(); i++) {
    const auto seq = static_cast<std::uint16_t>(seqs[i] % (seqs.size() + 1));
    const auto length =
        *rc::gen::elementOf(std::vector<std::uint64_t>{align, align, 2 * align, align / 2});
    const bool is_held = *rc::gen::inRange(0, 4) == 0;
    const bool is_offered = *rc::gen::inRange(0, 4) == 0;
    group->add({align * i, length, is_held ? Holder(&holder) : nullptr, seq, is_offered});
    if (is_held) continue;
    free.push_back(seq);
    aligned = aligned && length % align == 0;
    offered = offered || is_offered;
  }
  group->offered_of = *rc::gen::inRange<std::uint32_t>(0, 4);
  const auto members = group->members();
  RC_ASSERT(std::is_sorted(members.begin(), members.end(),
                           [](const auto& a, const auto& b) { return a.seq < b.seq; }));
  RC_ASSERT(group->live == seqs.size());
  RC_ASSERT(group->free == free.size());
  std::sort(free.begin(), free.end());
  std::vector<std::uint32_t> dense(free.size());
  std::iota(dense.begin(), dense.end(), base);
  RC_ASSERT(is_dense(*group, base) == (free == dense));
  RC_ASSERT(is_aligned(*group, align) == aligned);
  RC_ASSERT(is_complete(*group) == (!offered || free.size() == group->offered_of));
}

TEST(Group, KeepsItsMembersWhenItIsCopiedIntoALargerOne) {
  auto group = Group::make({1}, 2);
  group->offered_of = 3;
  group->add({align, align, nullptr, 2, true});
  group->add({0, align, nullptr, 1, true});
  group = group->copy(5);
  EXPECT_EQ(group->capacity, 5u);
  EXPECT_EQ(group->free, 2u);
  EXPECT_EQ(group->offered_of, 3u);
  EXPECT_EQ(group->members()[0].seq, 1);
  EXPECT_EQ(group->members()[1].start, align);
}

// Few distinct tags, so that many come and go at one place, and a full table has to grow.
RC_GTEST_PROP(GroupIndex, IsAMap, (const std::vector<std::uint8_t>& commands)) {
  GroupIndex index;
  std::map<Uuid, std::size_t> expected;
  for (const std::uint8_t command : commands) {
    const Uuid tag{static_cast<std::uint8_t>(command % 32), 1};
    if (command < 160) {
      Group* const group = index.obtain(tag, 1);
      group->add({});
      expected[tag]++;
    } else if (Group* const group = index.find(tag)) {
      group->live = 0;
      index.drop_if_empty(group);
      expected.erase(tag);
    }
    RC_ASSERT(index.size() == expected.size());
    std::size_t seen = 0;
    index.each([&](const Group& group) {
      seen++;
      RC_ASSERT(expected.at(group.tag) == group.live);
      RC_ASSERT(index.find(group.tag) == &group);
    });
    RC_ASSERT(seen == expected.size());
    index.prefetch(tag);
    RC_ASSERT((index.find(tag) != nullptr) == expected.contains(tag));
  }
}

TEST(GroupIndex, MakesRoomBeforeMembersCome) {
  GroupIndex index;
  Group* group = index.obtain({1}, 100);
  EXPECT_GE(group->capacity, 100u);
  for (int i = 0; i < 100; i++) group->add({});
  group = index.obtain({1}, 1);
  EXPECT_GE(group->capacity, 200u);
  EXPECT_EQ(group->live, 100u);
  index.drop_if_empty(group);
  EXPECT_EQ(index.size(), 1u);
}

}  // namespace
}  // namespace claimcheck::indexed
