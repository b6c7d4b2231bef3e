// SPDX-License-Identifier: MIT
#include <algorithm>

#include "properties/shrink/candidates.hpp"

// Passes that take things away.

namespace claimcheck::shrink {
namespace {

using model::Trace;

Trace without_steps(const Trace& trace, std::size_t first, std::size_t count) {
  Trace fewer = trace;
  const auto begin = fewer.steps.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = begin + static_cast<std::ptrdiff_t>(std::min(count, fewer.steps.size() - first));
  fewer.steps.erase(begin, end);
  return fewer;
}

}  // namespace

// Long runs first: a trace of thirty operations comes down to four in a dozen attempts.
bool drop_steps(const Trace& trace, const Attempt& attempt) {
  for (std::size_t run = trace.steps.size(); run > 0; run /= 2) {
    for (std::size_t first = 0; first < trace.steps.size(); first += run) {
      if (attempt(without_steps(trace, first, run))) return true;
    }
  }
  // What only goes together: an operation and the one that undoes it. Of a long history there are
  // more pairs than attempts.
  constexpr std::size_t long_history = 64;
  if (trace.steps.size() > long_history) return false;
  for (std::size_t first = 0; first < trace.steps.size(); ++first) {
    for (std::size_t second = first + 2; second < trace.steps.size(); ++second) {
      if (attempt(without_steps(without_steps(trace, second, 1), first, 1))) return true;
    }
  }
  return false;
}

namespace {

// Of a group of hundreds or thousands runs of members go first, the longest half of it. The
// shortest is a 64th, and of thousands, which cost more to run, an eighth.
bool drop_runs_of_members(const Trace& trace, std::size_t step, const Attempt& attempt) {
  constexpr std::size_t few = 16, thousands = 4096;
  const auto& offer = std::get<model::Offer>(trace.steps[step].operation);
  const auto count = offer.members.size();
  if (count <= few) return false;
  const std::size_t parts = count > thousands ? 8 : 64;
  for (std::size_t run = count / 2; run > 0 && run >= count / parts; run /= 2) {
    for (std::size_t first = 0; first + run <= count; first += run) {
      Trace fewer = trace;
      auto& members = std::get<model::Offer>(fewer.steps[step].operation).members;
      const auto begin = members.begin() + static_cast<std::ptrdiff_t>(first);
      members.erase(begin, begin + static_cast<std::ptrdiff_t>(run));
      if (std::ranges::all_of(members, &model::Member::lost)) continue;
      if (attempt(fewer)) return true;
    }
  }
  return false;
}

}  // namespace

bool is_large(const Trace& trace) {
  constexpr std::size_t large = 256;
  return std::ranges::any_of(trace.steps, [](const model::Step& step) {
    const auto* offer = std::get_if<model::Offer>(&step.operation);
    return offer && offer->members.size() > large;
  });
}

bool drop_members(const Trace& trace, const Attempt& attempt) {
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    const auto* offer = std::get_if<model::Offer>(&trace.steps[step].operation);
    if (!offer || offer->members.size() == 1) continue;
    if (drop_runs_of_members(trace, step, attempt)) return true;
    if (is_large(trace)) continue;
    for (std::size_t member = 0; member < offer->members.size(); ++member) {
      Trace fewer = trace;
      auto& members = std::get<model::Offer>(fewer.steps[step].operation).members;
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(member));
      if (std::ranges::all_of(members, &model::Member::lost)) continue;
      if (attempt(fewer)) return true;
      if (!offer->shared) continue;
      // Seqs that are dense stay so.
      for (auto& other : members) {
        if (other.seq > offer->members[member].seq) --other.seq;
      }
      if (attempt(fewer)) return true;
    }
  }
  return false;
}

bool drop_faults(const Trace& trace, const Attempt& attempt) {
  for (std::size_t step = 0; step < trace.steps.size(); ++step) {
    for (std::size_t fault = 0; fault < trace.steps[step].faults.size(); ++fault) {
      Trace fewer = trace;
      auto& faults = fewer.steps[step].faults;
      faults.erase(faults.begin() + static_cast<std::ptrdiff_t>(fault));
      if (attempt(fewer)) return true;
    }
  }
  return false;
}

bool drop_regions(const Trace& trace, const Attempt& attempt) {
  if (trace.setup.regions.size() == 1) return false;
  for (std::uint32_t gone = 0; gone < trace.setup.regions.size(); ++gone) {
    Trace fewer = trace;
    fewer.setup.regions.erase(fewer.setup.regions.begin() + gone);
    fewer.steps.clear();
    for (auto step : trace.steps) {
      auto& region = region_of(step.operation);
      const bool stays = region != gone;
      if (region > gone) --region;
      if (stays) fewer.steps.push_back(std::move(step));
    }
    if (attempt(fewer)) return true;
  }
  return false;
}

rc::Seq<Trace> fewer(const Trace& trace) {
  std::vector<Trace> candidates;
  const Attempt collect = [&](const Trace& candidate) {
    candidates.push_back(candidate);
    return false;
  };
  drop_steps(trace, collect);
  drop_members(trace, collect);
  return rc::seq::fromContainer(std::move(candidates));
}

}  // namespace claimcheck::shrink
