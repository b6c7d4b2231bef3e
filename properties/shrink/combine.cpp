// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "properties/shrink/candidates.hpp"
#include "properties/shrink/move.hpp"

// Passes that change several operations at once, where no one of them can change alone.

namespace claimcheck::shrink {
namespace {

using model::Trace;
using model::Uuid;

// The start of the first extent that comes with the tag: what releases it once it has none.
std::uint64_t first_start(const Trace& trace, const Uuid& tag) {
  for (const auto& step : trace.steps) {
    if (const auto* offer = std::get_if<model::Offer>(&step.operation)) {
      if (offer->tag == tag) return offer->members.front().start;
    } else if (const auto* inject = std::get_if<model::Inject>(&step.operation)) {
      if (inject->tag == tag) return inject->member.start;
    }
  }
  return trace.setup.regions.front().base;
}

void untag(model::Operation& operation, const Uuid& tag, std::uint64_t start) {
  if (!names(operation, tag)) return;
  if (auto* offer = std::get_if<model::Offer>(&operation)) {
    offer->tag = Uuid{};
    offer->shared = false;
    for (auto& member : offer->members) member.seq = 0;
  } else if (auto* inject = std::get_if<model::Inject>(&operation)) {
    inject->tag = Uuid{};
    inject->member.seq = 0;
  } else if (const auto* release = std::get_if<model::ReleaseTag>(&operation)) {
    operation = model::ReleaseUntagged{release->region, start};
  } else if (auto* write = std::get_if<model::WriteUuid>(&operation)) {
    write->text = "0\n";
  }
}

bool try_merge(const Trace& trace, std::uint32_t gone, std::uint32_t into, const Attempt& attempt) {
  const auto& regions = trace.setup.regions;
  const bool fits = regions[into].kind == model::RegionKind::dynamic ||
                    regions[gone].kind != model::RegionKind::dynamic;
  if (gone == into || !fits) return false;
  Trace merged = trace;
  for (auto& step : merged.steps) {
    move(step.operation, gone, regions[gone], regions[into]);
    auto& region = region_of(step.operation);
    if (region == gone) region = into;
    if (region > gone) --region;
  }
  merged.setup.regions.erase(merged.setup.regions.begin() + gone);
  return attempt(merged);
}

}  // namespace

// All that happens in one region in another.
bool merge_regions(const Trace& trace, const Attempt& attempt) {
  const auto count = static_cast<std::uint32_t>(trace.setup.regions.size());
  for (std::uint32_t gone = count; gone-- > 0;) {
    for (std::uint32_t into = 0; into < count; ++into) {
      if (try_merge(trace, gone, into, attempt)) return true;
    }
  }
  return false;
}

// What two offers bring in one.
bool merge_offers(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    const auto* offer = std::get_if<model::Offer>(&trace.steps[index].operation);
    if (!offer) continue;
    for (std::size_t later = index + 1; later < trace.steps.size(); ++later) {
      const auto* other = std::get_if<model::Offer>(&trace.steps[later].operation);
      if (!other || other->region != offer->region || other->tag != offer->tag ||
          trace.steps[later].thread != trace.steps[index].thread) {
        continue;
      }
      Trace merged = trace;
      auto& members = std::get<model::Offer>(merged.steps[index].operation).members;
      members.insert(members.end(), other->members.begin(), other->members.end());
      merged.steps.erase(merged.steps.begin() + static_cast<std::ptrdiff_t>(later));
      if (attempt(merged)) return true;
    }
  }
  return false;
}

// What a tag is not needed for is shown without.
bool drop_tags(const Trace& trace, const Attempt& attempt) {
  for (const auto& tag : trace.tags) {
    if (tag.uuid.is_null()) continue;
    Trace untagged = trace;
    for (auto& step : untagged.steps) {
      untag(step.operation, tag.uuid, first_start(trace, tag.uuid));
    }
    if (untagged != trace && attempt(untagged)) return true;
  }
  return false;
}

