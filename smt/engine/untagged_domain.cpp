// SPDX-License-Identifier: MIT
#include "smt/engine/untagged_domain.hpp"

#include <stdexcept>

namespace claimcheck::smt::engine {

HeldMembers one(const LoneExtent& extent) {
  auto& d = *extent.list->holding;
  extent.list->live = {Term::number("1"), &d.walk()};
  extent.list->at.become([only = extent.extent](const Word&) { return only; });
  return extent.list->members();
}

Condition UntaggedIndex::has_any(SourcePlace place) const {
  auto& d = *domain_;
  const Bool none = d.every(
      [&](const Thing<ExtentName>& e) -> Bool { return !aligned.old(e) && !misaligned.old(e); });
  return fact("has_any", !none, &d.walk(), place);
}

Condition UntaggedIndex::has_aligned(SourcePlace place) const {
  auto& d = *domain_;
  const Bool none = d.every([&](const Thing<ExtentName>& e) { return !aligned.old(e); });
  return fact("has_aligned", !none, &d.walk(), place);
}

LoneExtent UntaggedIndex::first_aligned() const {
  auto& d = *domain_;
  const auto first = d.first();
  if (!(aligned.old(first).term == d.apply<Bool>("in_aligned_0", first).term)) {
    throw std::logic_error("an engine's text asks for the first of an index that it has written");
  }
  d.mean(
      "first_aligned",
      [&] {
        return d.every([&](const Thing<ExtentName>& e) -> Bool {
          return !aligned.old(e) || (aligned.old(first) && d.arrival(first) <= d.arrival(e));
        });
      },
      "where there is one, the first of an ordered map is of its least key");
  return {list_, first};
}

IndexPlace UntaggedIndex::take_first_aligned() {
  const auto first = first_aligned().extent;
  aligned[first] = false;
  return {list_, first};
}

void UntaggedIndex::put_back(const IndexPlace& place) {
  aligned[place.extent] = true;
}

UntaggedState::UntaggedState(UntaggedDomain& domain)
    : group(domain),
      region{{{domain.base(), domain.align()}, {{domain.word("available_0").term, nullptr}}},
             UntaggedIndex(domain, group)},
      device{Device(domain), {&group, domain.held()}} {
  domain.renew_all(group.holders, "_0");
  domain.renew_all(region.untagged, "_0");
}

}  // namespace claimcheck::smt::engine
