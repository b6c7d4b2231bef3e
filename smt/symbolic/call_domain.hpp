// SPDX-License-Identifier: MIT
#pragma once

#include "model/rules/claim_spec.hpp"
#include "model/rules/collect_spec.hpp"
#include "smt/symbolic/world_domain.hpp"

namespace claimcheck::smt {

// The symbolic interpretation of where a claim is called: its device's region lists the extents
// that live in it, among which the members are found.
class CallDomain : public WorldDomain {
 public:
  using Members = Map<Extent, Word>;
  using Places = Map<Word, Extent>;

  // Gives the walk what the functions mean of the state "before".
  explicit CallDomain(Walk& walk);

  Index extents() { return word("listed"); }
  Extent extent(const Index& i) { return apply<Extent>("extent", i); }
  Index listed_at(const Extent& e) { return apply<Index>("listed_at", e); }
  Bool is_listed(const Extent& e, const Index& k) {
    return is_below(listed_at(e), k) && extent(listed_at(e)) == e;
  }
  Bool comes_before(const Extent& e, const Extent& f) { return listed_at(e) < listed_at(f); }
  Bool is_below(const Index& place, const Index& count) { return 0 <= place && place < count; }
  Bool is_wanted(const Extent& e) { return before_.use(e) == 0 && tag(e) == the_tag(); }
  Word start(const Extent& e) { return apply<Word>("start", e); }

  model::Holding<CallDomain> holding(World& world) {
    View part = view(world, the_device());
    return {part.count, part.size, part.extent, part.offset, part.use_count, part.mapped};
  }
  // Found where the claim began.
  model::Collected<CallDomain> found() {
    model::Collected<CallDomain> found{0, {}, {}};
    renew_all(found, "");
    return found;
  }
  // The place of the one that a claim without a tag takes.
  Index taken_at() { return apply<Index>("taken_at"); }

 private:
  World before_;
};

}  // namespace claimcheck::smt