// An offer and what is injected under its tag later: one offer, whose last member is lost. An offer
// of which one member is left: that member, injected.
bool fewer_arrivals(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    const auto* offer = std::get_if<model::Offer>(&trace.steps[index].operation);
    if (!offer || offer->tag.is_null()) continue;
    for (std::size_t later = index + 1; later < trace.steps.size(); ++later) {
      const auto* inject = std::get_if<model::Inject>(&trace.steps[later].operation);
      if (!inject || inject->tag != offer->tag || inject->region != offer->region) continue;
      Trace merged = trace;
      auto& members = std::get<model::Offer>(merged.steps[index].operation).members;
      members.push_back(inject->member);
      members.back().lost = true;
      if (!offer->shared) members.back().seq = 0;
      merged.steps.erase(merged.steps.begin() + static_cast<std::ptrdiff_t>(later));
      if (attempt(merged)) return true;
    }
    const auto left = std::ranges::find(offer->members, false, &model::Member::lost);
    if (offer->members.size() == 1 ||
        std::ranges::count(offer->members, false, &model::Member::lost) != 1) {
      continue;
    }
    model::Inject inject{offer->region, offer->tag, *left};
    if (!offer->shared) {
      const auto number =
          left - offer->members.begin() + trace.setup.regions[offer->region].seq_base;
      inject.member.seq = static_cast<std::uint16_t>(number);
    }
    Trace injected = trace;
    injected.steps[index].operation = inject;
    if (attempt(injected)) return true;
  }
  return false;
}

// Of all that goes with a region's driver, and may be made anew once that is back: one device, by
// its delete.
bool fewer_drops(const Trace& trace, const Attempt& attempt) {
  constexpr std::uint32_t max_devices = 4;
  std::uint32_t made = 0;
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    const auto& step = trace.steps[index];
    if (std::holds_alternative<model::Create>(step.operation)) ++made;
    const auto* unbind = std::get_if<model::UnbindRegion>(&step.operation);
    if (!unbind || step.thread != 0) continue;
    const model::Operation bind = model::BindRegion{unbind->region};
    const auto behind = trace.steps.begin() + static_cast<std::ptrdiff_t>(index);
    const auto back = std::find_if(behind, trace.steps.end(), [&](const model::Step& later) {
      return later.operation == bind && later.thread == 0;
    });
    if (back == trace.steps.end()) continue;
    for (std::uint32_t device = 1; device <= std::min(made, max_devices); ++device) {
      Trace fewer = trace;
      fewer.steps[index].operation = model::Delete{{unbind->region, device}};
      fewer.steps.erase(fewer.steps.begin() + (back - trace.steps.begin()));
      if (attempt(fewer)) return true;
    }
  }
  return false;
}

// An extent and whatever else names its start, to where nothing is yet. Of the places below it only
// the first few: a region has up to 2^52 of them, and what keeps an extent away from those keeps it
// away from all.
bool lower_together(const Trace& trace, const Attempt& attempt) {
  constexpr int max_places = 64;
  Trace copy = trace;
  for (std::uint32_t region = 0; region < trace.setup.regions.size(); ++region) {
    const auto& setup = trace.setup.regions[region];
    std::multiset<std::uint64_t> used;
    each_start(copy, region, [&](std::uint64_t& start) { used.insert(start); });
    for (auto from = used.begin(); from != used.end(); from = used.upper_bound(*from)) {
      if (used.count(*from) == 1) continue;
      int places = 0;
      for (auto to = setup.base; to < *from && places < max_places; to += setup.align) {
        if (used.contains(to)) continue;
        ++places;
        Trace moved = trace;
        each_start(moved, region, [&](std::uint64_t& start) {
          if (start == *from) start = to;
        });
        if (attempt(moved)) return true;
      }
    }
  }
  return false;
}

}  // namespace claimcheck::shrink
