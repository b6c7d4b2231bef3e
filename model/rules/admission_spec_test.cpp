// SPDX-License-Identifier: MIT
#include "model/rules/admission_spec.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "model/step.hpp"

namespace claimcheck::model {
namespace {

constexpr std::uint64_t unit = 2u << 20;

Uuid tag(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[0] = number;
  return uuid;
}

Setup one_region() {
  RegionSetup region;
  region.base = 2 * unit;
  region.size = 8 * unit;
  return {{region}};
}

rc::Gen<Member> members() {
  return rc::gen::build<Member>(
      rc::gen::set(&Member::start, rc::gen::map(rc::gen::inRange<std::uint64_t>(1, 11),
                                                [](std::uint64_t place) { return place * unit; })),
      rc::gen::set(&Member::length, rc::gen::element<std::uint64_t>(1 * unit, 1 * unit, 2 * unit)),
      rc::gen::set(&Member::seq, rc::gen::inRange<std::uint16_t>(1, 4)),
      rc::gen::set(&Member::lost, rc::gen::element(false, false, true)));
}

Offer offer_of(const std::vector<Member>& members, std::uint8_t tag_number, bool shared) {
  return {0, tag(tag_number), shared, members};
}

// A few offers, and what becomes of them.
std::vector<Operation> some_offers() {
  std::vector<Operation> operations;
  const auto count = *rc::gen::inRange<std::size_t>(1, 5);
  for (std::size_t i = 0; i < count; ++i) {
    const auto some =
        *rc::gen::container<std::vector<Member>>(*rc::gen::inRange<std::size_t>(1, 4), members());
    operations.push_back(offer_of(some, *rc::gen::inRange<std::uint8_t>(0, 3),
                                  *rc::gen::element(false, false, true)));
    if (*rc::gen::inRange(0, 3) == 0) {
      operations.push_back(ReleaseTag{0, tag(*rc::gen::inRange<std::uint8_t>(1, 3))});
    }
  }
  return operations;
}

RC_GTEST_PROP(AdmissionSpecification, GivesTheSameWithAndWithoutItsChecks, ()) {
  const auto setup = one_region();
  auto with = initial_state(setup);
  auto without = with;
  for (const auto& operation : some_offers()) {
    RC_ASSERT(step<Checks::on>(setup, with, operation) ==
              step<Checks::off>(setup, without, operation));
    RC_ASSERT(with == without);
  }
}

RC_GTEST_PROP(AdmissionSpecification, LetsNoTwoExtentsOverlapM4, ()) {
  const auto setup = one_region();
  auto state = initial_state(setup);
  for (const auto& operation : some_offers()) step<Checks::on>(setup, state, operation);
  std::set<std::uint64_t> taken;
  for (const auto& extent : state.regions[0].extents) {
    for (auto place = extent.start; place < extent.start + extent.length; place += unit) {
      RC_ASSERT(taken.insert(place).second);
    }
  }
}

// More members than are looked at in pairs, in a region that has some extents already.
RC_GTEST_PROP(AdmissionSpecification, RefusesManyMembersExactlyWhereTwoExtentsOverlapM4, ()) {
  const auto units = *rc::gen::inRange<std::uint64_t>(50, 3000);
  Setup setup = one_region();
  setup.regions[0].size = units * unit;
  const auto some = [&](std::size_t count) {
    std::vector<Member> members(count);
    for (auto& member : members) {
      member.start = setup.regions[0].base + unit * *rc::gen::inRange<std::uint64_t>(0, units - 3);
      member.length = unit * *rc::gen::inRange<std::uint64_t>(1, 4);
    }
    return members;
  };
  auto state = initial_state(setup);
  for (const auto& member : some(5)) step<Checks::off>(setup, state, offer_of({member}, 0, false));

  const auto members = some(*rc::gen::inRange<std::size_t>(30, 45));
  std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
  for (const auto& extent : state.regions[0].extents) {
    ranges.push_back({extent.start, extent.length});
  }
  for (const auto& member : members) ranges.push_back({member.start, member.length});
  bool overlap = false;
  for (std::size_t a = 0; a < ranges.size(); ++a) {
    for (std::size_t b = a + 1; b < ranges.size(); ++b) {
      overlap |= ranges[a].first < ranges[b].first + ranges[b].second &&
                 ranges[b].first < ranges[a].first + ranges[a].second;
    }
  }
  RC_CLASSIFY(overlap);
  const auto before = state;
  const auto outcome = step<Checks::off>(setup, state, offer_of(members, 1, false));
  RC_ASSERT(outcome.failed() == overlap);
  if (overlap) RC_ASSERT(state == before);
}

RC_GTEST_PROP(AdmissionSpecification, RemovesAllOfATagOrNoneM7, ()) {
  const auto setup = one_region();
  auto state = initial_state(setup);
  for (const auto& operation : some_offers()) step<Checks::on>(setup, state, operation);
  auto& extents = state.regions[0].extents;
  for (auto& extent : extents) extent.use_count = *rc::gen::inRange<std::uint64_t>(0, 2);
  const auto before = extents;
  const auto outcome = step<Checks::on>(setup, state, ReleaseTag{0, tag(1)});
  std::vector<Extent> left;
  for (const auto& extent : before) {
    if (outcome.failed() || !(extent.tag == tag(1))) left.push_back(extent);
  }
  RC_ASSERT(extents == left);
}

// The checks have teeth: a region whose extents lie outside it stops the run.
TEST(AdmissionSpecification, StopsWhereAnExtentIsNotInTheRegion) {
  const auto setup = one_region();
  auto state = initial_state(setup);
  Extent outside;
  outside.start = 64 * unit;
  outside.length = unit;
  state.regions[0].extents.push_back(outside);
  EXPECT_THROW(step<Checks::on>(setup, state, ReleaseTag{0, tag(1)}), StatementFailed);
}

}  // namespace
}  // namespace claimcheck::model
