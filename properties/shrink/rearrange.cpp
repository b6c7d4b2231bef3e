// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <utility>

#include "properties/shrink/candidates.hpp"
#include "properties/shrink/move.hpp"

// Passes that bring what several seeds come down to into one form: members, starts and regions in
// order, and what arrives together in one offer.

namespace claimcheck::shrink {
namespace {

using model::Trace;

Trace without_step(Trace trace, std::size_t index) {
  trace.steps.erase(trace.steps.begin() + static_cast<std::ptrdiff_t>(index));
  return trace;
}

// The lowest square that no operation names.
std::uint64_t unused_start(Trace trace, std::uint32_t region) {
  std::set<std::uint64_t> used;
  each_start(trace, region, [&](std::uint64_t& start) { used.insert(start); });
  const auto& setup = trace.setup.regions[region];
  auto start = setup.base;
  while (used.contains(start)) start += setup.align;
  return start;
}

// One offer instead of two injects of a tag: what is between their numbers is lost on its way.
bool offer_both(const Trace& trace, std::size_t first, std::size_t second, const Attempt& attempt) {
  constexpr std::uint16_t max_members = 8;
  const auto& one = std::get<model::Inject>(trace.steps[first].operation);
  const auto& other = std::get<model::Inject>(trace.steps[second].operation);
  const auto base = trace.setup.regions[one.region].seq_base;
  const auto [low, high] = std::minmax(one.member.seq, other.member.seq);
  if (low < base || low == high || high - base >= max_members) return false;
  Trace merged = trace;
  model::Offer offer{one.region, one.tag, false, {}};
  for (auto seq = base; seq <= high; ++seq) {
    auto member = seq == one.member.seq ? one.member : other.member;
    if (seq != one.member.seq && seq != other.member.seq) {
      merged.steps[first].operation = offer;
      member = {unused_start(merged, one.region), trace.setup.regions[one.region].align, 0, true};
    }
    member.seq = 0;
    offer.members.push_back(member);
  }
  merged.steps[first].operation = offer;
  return attempt(without_step(merged, second));
}

// By one, of every inject of the tag that is numbered above `seq`.
void number_down(Trace& trace, const model::Uuid& tag, std::uint16_t seq) {
  for (auto& step : trace.steps) {
    auto* inject = std::get_if<model::Inject>(&step.operation);
    if (inject && inject->tag == tag && inject->member.seq > seq) --inject->member.seq;
  }
}

}  // namespace

// Two injects of a tag in one offer.
bool merge_injects(const Trace& trace, const Attempt& attempt) {
  for (std::size_t first = 0; first < trace.steps.size(); ++first) {
    const auto* one = std::get_if<model::Inject>(&trace.steps[first].operation);
    if (!one) continue;
    for (std::size_t second = first + 1; second < trace.steps.size(); ++second) {
      const auto* other = std::get_if<model::Inject>(&trace.steps[second].operation);
      if (!other || other->region != one->region || other->tag != one->tag ||
          trace.steps[first].thread != trace.steps[second].thread) {
        continue;
      }
      if (offer_both(trace, first, second, attempt)) return true;
    }
  }
  return false;
}

// An extent goes, and those of its tag that are injected with higher numbers move down.
bool close_gaps(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    const auto& operation = trace.steps[index].operation;
    if (const auto* inject = std::get_if<model::Inject>(&operation)) {
      Trace fewer = without_step(trace, index);
      number_down(fewer, inject->tag, inject->member.seq);
      if (attempt(fewer)) return true;
    }
    const auto* offer = std::get_if<model::Offer>(&operation);
    if (!offer || offer->shared || offer->members.size() == 1) continue;
    const auto base = trace.setup.regions[offer->region].seq_base;
    for (std::size_t member = 0; member < offer->members.size(); ++member) {
      Trace fewer = trace;
      auto& members = std::get<model::Offer>(fewer.steps[index].operation).members;
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(member));
      if (std::ranges::all_of(members, &model::Member::lost)) continue;
      number_down(fewer, offer->tag, static_cast<std::uint16_t>(base + member));
      if (attempt(fewer)) return true;
    }
  }
  return false;
}

