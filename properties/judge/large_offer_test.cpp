// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <numeric>
#include <random>

#include "properties/judge/conformance.hpp"

namespace claimcheck::judge {
namespace {

enum class Order { as_they_lie, shuffled };

// One offer of a group, the claim of it, and all of it given back.
model::Trace group_of(std::uint64_t members, Order order) {
  constexpr std::uint64_t align = std::uint64_t{2} << 20;
  model::RegionSetup region;
  region.size = (members + 1) * align;
  model::Trace trace;
  trace.setup.regions = {region};
  model::Uuid tag;
  tag.bytes[0] = 1;
  trace.tags = {{"A", tag}};
  std::vector<std::uint64_t> places(members);
  std::iota(places.begin(), places.end(), std::uint64_t{0});
  if (order == Order::shuffled) std::ranges::shuffle(places, std::mt19937_64(1));
  model::Offer offer;
  offer.tag = tag;
  for (const auto place : places) {
    model::Member member;
    member.start = region.base + place * align;
    member.length = align;
    offer.members.push_back(member);
  }
  const model::DeviceName device{0, 0};
  trace.steps.push_back({offer, {}, {}});
  trace.steps.push_back({model::WriteUuid{device, to_string(tag)}, {}, {}});
  trace.steps.push_back({model::ReadSize{device}, {}, {}});
  trace.steps.push_back({model::WriteSize{device, "0"}, {}, {}});
  trace.steps.push_back({model::ReleaseTag{0, tag}, {}, {}});
  return trace;
}

double cpu_s() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// CPU time, which another process does not take away: the least of three.
double judged_in_s(const model::Trace& trace) {
  const auto engine = engines::Engine::named("indexed");
  double least = 1e9;
  for (int round = 0; round < 3; ++round) {
    const auto begun = cpu_s();
    EXPECT_FALSE(run(engine, trace));
    least = std::min(least, cpu_s() - begun);
  }
  return least;
}

#if CLAIMCHECK_IS_SANITIZED || !defined(__OPTIMIZE__)
constexpr double slower = 20;
#else
constexpr double slower = 1;
#endif

// A group is judged in about the time that its members take to be looked at: a harness that takes
// their square is held against no engine, and takes the budget of all.
TEST(Conformance, OfALargeGroupTakesTimeInProportionToItsMembers) {
  for (const auto order : {Order::as_they_lie, Order::shuffled}) {
    const auto of_4096 = judged_in_s(group_of(4096, order));
    EXPECT_LT(of_4096, 0.1 * slower);
    const auto of_65535 = judged_in_s(group_of(65535, order));
    EXPECT_LT(of_65535, 2.0 * slower);
    EXPECT_LT(of_65535, 64 * of_4096) << "16 times as many: four times what they cost";
  }
}

}  // namespace
}  // namespace claimcheck::judge
