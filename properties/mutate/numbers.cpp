// SPDX-License-Identifier: MIT
#include "properties/mutate/numbers.hpp"

#include <concepts>
#include <limits>

#include "properties/mutate/changes.hpp"

namespace claimcheck::mutate {
namespace {

using model::Trace;

// Where a field of fewer bits ends, or a table grows.
std::uint64_t near_power(Random& random) {
  constexpr std::array<unsigned, 8> usual = {3, 4, 8, 12, 16, 21, 30, 32};
  const auto power = percent(random, 50) ? usual[random.below(usual.size())]
                                         : static_cast<unsigned>(random.below(64));
  return (std::uint64_t{1} << power) + random.below(3) - 1;
}

// Another than `value`, of so many bits or less; sums wrap.
std::uint64_t boundary(Random& random, std::uint64_t value, std::uint64_t align,
                       const std::vector<std::uint64_t>& edges) {
  const auto edge = [&] { return edges[place_in(random, edges)]; };
  switch (random.below(9)) {
    case 0:
      return percent(random, 50) ? value + 1 : value - 1;
    case 1:
      return percent(random, 50) ? value + model::page_size : value - model::page_size;
    case 2:
      return percent(random, 50) ? value + align : value - align;
    case 3:
      return percent(random, 50) ? value * 2 : value / 2;
    case 4:
      return near_power(random);
    case 5:
      return edge();
    case 6:
      return edge() - edge();
    case 7:
      return edge() - value;
    default:
      return percent(random, 50) ? 0 : align * random.below(16);
  }
}

// Small numbers have small neighbours.
std::uint64_t small_boundary(Random& random, std::uint64_t value) {
  switch (random.below(4)) {
    case 0:
      return value + 1;
    case 1:
      return value - 1;
    case 2:
      return random.below(4);
    default:
      return near_power(random) & 0xffff;
  }
}

}  // namespace

std::vector<std::uint64_t> edges_of(const Trace& trace) {
  std::vector<std::uint64_t> edges{0};
  const auto add = [&](std::uint64_t start, std::uint64_t length) {
    edges.push_back(start);
    edges.push_back(start + length);
  };
  for (const auto& region : trace.setup.regions) add(region.base, region.size);
  for (const auto& step : trace.steps) {
    if (const auto* offer = std::get_if<model::Offer>(&step.operation)) {
      for (const auto& member : offer->members) add(member.start, member.length);
    } else if (const auto* inject = std::get_if<model::Inject>(&step.operation)) {
      add(inject->member.start, inject->member.length);
    }
  }
  return edges;
}

void move_number(Trace& trace, Random& random) {
  std::uint64_t count = 0;
  each_number(trace, [&](auto&) { ++count; });
  if (count == 0) return;
  const auto edges = edges_of(trace);
  const auto align =
      trace.setup.regions.empty() ? model::page_size : trace.setup.regions.front().align;
  auto skip = random.below(count);
  each_number(trace, [&]<std::unsigned_integral Number>(Number& number) {
    if (skip-- != 0) return;
    if constexpr (std::numeric_limits<Number>::digits == 64) {
      number = boundary(random, number, align, edges);
    } else {
      number = static_cast<Number>(small_boundary(random, number));
    }
  });
}

}  // namespace claimcheck::mutate
