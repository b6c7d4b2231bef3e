// SPDX-License-Identifier: MIT
#include "smt/engine/holding_domain.hpp"

#include <stdexcept>

#include "model/state.hpp"

namespace claimcheck::smt::engine {

HolderOf& HolderOf::operator=(const Device* device) {
  holders_->of[extent_] = device ? domain_->the_holder() : domain_->nobody();
  return *this;
}

Condition operator==(const HolderOf& holder, const Operand<const Device*>& device) {
  auto& d = *holder.domain_;
  const Holder other = device.value ? d.the_holder() : d.nobody();
  const Term same = equal(holder.holders_->of.old(holder.extent_).term, other.term);
  return fact("holder ==", same, &d.walk(), device.place);
}

Condition HeldMember::is_free(SourcePlace place) const {
  const Term free = equal(holders->of.old(extent).term, domain->nobody().term);
  return fact("is_free", free, &domain->walk(), place);
}

HeldMember HeldMembers::operator[](const Word& at) const {
  const auto extent = group->at.old(at);
  auto* const walk = &domain->walk();
  return {domain,
          &group->holders,
          extent,
          {*domain, group->holders, extent},
          {domain->start(extent).term, walk},
          {domain->length(extent).term, walk}};
}

Unsigned<64> HeldMembers::size() const {
  return group->live;
}

HeldGroup::HeldGroup(HoldingDomain& of)
    : Group(of.any_group()), holding(&of), tag(of.apply<Tag>("group_tag")) {}

void Ranges::push_back(const Range& range) {
  domain_->show_parts("room: there is room for the range that comes",
                      [&] { return count.number() < room_.number(); });
  const Word place = count.number();
  page_offset[place] = range.page_offset.number();
  start[place] = range.start.number();
  length[place] = range.length.number();
  count++;
}

DeviceTag& DeviceTag::operator=(const indexed::Uuid& null) {
  if (!indexed::is_null(null)) throw std::logic_error("an engine's text has a tag of its own");
  return *this = Tag(Term::symbol("null_tag", Tag::sort()));
}

Device::Device(HoldingDomain& domain)
    : ranges(domain),
      size(domain.word("size_0").term, &domain.walk()),
      tag(domain.apply<Tag>("tag_0").term) {
  domain.renew_all(ranges, "_0");
}

Unsigned<32> Device::range_count() const {
  auto* const walk = ranges.count.walk();
  walk->prove_word("no loss", less(ranges.count.term, limit_of(32, SourcePlace::current())), 0, 32);
  return {ranges.count.term, walk};
}

int Env::fail(const char* site, SourcePlace place) const {
  const bool fails =
      domain->branch(domain->fails(site), static_cast<int>(place.line()), place.file_name());
  return fails ? error : 0;
}

HoldingDomain::HoldingDomain(Walk& walk) : GroupDomain(walk) {
  walk.give(Given::type, "holders", state([&] { return the_holder() != nobody(); }),
            "a device's holder is its index and 1 in 32 bits, and there are fewer devices");
}

ClaimState HoldingDomain::any_state() {
  ClaimState state{
      {{base(), align()}, {{word("available_0").term, nullptr}}}, Device(*this), HeldGroup(*this)};
  renew_all(state.group.holders, "_0");
  return state;
}

Word HoldingDomain::pages(const Word& bytes) {
  return {quotient(bytes.term, static_cast<unsigned>(model::page_size)), &walk()};
}

}  // namespace claimcheck::smt::engine
