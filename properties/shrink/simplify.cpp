// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <string>

#include "properties/shrink/candidates.hpp"

// Passes that keep every operation and make its values plainer. A value's rank is its place in a
// list of what people would write first; only values of lower rank are tried.

namespace claimcheck::shrink {
namespace {

using model::Trace;

template <class T>
std::size_t rank(const std::vector<T>& list, const T& value) {
  return static_cast<std::size_t>(std::ranges::find(list, value) - list.begin());
}

// Tries what stands before `field`'s value in `list`. `field` refers into `changed`.
template <class T>
bool lower(Trace& changed, T& field, const std::vector<T>& list, const Attempt& attempt) {
  const T before = field;
  const auto limit = rank(list, before);
  for (std::size_t index = 0; index < limit; ++index) {
    field = list[index];
    if (attempt(changed)) return true;
  }
  field = before;
  return false;
}

// Starts: whole aligns from the region's base on, then half ones.
std::vector<std::uint64_t> starts(const model::RegionSetup& region, std::uint64_t up_to) {
  constexpr std::uint64_t most = 64;
  std::vector<std::uint64_t> list;
  for (const auto shift : {std::uint64_t{0}, region.align / 2}) {
    for (std::uint64_t square = 0; square < most; ++square) {
      list.push_back(region.base + square * region.align + shift);
    }
  }
  if (rank(list, up_to) == list.size()) list.push_back(up_to);
  return list;
}

std::vector<std::uint64_t> lengths(const model::RegionSetup& region) {
  return {region.align, 2 * region.align, 3 * region.align, region.align / 2, 0};
}

std::vector<std::uint16_t> seqs(bool tagged, std::uint16_t up_to) {
  std::vector<std::uint16_t> list = {1, 2, 3, 4, 0};
  if (!tagged) list = {0};
  if (rank(list, up_to) == list.size()) list.push_back(up_to);
  return list;
}

bool lower_member(Trace& changed, model::Member& member, const model::RegionSetup& region,
                  bool has_seq, bool tagged, const Attempt& attempt) {
  if (has_seq && lower(changed, member.seq, seqs(tagged, member.seq), attempt)) return true;
  auto known = lengths(region);
  if (rank(known, member.length) == known.size()) known.push_back(member.length);
  if (lower(changed, member.length, known, attempt)) return true;
  return lower(changed, member.start, starts(region, member.start), attempt);
}

std::string upper_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

std::vector<std::string> claim_texts(const Trace& trace) {
  std::vector<std::string> list = {"0\n"};
  for (const auto& tag : trace.tags) list.push_back(to_string(tag.uuid) + "\n");
  list.emplace_back("0");
  for (const auto& tag : trace.tags) {
    const auto text = to_string(tag.uuid);
    list.push_back(text);
    list.push_back(text + "x");
    list.push_back(upper_case(text) + "\n");
  }
  list.push_back(model::to_string(model::Uuid{}) + "\n");
  list.emplace_back("");
  list.emplace_back("x");
  return list;
}

std::vector<std::string> size_texts(const model::RegionSetup& region) {
  return {"0\n",
          std::to_string(region.align) + "\n",
          std::to_string(2 * region.align) + "\n",
          std::to_string(region.align / 2) + "\n",
          "0",
          "",
          "x",
          "0x\n"};
}

bool plain_text(Trace& changed, std::string& text, std::vector<std::string> known,
                const Attempt& attempt) {
  const bool is_known = rank(known, text) < known.size();
  if (!is_known) known.push_back(text);
  if (lower(changed, text, known, attempt)) return true;
  if (is_known) return false;
  const std::string before = text;
  for (std::size_t index = 0; index < before.size(); ++index) {
    text = before;
    text.erase(index, 1);
    if (attempt(changed)) return true;
  }
  text = before;
  return false;
}

}  // namespace

bool plain_offers(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index < trace.steps.size(); ++index) {
    Trace changed = trace;
    auto& operation = changed.steps[index].operation;
    if (const auto* inject = std::get_if<model::Inject>(&operation)) {
      model::Offer offer{inject->region, inject->tag, false, {inject->member}};
      offer.members[0].seq = 0;
      operation = offer;
      if (attempt(changed)) return true;
      continue;
    }
    auto* offer = std::get_if<model::Offer>(&operation);
    if (!offer) continue;
    if (offer->shared) {
      offer->shared = false;
      auto members = offer->members;
      for (auto& member : offer->members) member.seq = 0;
      if (attempt(changed)) return true;
      offer->members = members;
      offer->shared = true;
    }
    for (auto& member : offer->members) {
      if (!member.lost) continue;
      member.lost = false;
      if (attempt(changed)) return true;
      member.lost = true;
    }
  }
  return false;
}