// A gap instead of a repeat: what arrived with the same number goes, and the inject takes the next.
bool gap_for_repeat(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    const auto* inject = std::get_if<model::Inject>(&trace.steps[index].operation);
    if (!inject) continue;
    for (std::size_t other = 0; other < trace.steps.size(); ++other) {
      const auto& operation = trace.steps[other].operation;
      const bool arrives =
          model::is_a<model::Offer>(operation) || model::is_a<model::Inject>(operation);
      if (other == index || !arrives || !names(operation, inject->tag)) continue;
      Trace changed = trace;
      ++std::get<model::Inject>(changed.steps[index].operation).member.seq;
      if (attempt(without_step(changed, other))) return true;
    }
  }
  return false;
}

// Of two injects of a tag the first has the lower number.
bool sort_seqs(const Trace& trace, const Attempt& attempt) {
  for (std::size_t first = 0; first < trace.steps.size(); ++first) {
    for (std::size_t second = first + 1; second < trace.steps.size(); ++second) {
      Trace exchanged = trace;
      auto* one = std::get_if<model::Inject>(&exchanged.steps[first].operation);
      auto* other = std::get_if<model::Inject>(&exchanged.steps[second].operation);
      if (!one || !other || one->tag != other->tag || one->member.seq <= other->member.seq) {
        continue;
      }
      std::swap(one->member.seq, other->member.seq);
      if (attempt(exchanged)) return true;
    }
  }
  return false;
}

// Members in the order of their numbers need none; and a length that is not aligned is plainer than
// a start.
bool plain_order(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    Trace changed = trace;
    auto& operation = changed.steps[index].operation;
    if (auto* offer = std::get_if<model::Offer>(&operation); offer && offer->shared) {
      std::ranges::stable_sort(offer->members, {}, &model::Member::seq);
      offer->shared = false;
      for (auto& member : offer->members) member.seq = 0;
      if (attempt(changed)) return true;
    } else if (auto* inject = std::get_if<model::Inject>(&operation)) {
      const auto align = trace.setup.regions[inject->region].align;
      if (inject->member.start % align == 0) continue;
      inject->member.start -= inject->member.start % align;
      inject->member.length = align / 2;
      if (attempt(changed)) return true;
    }
  }
  return false;
}

// Of two starts the lower one is named first.
bool sort_starts(const Trace& trace, const Attempt& attempt) {
  Trace changed = trace;
  for (std::uint32_t region = 0; region < trace.setup.regions.size(); ++region) {
    std::vector<std::uint64_t> starts;  // as they are first named
    each_start(changed, region, [&](std::uint64_t& start) {
      if (std::ranges::find(starts, start) == starts.end()) starts.push_back(start);
    });
    for (std::size_t first = 0; first < starts.size(); ++first) {
      for (std::size_t second = first + 1; second < starts.size(); ++second) {
        if (starts[first] < starts[second]) continue;
        Trace exchanged = trace;
        each_start(exchanged, region, [&](std::uint64_t& start) {
          if (start == starts[first]) {
            start = starts[second];
          } else if (start == starts[second]) {
            start = starts[first];
          }
        });
        if (attempt(exchanged)) return true;
      }
    }
  }
  return false;
}

// Of two regions the lower one is named first.
bool sort_regions(const Trace& trace, const Attempt& attempt) {
  Trace exchanged = trace;
  const auto& regions = trace.setup.regions;
  std::vector<std::uint32_t> named;
  for (auto& step : exchanged.steps) {
    const auto region = region_of(step.operation);
    if (std::ranges::find(named, region) == named.end()) named.push_back(region);
  }
  for (std::size_t index = 0; index + 1 < named.size(); ++index) {
    const auto one = named[index];
    const auto other = named[index + 1];
    if (one < other || regions[one].kind != regions[other].kind) continue;
    for (auto& step : exchanged.steps) {
      auto& region = region_of(step.operation);
      if (region != one && region != other) continue;
      const auto to = region == one ? other : one;
      move(step.operation, region, regions[region], regions[to]);
      region = to;
    }
    return attempt(exchanged);
  }
  return false;
}

}  // namespace claimcheck::shrink
