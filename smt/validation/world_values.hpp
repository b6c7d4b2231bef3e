// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smt/validation/evaluate.hpp"
#include "smt/validation/small_world.hpp"

namespace claimcheck::smt {

// States of the model as a structure: the same functions that the world's symbolic interpretation
// speaks of (world_domain.hpp). What that keeps for the proof alone is made here as the transitions
// want it: the owner and the slot of an extent that nobody holds are its last ones.
class WorldValues {
 public:
  explicit WorldValues(Vocabulary& vocabulary) : structure_(vocabulary) {}

  const Structure& structure() const { return structure_; }

  // One state alone, its functions ending in `suffix`.
  void set_state(const model::Setup& setup, const model::State& state, const std::string& suffix);
  // Of the state that was set last, what theorems speak of beside: one of its regions, with all
  // that is counted there, and the free extents of one of its tags there, in seq order.
  void set_subject(const model::Setup& setup, const model::State& state, std::uint32_t region,
                   std::size_t tag);
  // One of its devices, with the sums of the bytes of its first ranges.
  void set_device(const model::State& state, std::size_t device);
  std::size_t devices() const { return devices_.size(); }
  std::size_t tags() const { return tags_.size(); }
  // Both states of a step, "_before" and "_after", and what its operation is about.
  void set_step(const ModelStep& step);

 private:
  struct NamedExtent {
    std::uint32_t region;
    model::Extent extent;
  };
  // Who holds an extent, and in which of its ranges.
  struct Place {
    std::size_t device = 0;
    std::size_t slot = 0;
  };

  void name_things(const model::Setup& setup, const std::vector<const model::State*>& states);
  void set_facts(const model::Setup& setup);
  void set_world(const model::State& state, const std::string& suffix);
  void set_extents(const model::State& state, const std::string& suffix);
  void set_devices(const model::State& state, const std::string& suffix);
  void set_accounts(const model::State& state, std::uint32_t region);
  void set_numbers(const model::State& state, const std::string& suffix);
  void set_lists();
  void set_members(const model::Setup& setup, std::uint32_t region,
                   const std::vector<std::size_t>& members);
  void set_subject(const ModelStep& step);
  std::vector<std::size_t> members_of(const ModelStep& step, model::DeviceName device,
                                      const model::Uuid& tag) const;

  std::size_t extent(std::uint32_t region, std::uint64_t start) const;
  std::size_t device(model::DeviceName name) const;
  std::size_t tag(const model::Uuid& uuid) const;

  Structure structure_;
  std::vector<NamedExtent> extents_;
  std::vector<model::DeviceName> devices_;
  std::vector<model::Uuid> tags_;  // the null one first
  std::size_t regions_ = 0;
  std::size_t numbers_ = 0;    // above every seq
  std::vector<Place> places_;  // by extent
};

}  // namespace claimcheck::smt
