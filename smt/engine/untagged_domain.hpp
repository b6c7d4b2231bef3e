// SPDX-License-Identifier: MIT
#pragma once

#include "smt/engine/holding_domain.hpp"

// The symbolic interpretation of the indexed engine's text about extents without a tag: the index
// of those that are free, and the place there of the one that a device holds.

namespace claimcheck::smt::engine {

class UntaggedDomain;

// An extent that is not in a group, as who changes it sees it.
struct LoneExtent {
  HeldGroup* list;
  Thing<ExtentName> extent;
};

// A list of one, where a group has all its members.
HeldMembers one(const LoneExtent& extent);

// A node of the index, or none.
struct IndexPlace {
  LoneExtent mapped() const { return {list, extent}; }

  HeldGroup* list;
  Thing<ExtentName> extent;
};

// Two ordered maps by arrival; of a map the text asks only for the first.
class UntaggedIndex {
 public:
  UntaggedIndex(UntaggedDomain& domain, HeldGroup& list) : domain_(&domain), list_(&list) {}

  Condition has_any(SourcePlace place = SourcePlace::current()) const;
  Condition has_aligned(SourcePlace place = SourcePlace::current()) const;
  // Of the index as it was at first.
  LoneExtent first_aligned() const;
  IndexPlace take_first_aligned();
  void put_back(const IndexPlace& place);

  template <class Visit>
  void each(Visit visit) {
    visit("in_aligned", aligned);
    visit("in_misaligned", misaligned);
  }

  Map<Bool, Thing<ExtentName>> aligned, misaligned;

 private:
  UntaggedDomain* domain_;
  HeldGroup* list_;
};

struct UntaggedRegion : Region {
  UntaggedIndex untagged;
};

struct UntaggedDevice : Device {
  IndexPlace untagged;
};

// All that an untagged claim sees. `group` is the list that the text goes over.
struct UntaggedState {
  explicit UntaggedState(UntaggedDomain& domain);
  UntaggedState(const UntaggedState&) = default;  // whose text would go over the list of this

  HeldGroup group;
  UntaggedRegion region;
  UntaggedDevice device;
};

class UntaggedDomain : public HoldingDomain {
 public:
  using HoldingDomain::HoldingDomain;

  // When it came to its region: where it stands in the index.
  Index arrival(const Extent& e) { return apply<Index>("arrival", e); }
  Extent first() { return apply<Extent>("first_aligned"); }
  // Of the way back: the one that the device has.
  Extent held() { return apply<Extent>("held"); }

  Bool in_aligned(UntaggedState& s, const Extent& e) { return s.region.untagged.aligned[e]; }
  Bool in_misaligned(UntaggedState& s, const Extent& e) { return s.region.untagged.misaligned[e]; }
};

}  // namespace claimcheck::smt::engine
