// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "model/concrete/concrete_interpretation.hpp"
#include "model/injection.hpp"
#include "model/rules/claim_spec.hpp"
#include "model/state.hpp"

// The concrete interpretation of the claim: the members of a group and the device that takes them.

namespace claimcheck::model {

namespace interpretation {

template <Checks checks, class Watch = Unwatched>
class ConcreteClaim : public ConcreteInterpretation<checks, Watch> {
  using Base = ConcreteInterpretation<checks, Watch>;

 public:
  using Base::checked;
  using Base::forall;
  using typename Base::Extent;
  using typename Base::Index;
  using typename Base::Word;

  // The parts of a Holding are windows on a region and one of its devices.
  struct RangeExtents {
    Device* device;
    std::uint32_t& operator[](Index q) const { return range(*device, q).extent; }
  };
  struct RangeOffsets {
    Device* device;
    std::uint64_t& operator[](Index q) const { return range(*device, q).offset; }
  };
  struct UseCounts {
    Region* region;
    auto operator[](Extent e) const
        -> std::conditional_t<checked, CheckedReference, std::uint64_t&> {
      return region->extents[e].use_count;
    }
  };
  struct Mappings {
    Region* region;
    bool& operator[](Extent e) const { return region->extents[e].mapped; }
  };

  // `members` are indices in region.extents: a group in seq order, or untagged in arrival order.
  ConcreteClaim(const RegionSetup& setup, Region& region, std::span<const Extent> members,
                Injection& injection, Watch watch = {})
      : Base(std::move(watch)),
        setup_(setup),
        region_(region),
        members_(members),
        injection_(injection) {
    if constexpr (checked) {
      ranks_.resize(region.extents.size(), members.size());
      lengths_.reserve(members.size() + 1);
      lengths_.push_back(0);
      for (Index i = 0; i < members.size(); ++i) {
        ranks_[members[i]] = i;
        lengths_.push_back(lengths_.back() + length(members[i]));
      }
    }
  }

  Index members() const { return members_.size(); }
  Extent member(Index i) const { return members_[i]; }
  Word seq_base() const { return setup_.seq_base; }
  Word seq(Extent e) const { return region_.extents[e].seq; }
  Word length(Extent e) const { return region_.extents[e].length; }
  Word offered_of(Extent e) const { return region_.extents[e].offered_of; }
  Word region_size() const { return setup_.size; }
  bool aligned(Extent e) const { return is_aligned(setup_, region_.extents[e]); }

  bool fails(const char* site) {
    const bool fails = injection_.fails_here();
    Base::watch().asked(site, fails);
    return fails;
  }

  template <class Holding>
  Holding remember(const Holding& now) {
    return beside(now);
  }
  // As if the device had given its members back.
  template <class Holding>
  Holding emptied(const Holding& now) {
    if constexpr (!checked) return now;
    Holding empty = beside(now);
    for (const Extent e : members_) {
      before_.extents[e].use_count -= 1;
      before_.extents[e].mapped = false;
    }
    empty.count = 0;
    empty.size = 0;
    return empty;
  }

  // A statement about all extents takes the time of the region at each loop head. Inside a loop, of
  // a large region it is tested on the members, which are all that a turn may change, and on a
  // sample of the others; at the first head, the last one and each exit on all.
  template <class Predicate>
  bool every(Predicate predicate) const {
    constexpr Index small_region = 128, sample = 32;
    const Index extents = region_.extents.size();
    const auto is_true_of = [&](Index e) { return predicate(static_cast<Extent>(e)); };
    if (extents <= small_region || !Base::is_inside_loop()) return forall(0, extents, is_true_of);
    return forall(0, sample, [&](Index part) { return is_true_of(part * extents / sample); }) &&
           forall(0, members(), [&](Index i) { return is_true_of(member(i)); });
  }
  // Said of every range at every loop head: added up once. Statements alone ask for it.
  Word length_before(Index k) const { return lengths_[k]; }
  // Said of every extent at every loop head: looked up, not searched for.
  bool is_among(Extent e, Index k) const { return ranks_[e] < k; }

 private:
  static Range& range(Device& device, Index q) {
    if (q >= device.ranges.size()) device.ranges.resize(q + 1);
    return device.ranges[q];
  }

  // The same holding in a copy of what it is a window on: the extents and the one device.
  template <class Holding>
  Holding beside(const Holding& now) {
    if constexpr (checked) {
      before_.extents = region_.extents;
      before_.devices.assign(1, *now.extent.device);
      Device* const device = &before_.devices.front();
      return {now.count, now.size, {device}, {device}, {&before_}, {&before_}};
    }
    return now;
  }

  const RegionSetup& setup_;
  Region& region_;
  std::span<const Extent> members_;
  Injection& injection_;
  // Where checks are on:
  std::vector<Word> lengths_;  // of the first k members, for k from 0
  std::vector<Index> ranks_;   // of each extent among the members, or how many these are
  Region before_;              // set by beside()
};

}  // namespace interpretation

using interpretation::ConcreteClaim;

}  // namespace claimcheck::model
