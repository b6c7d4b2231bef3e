// SPDX-License-Identifier: MIT
#include "properties/modes/timeline.hpp"

#include <algorithm>
#include <utility>

namespace claimcheck::modes {
namespace {

// index * parts / traces, where the product may not fit.
std::size_t part_of(std::uint64_t index, std::uint64_t traces) {
  const auto size = traces / Timeline::parts + (traces % Timeline::parts != 0);
  return size == 0 ? 0 : std::min<std::size_t>(index / size, Timeline::parts - 1);
}

}  // namespace

search::Work timed(search::Work work, std::uint64_t traces, Timeline& timeline) {
  timeline.traces = traces;
  work.probe.find = [find = std::move(work.probe.find), &timeline](
                        const search::SearchContext& context, std::uint64_t index) {
    const auto* coverage = context.watch.coverage;
    if (!coverage) return find(context, index);
    const auto before = coverage->exercised;
    auto failure = find(context, index);
    auto& part = timeline.exercised[part_of(index, timeline.traces)];
    for (std::size_t clause = 0; clause < before.size(); ++clause) {
      const auto more = coverage->exercised[clause] - before[clause];
      if (more == 0) continue;
      part[clause] += more;
      if (timeline.first[clause] == 0) timeline.first[clause] = index + 1;
    }
    return failure;
  };
  return work;
}

}  // namespace claimcheck::modes
