// SPDX-License-Identifier: MIT
#include "properties/shrink/shrink.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace claimcheck::shrink {
namespace {

// Those that look at each member of an offer, alone or with another.
constexpr std::array<Pass, 9> member_passes = {plain_offers,  lower_numbers, lower_together,
                                               sort_starts,   sort_seqs,     merge_offers,
                                               merge_injects, close_gaps,    fewer_arrivals};

bool has(std::span<const Pass> passes, Pass pass) {
  return std::ranges::find(passes, pass) != passes.end();
}

// Fewer things first: the passes over values are then short.
constexpr std::array<Pass, 28> passes = {
    drop_steps,    drop_members,   drop_faults,   drop_regions, merge_regions,  drop_tags,
    merge_offers,  fewer_arrivals, merge_injects, close_gaps,   gap_for_repeat, fewer_threads,
    fewer_drops,   plain_offers,   plain_order,   plain_faults, plain_regions,  one_device,
    lower_devices, earlier_tags,   plain_tags,    plain_texts,  lower_numbers,  lower_together,
    sort_starts,   sort_seqs,      sort_regions,  sort_steps};

}  // namespace

Result shrink(model::Trace trace, const Attempt& still_fails, std::size_t max_attempts) {
  Result result{std::move(trace), 0, false};
  const Attempt attempt = [&](const model::Trace& candidate) {
    // The trace itself is no progress, and a pass that offers it would never end.
    if (result.attempts == max_attempts || candidate == result.trace) return false;
    ++result.attempts;
    if (!still_fails(candidate)) return false;
    result.trace = candidate;
    return true;
  };
  const auto simplify_once = [&] {
    const model::Trace now = result.trace;
    const bool large = is_large(now);
    return std::ranges::any_of(passes, [&](Pass pass) {
      return !(large && has(member_passes, pass)) && pass(now, attempt);
    });
  };
  // In a long history the creates before a device's own cannot go while it has its number, and to
  // learn that of hundreds takes all attempts. So a few are spent on that first.
  constexpr std::size_t long_history = 64, spent_first = 512;
  if (const model::Trace now = result.trace; now.steps.size() > long_history) {
    one_device(now, [&](const model::Trace& candidate) {
      return result.attempts < spent_first && attempt(candidate);
    });
  }
  while (result.attempts < max_attempts && simplify_once()) {
  }
  result.finished = result.attempts < max_attempts;
  return result;
}

model::Trace without_unused_tags(model::Trace trace) {
  std::erase_if(trace.tags, [&](const model::NamedTag& tag) {
    return std::ranges::none_of(
        trace.steps, [&](const model::Step& step) { return names(step.operation, tag.uuid); });
  });
  return trace;
}

}  // namespace claimcheck::shrink
