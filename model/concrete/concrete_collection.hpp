// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "model/concrete/concrete_interpretation.hpp"
#include "model/rules/collect_spec.hpp"
#include "model/state.hpp"

// The concrete interpretation of how a claim finds its members.

namespace claimcheck::model {

namespace interpretation {

template <Checks checks, class Watch = Unwatched>
class ConcreteCollection : public ConcreteInterpretation<checks, Watch> {
  using Base = ConcreteInterpretation<checks, Watch>;

 public:
  using Base::checked;
  using typename Base::Extent;
  using typename Base::Index;

  struct Members {
    std::vector<Extent>* all;
    Extent& operator[](Index place) const {
      if (place >= all->size()) all->resize(place + 1);
      return (*all)[place];
    }
  };
  // Statements alone read where an extent is.
  struct Places {
    std::vector<Index>* by_extent;
    Index unread = 0;
    Index& operator[](Extent e) { return checked ? (*by_extent)[e] : unread; }
  };

  ConcreteCollection(const Region& region, const Uuid& tag, Watch watch = {})
      : Base(std::move(watch)), region_(region), tag_(tag) {
    if constexpr (checked) places_.resize(region.extents.size());
  }

  // The indices of the free extents of the tag, in arrival order.
  std::vector<Extent> run() {
    std::vector<Extent> members;
    Collected<ConcreteCollection> now{0, {&members}, {&places_, 0}};
    collect_free(*this, now);
    members.resize(now.count);
    return members;
  }

  Index extents() const { return region_.extents.size(); }
  Extent extent(Index i) const { return static_cast<Extent>(i); }
  bool is_listed(Extent e, Index k) const { return e < k; }
  bool comes_before(Extent e, Extent f) const { return e < f; }
  bool is_below(Index place, Index count) const { return place < count; }
  bool is_wanted(Extent e) const {
    const auto& extent = region_.extents[e];
    return extent.is_free() && extent.tag == tag_;
  }

 private:
  const Region& region_;
  const Uuid tag_;
  std::vector<Index> places_;  // where checks are on
};

}  // namespace interpretation

using interpretation::ConcreteCollection;

}  // namespace claimcheck::model
