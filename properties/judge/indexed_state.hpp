// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "model/operation.hpp"
#include "model/state.hpp"
#include "properties/judge/slice.hpp"

namespace claimcheck::judge {

// A state of the reference model that is followed in the time of what changes. An operation is done
// by model::step(), on a slice that has all that the contract looks at.
class IndexedState {
 public:
  // The setup must outlive it.
  IndexedState(const model::Setup& setup, model::State state);

  // As model::step(); where `failed`, the outcome alone: nothing is changed (A1). What it touched
  // is in names() after that.
  model::Outcome step(const model::Operation& operation, bool failed);
  // What the last operation can have changed, by the contract.
  const Names& names() const { return names_; }

  void cut(const Names& names, Slice& slice) const;

  // Extents in the order of arrival, none left out. In the time of all that there is.
  const model::State& whole();
  model::State release() && { return whole(), std::move(state_); }

  std::uint64_t available(std::uint32_t region) const { return indexes_[region].available; }
  std::size_t extents() const;
  bool is_empty() const;
  // As model::is_nonvacuous().
  bool is_nonvacuous(model::Clause theorem) const;

 private:
  // What is removed stays in its place with a length of 0, until whole() is asked for.
  struct Index {
    struct Hash {
      std::size_t operator()(const model::Uuid& tag) const {
        return tag.words()[0] * 0x9e37'79b9'7f4a'7c15u ^ tag.words()[1];
      }
    };
    std::unordered_map<model::Uuid, std::vector<std::uint32_t>, Hash> by_tag;  // places, ascending
    std::map<std::uint64_t, std::uint32_t> by_start;
    std::set<std::uint32_t> free_untagged;  // in the order of arrival
    std::vector<std::uint32_t> holders;     // by place: a device's index and 1, or 0
    std::uint64_t available = 0;            // V5, of a dynamic region
    std::size_t not_whole = 0;              // extents that I5 says nothing about
    std::size_t claimed = 0;                // devices with capacity
    std::size_t removed = 0;                // places of none
  };
  struct See;

  void index(std::uint32_t region);
  void add(std::uint32_t region, std::uint32_t place);
  // Whether it is free has changed, or an extent comes or goes that is.
  void count(Index& index, const model::Extent& extent, std::uint32_t place, bool comes);
  void compact(std::uint32_t region);
  model::Outcome step_whole(const model::Operation& operation, bool failed);

  void stand_in(const model::Extent& extent);
  void stand_in_for_neighbours(const std::vector<std::uint64_t>& starts);
  void stand_in_for_tag(const model::Uuid& tag);
  void stand_in_for_available();
  void stand_in_for_devices();

  // What the step made of the slice.
  void take_back(const Slice& slice);
  void take_back_extents(const Slice& slice);
  void take_back_device(Index& index, model::Device& device, const model::Device& now);
  void take_back_devices(const Slice& slice);

  const model::Setup& setup_;
  model::State state_;
  std::vector<Index> indexes_;  // by region
  Names names_;
  Slice seen_;                         // what the operation looks at
  std::vector<std::uint32_t> places_;  // in the whole state, of what the slice has after the step
};

}  // namespace claimcheck::judge
