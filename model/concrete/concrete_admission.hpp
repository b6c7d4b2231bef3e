// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/concrete/concrete_interpretation.hpp"
#include "model/operation.hpp"
#include "model/rules/admission_spec.hpp"

// The concrete interpretation of admission. Extents that arrive stand behind the region's own from
// the start, and which of all are alive is told beside them; settle() takes out those that are not.

namespace claimcheck::model {

namespace interpretation {

// What is asked of a region: an offer or an inject of members, or a release of a tag or of the
// untagged extent at a start.
struct Request {
  Uuid tag;
  bool shared = false;
  std::span<const Member> members = {};
  std::optional<std::uint64_t> start = {};
};

template <Checks checks, class Watch = Unwatched>
class ConcreteAdmission : public ConcreteInterpretation<checks, Watch> {
  using Base = ConcreteInterpretation<checks, Watch>;
  using Extents = std::vector<model::Extent>;

 public:
  using Base::checked;
  using Base::forall;
  using typename Base::Extent;
  using typename Base::Index;
  using typename Base::Word;

  using Alive = std::vector<std::uint8_t>;  // 0 or 1 for each extent: a vector of bool is slower
  // The parts of an Admitted are windows on the extents.
  struct Lives {
    Alive* alive;
    std::uint8_t& operator[](Extent e) const { return (*alive)[e]; }
  };
  template <class Value>
  struct Narrow {
    Value& value;
    operator std::uint64_t() const { return value; }
    void operator=(std::uint64_t wide) {
      if (checked && wide > std::numeric_limits<Value>::max()) throw StatementFailed("it fits");
      value = static_cast<Value>(wide);
    }
  };
  struct Seqs {
    Extents* extents;
    auto operator[](Extent e) const { return Narrow<std::uint16_t>{(*extents)[e].seq}; }
  };
  struct Sizes {
    Extents* extents;
    auto operator[](Extent e) const { return Narrow<std::uint32_t>{(*extents)[e].offered_of}; }
  };
  struct WasWhole {
    Origin& origin;
    operator bool() const { return origin == Origin::whole_offer; }
    void operator=(bool whole) { origin = whole ? Origin::whole_offer : Origin::lossy_offer; }
  };
  struct Origins {
    Extents* extents;
    auto operator[](Extent e) const { return WasWhole{(*extents)[e].origin}; }
  };

  ConcreteAdmission(const Setup& setup, State& state, std::uint32_t region, const Request& request,
                    Watch watch = {})
      : Base(std::move(watch)),
        setup_(setup.regions[region]),
        state_(state),
        region_(state.regions[region]),
        request_(request),
        extents_(region_.extents.size()),
        alive_(extents_ + request.members.size()) {
    for (const auto& member : request.members) {
      auto& extent = region_.extents.emplace_back();
      extent.start = member.start;
      extent.length = member.length;
      extent.tag = request.tag;
    }
    std::fill_n(alive_.begin(), extents_, std::uint8_t{1});
    if (request.shared) put_in_order();
  }

  template <class Admitted>
  Admitted admitted() {
    return {{&alive_}, {&region_.extents}, {&region_.extents}, {&region_.extents}};
  }

  // The loop that looks at each pair of extents takes the square of their number, and of its turns
  // only one in which a member lies over another extent does anything: it begins there, where
  // nobody watches.
  template <class Invariant>
  auto each(const char* name, Index to, Invariant invariant) {
    constexpr Index few = 32;
    if constexpr (!checked && std::is_same_v<Watch, Unwatched>) {
      if (to > few && name == std::string_view("apart")) {
        return Base::each_from(name, first_over_another(to), to, invariant);
      }
    }
    return Base::each_from(name, 0, to, invariant);
  }

  // Leaves the region with the extents that are alive.
  void settle() {
    const auto gone = std::find(alive_.begin(), alive_.end(), std::uint8_t{0});
    if (std::find(gone, alive_.end(), std::uint8_t{1}) == alive_.end()) {  // no other one moves
      region_.extents.resize(static_cast<std::size_t>(gone - alive_.begin()));
      return;
    }
    std::vector<std::uint32_t> new_place(alive_.size());
    std::uint32_t kept = 0;
    for (std::uint32_t index = 0; index < alive_.size(); ++index) {
      new_place[index] = kept;
      if (!alive_[index]) continue;
      if (kept != index) region_.extents[kept] = region_.extents[index];
      ++kept;
    }
    region_.extents.resize(kept);
    for (auto& device : region_.devices) {
      for (auto& range : device.ranges) range.extent = new_place[range.extent];
    }
  }