bool plain_faults(const Trace& trace, const Attempt& attempt) {
  Trace changed = trace;
  for (auto& step : changed.steps) {
    for (auto& fault : step.faults) {
      if (fault.onwards) {
        fault.onwards = false;
        if (attempt(changed)) return true;
        fault.onwards = true;
      }
      std::vector<std::uint32_t> asked;
      for (std::uint32_t nth = 1; nth <= fault.nth && nth <= 64; ++nth) asked.push_back(nth);
      if (lower(changed, fault.nth, asked, attempt)) return true;
      const int usual = model::is_lock_site(fault.site) ? EINTR : ENOMEM;
      if (lower(changed, fault.error, {usual, fault.error}, attempt)) return true;
    }
  }
  return false;
}

bool lower_numbers(const Trace& trace, const Attempt& attempt) {
  Trace changed = trace;
  const auto& regions = trace.setup.regions;
  for (auto& step : changed.steps) {
    if (auto* offer = std::get_if<model::Offer>(&step.operation)) {
      for (auto& member : offer->members) {
        if (lower_member(changed, member, regions[offer->region], offer->shared, true, attempt)) {
          return true;
        }
      }
    } else if (auto* inject = std::get_if<model::Inject>(&step.operation)) {
      if (lower_member(changed, inject->member, regions[inject->region], true,
                       !inject->tag.is_null(), attempt)) {
        return true;
      }
    } else if (auto* release = std::get_if<model::ReleaseUntagged>(&step.operation)) {
      const auto& region = regions[release->region];
      if (lower(changed, release->start, starts(region, release->start), attempt)) return true;
    } else if (auto* read = std::get_if<model::ReadMapping>(&step.operation)) {
      using enum model::MappingField;
      if (lower(changed, read->mapping, {0, 1, read->mapping}, attempt)) return true;
      if (lower(changed, read->field, {start, end, page_offset}, attempt)) return true;
    }
  }
  return false;
}

bool plain_texts(const Trace& trace, const Attempt& attempt) {
  Trace changed = trace;
  for (auto& step : changed.steps) {
    if (auto* uuid = std::get_if<model::WriteUuid>(&step.operation)) {
      if (plain_text(changed, uuid->text, claim_texts(trace), attempt)) return true;
    } else if (auto* size = std::get_if<model::WriteSize>(&step.operation)) {
      const auto& region = trace.setup.regions[size->device.region];
      if (plain_text(changed, size->text, size_texts(region), attempt)) return true;
    }
  }
  return false;
}

// Independent operations in one order: that of the kinds in the operation's type.
bool sort_steps(const Trace& trace, const Attempt& attempt) {
  for (std::size_t index = 0; index + 1 < trace.steps.size(); ++index) {
    Trace changed = trace;
    auto& first = changed.steps[index];
    auto& second = changed.steps[index + 1];
    if (second.operation.index() >= first.operation.index()) continue;
    if (second.thread != first.thread) continue;
    std::swap(first, second);
    if (attempt(changed)) return true;
  }
  return false;
}

}  // namespace claimcheck::shrink
