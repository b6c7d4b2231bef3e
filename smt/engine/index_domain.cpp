// SPDX-License-Identifier: MIT
#include "smt/engine/index_domain.hpp"

#include <utility>

#include "smt/engine/index_spec.hpp"

namespace claimcheck::smt::engine {
namespace {

// How many groups that is.
Term one_of(const Entry& entry, const Entry& nobody) {
  return choose(equal(entry.term, nobody.term), Term::number("0"), Term::number("1"));
}

}  // namespace

Tag TableSlot::tag() const {
  return domain->tag_of(entry);
}

Table::Table(IndexDomain& domain, std::string name) : domain_(&domain), name_(std::move(name)) {}

Table Table::of_slots(const Unsigned<64>& number) const {
  Table empty(*domain_, "larger_");
  domain_->renew_all(empty, "");
  empty.slots_ = number;
  empty.count = {Term::number("0"), &domain_->walk()};
  empty.groups.become([nobody = nobody()](const Word&) { return nobody; });
  empty.full_before.become([](const Word&) { return Word(0); });
  domain_->mean("home", [&] { return spec::homes_are_places(*domain_, number.number()); });
  return empty;
}

HashInText Table::hash_of(const Tag& tag) const {
  return {domain_->hash_of(tag), &domain_->walk()};
}

Word Table::home(const HashInText& hash) const {
  return domain_->home(hash.hash, slots_.number());
}

Word Table::after(const Word& place) const {
  const Term next = plus(place.term, Term::number("1"));
  return {choose(equal(next, slots_.term), Term::number("0"), next), nullptr};
}

Unsigned<64> Table::distance(const Word& from, const Word& to) const {
  const Term ahead = minus(to.term, from.term);
  return {choose(at_most(from.term, to.term), ahead, plus(ahead, slots_.term)), &domain_->walk()};
}

Condition Table::is_empty(const Word& place, SourcePlace at) const {
  return fact("is_empty", equal(group(place).term, nobody().term), &domain_->walk(), at);
}

Condition Table::has(const Word& place, const Tag& tag, SourcePlace at) const {
  return fact("has", equal(domain_->tag_of(group(place)).term, tag.term), &domain_->walk(), at);
}

HashInText Table::hash(const Word& place) const {
  return {hashes.old(place), &domain_->walk()};
}

Entry Table::nobody() const {
  return domain_->nobody();
}

void Table::set(const Word& place, const TableSlot& slot) {
  write(place, slot.entry);
  hashes[place] = slot.hash;
  places[slot.tag()] = place;
}

TableSlot Table::take(const Word& place) {
  const TableSlot taken{domain_, group(place), hashes.old(place)};
  write(place, nobody());
  return taken;
}

void Table::write(const Word& place, const Entry& entry) {
  const Term came = one_of(entry, nobody());
  const Term left = one_of(group(place), nobody());
  full_before.become([=, before = full_before](const Word& k) -> Word {
    const auto behind = [&](const Term& count) {
      return choose(less(place.term, k.term), count, Term::number("0"));
    };
    return {minus(plus(before.old(k).term, behind(came)), behind(left)), nullptr};
  });
  groups[place] = entry;
}

Table IndexDomain::any_table() {
  Table table(*this, "");
  renew_all(table, "");
  return table;
}

}  // namespace claimcheck::smt::engine
