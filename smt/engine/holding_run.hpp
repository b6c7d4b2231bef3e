// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstdint>
#include <utility>
#include <vector>

#include "impl/indexed/region.hpp"
#include "smt/validation/concrete_claim_run.hpp"

// For tests of what is said of the engine's text: the interpretation of holding_spec.hpp by what an
// engine's region and the contract's have.

namespace claimcheck::smt {

using Number = std::int64_t;

template <class T>
class ByNumber {
 public:
  ByNumber() = default;
  explicit ByNumber(std::vector<T> values) : values_(std::move(values)) {}
  T operator[](Number place) const { return values_[static_cast<std::size_t>(place)]; }
  Number size() const { return static_cast<Number>(values_.size()); }
  std::vector<T>& values() { return values_; }

 private:
  std::vector<T> values_;
};

// What the engine has, and what the contract has, as they were at some instant. Extents are places
// in the contract's region, and holders the engine's devices by index; 0 is none.
struct EngineHas {
  ByNumber<Number> holder, at;
  ByNumber<indexed::Range> ranges;
  Number size, free, available;
  indexed::Uuid tag;
};
struct ContractHas {
  Number count, size;
  ByNumber<Number> extent, offset, use_count;
  ByNumber<bool> mapped;
};

// The interpretation of holding_spec.hpp by what is there.
struct HoldingRun {
  using Bool = bool;
  using Index = Number;
  using Word = Number;
  using Extent = Number;

  Number nobody() const { return 0; }
  Number the_holder() const { return 1; }
  Number place_of(Extent e) const { return places[e]; }
  Number start(Extent e) const { return starts[e]; }
  Number length(Extent e) const { return lengths[e]; }
  Number pages(Number bytes) const { return bytes / static_cast<Number>(model::page_size); }
  Number members() const { return count; }
  bool is_among(Extent e, Number k) const { return places[e] >= 0 && places[e] < k; }

  Number holder_in(const EngineHas& s, Extent e) const { return s.holder[e]; }
  Extent at(const EngineHas& s, Index place) const { return s.at[place]; }
  Number live_in(const EngineHas& s) const { return s.at.size(); }
  Number free_in(const EngineHas& s) const { return s.free; }
  Number count_in(const EngineHas& s) const { return s.ranges.size(); }
  Number size_in(const EngineHas& s) const { return s.size; }
  Number start_in(const EngineHas& s, Index q) const {
    return static_cast<Number>(s.ranges[q].start);
  }
  Number length_in(const EngineHas& s, Index q) const {
    return static_cast<Number>(s.ranges[q].length);
  }
  Number page_offset_in(const EngineHas& s, Index q) const {
    return static_cast<Number>(s.ranges[q].page_offset);
  }
  const indexed::Uuid& tag_in(const EngineHas& s) const { return s.tag; }
  Number available_in(const EngineHas& s) const { return s.available; }

  template <class Predicate>
  bool forall(Index from, Index to, Predicate predicate) const {
    for (Index i = from; i < to; i++) {
      if (!predicate(i)) return false;
    }
    return true;
  }
  template <class Predicate>
  bool every(Predicate predicate) const {
    return forall(0, starts.size(), predicate);
  }
  Number one_if(bool condition) const { return condition ? 1 : 0; }

  Extent member(Index i) const { return by_number[i]; }

  ByNumber<Number> places;  // among the contract's members; -1: none of them
  ByNumber<Number> by_number;
  ByNumber<Number> starts, lengths;
  Number count = 0;
};

// An environment whose nth step fails.
class Steps {
 public:
  explicit Steps(int failing) : left_(failing) {
    env_.context = this;
    env_.fail = [](void* self, const char*) {
      return static_cast<Steps*>(self)->left_-- == 0 ? -ENOSPC : 0;
    };
  }
  indexed::Env env() const { return indexed::Env(&env_); }
  bool has_failed() const { return left_ < 0; }

 private:
  int left_;
  claimcheck_env env_{};
};

inline constexpr std::uint64_t slot_size = 2u << 20;  // bytes

inline claimcheck_region_setup engine_setup(const model::RegionSetup& setup) {
  return {setup.base,     setup.size, setup.align,     CLAIMCHECK_DYNAMIC,
          setup.seq_base, 1,          CLAIMCHECK_KEEPS};
}

inline ContractHas kept_in(const model::Region& region) {
  const auto& device = region.devices[0];
  ContractHas kept{
      static_cast<Number>(device.ranges.size()), static_cast<Number>(device.size), {}, {}, {}, {}};
  for (const auto& range : device.ranges) {
    kept.extent.values().push_back(range.extent);
    kept.offset.values().push_back(static_cast<Number>(range.offset));
  }
  for (const auto& extent : region.extents) {
    kept.use_count.values().push_back(static_cast<Number>(extent.use_count));
    kept.mapped.values().push_back(extent.mapped);
  }
  return kept;
}

// Of these members of the contract's.
inline HoldingRun run_of(const model::Region& region, const std::vector<std::uint32_t>& members) {
  HoldingRun run;
  run.places.values().assign(region.extents.size(), -1);
  for (const auto& extent : region.extents) {
    run.starts.values().push_back(static_cast<Number>(extent.start));
    run.lengths.values().push_back(static_cast<Number>(extent.length));
  }
  for (const auto member : members) {
    run.places.values()[member] = run.count++;
    run.by_number.values().push_back(member);
  }
  return run;
}

// Of the first device all that it holds.
inline void give_back(const model::RegionSetup& setup, model::Region& region) {
  using D = model::ConcreteClaim<model::Checks::off>;
  auto& device = region.devices[0];
  std::vector<std::uint32_t> members;
  for (const auto& range : device.ranges) members.push_back(range.extent);
  model::Injection injection;
  D domain(setup, region, members, injection);
  model::Holding<D> holding{
      device.ranges.size(), device.size, {&device}, {&device}, {&region}, {&region}};
  model::give_back(domain, holding);
  device.ranges.resize(holding.count);
  device.size = holding.size;
}

inline int errno_of(model::ClaimExit exit) {
  if (exit == model::ClaimExit::none) return -ENOENT;
  if (exit == model::ClaimExit::failed) return -ENOSPC;
  return exit == model::ClaimExit::claimed ? 0 : -EINVAL;
}

}  // namespace claimcheck::smt