  Index extents() const { return extents_; }
  Extent extent(Index i) const { return static_cast<Extent>(i); }
  bool is_listed(Extent e, Index k) const { return e < k; }
  bool is_here(Extent) const { return true; }
  Index members() const { return request_.members.size(); }
  Extent member(Index i) const { return static_cast<Extent>(extents_ + i); }
  bool is_offered(Extent e, Index k) const { return e >= extents_ && e - extents_ < k; }
  Extent in_order(Index i) const { return member(request_.shared ? order_[i] : i); }

  Word start(Extent e) const { return region_.extents[e].start; }
  Word length(Extent e) const { return region_.extents[e].length; }
  Word use_count(Extent e) const { return region_.extents[e].use_count; }
  bool aligned(Extent e) const { return is_aligned(setup_, region_.extents[e]); }
  Word given_seq(Extent e) const { return arrived(e).seq; }
  bool lost(Extent e) const { return arrived(e).lost; }
  bool meant(Extent e) const {
    const auto& extent = region_.extents[e];
    if (!request_.start) return extent.tag == request_.tag;
    return extent.tag.is_null() && extent.start == *request_.start;
  }

  bool tagged() const { return !request_.tag.is_null(); }
  bool shared() const { return request_.shared; }
  Word seq_base() const { return setup_.seq_base; }
  Word region_base() const { return setup_.base; }
  Word region_size() const { return setup_.size; }
  Word highest() const { return std::numeric_limits<std::uint64_t>::max(); }

  // M3: on the whole host.
  template <class Admitted>
  bool tag_lives(const Admitted& now) const {
    return std::ranges::any_of(state_.regions, [&](const Region& region) {
      for (Extent e = 0; e < region.extents.size(); ++e) {
        if (region.extents[e].tag == request_.tag && (&region != &region_ || now.alive[e])) {
          return true;
        }
      }
      return false;
    });
  }

  template <class Admitted>
  Admitted remember(const Admitted& now) {
    if constexpr (checked) {
      alive_before_ = alive_;
      before_ = region_.extents;
      return {{&alive_before_}, {&before_}, {&before_}, {&before_}};
    }
    return now;
  }
  template <class Predicate>
  bool every(Predicate predicate) const {
    return forall(0, region_.extents.size(),
                  [&](Index e) { return predicate(static_cast<Extent>(e)); });
  }
  // The loop around tested it, and within nothing is written that it speaks of.
  template <class Fact>
  bool around(Fact) const {
    return true;
  }

 private:
  const Member& arrived(Extent e) const { return request_.members[e - extents_]; }

  // The first of `members` that lies over an extent or a member before it, or `members`.
  Index first_over_another(Index members) const {
    if (are_apart(members)) return members;
    Index apart = 0;
    for (Index rest = members; rest > 1;) {
      const Index half = rest / 2;
      if (are_apart(apart + half)) apart += half;
      rest -= half;
    }
    return apart;
  }
  // Whether no two of the region's extents and the first `members` overlap: sorted, each ends
  // before the next. None is empty or wraps, since all lie inside the region (M4).
  bool are_apart(Index members) const {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
    ranges.reserve(extents_ + members);
    for (Index i = 0; i < extents_ + members; ++i) {
      const auto& extent = region_.extents[i];
      ranges.push_back({extent.start, extent.start + (extent.length - 1)});
    }
    std::ranges::sort(ranges);
    return std::ranges::adjacent_find(ranges, [](const auto& a, const auto& b) {
             return b.first <= a.second;
           }) == ranges.end();
  }

  void put_in_order() {
    for (Index i = 0; i < members(); ++i) order_.push_back(i);
    std::ranges::sort(order_, {}, [&](Index i) { return request_.members[i].seq; });
  }

  const RegionSetup& setup_;
  const State& state_;
  Region& region_;
  const Request& request_;
  Index extents_;
  Alive alive_;
  std::vector<Index> order_;  // of a shared offer
  Alive alive_before_;        // where checks are on, as what follows
  Extents before_;
};

}  // namespace interpretation

using interpretation::ConcreteAdmission;
using interpretation::Request;

}  // namespace claimcheck::model
