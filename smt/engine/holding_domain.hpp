// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "impl/indexed/uuid_text.hpp"
#include "smt/engine/group_domain.hpp"

// The symbolic interpretation of the indexed engine's text about what devices hold: beside a group,
// who holds each extent, and the device that is claimed for or gives back.

namespace claimcheck::smt::engine {

// A device, or none: as each extent has its holder.
struct HolderName {
  static constexpr const char* sort = "Holder";
};
using Holder = Thing<HolderName>;

class HoldingDomain;
struct Device;

// Who holds each extent, of all that there are.
struct Holders {
  template <class Visit>
  void each(Visit visit) {
    visit("holder", of);
  }

  Map<Holder, Thing<ExtentName>> of;
};

// Of one extent, to be asked or written.
class HolderOf {
 public:
  HolderOf(HoldingDomain& domain, Holders& holders, const Thing<ExtentName>& extent)
      : domain_(&domain), holders_(&holders), extent_(extent) {}

  HolderOf& operator=(const Device* device);  // nullptr: nobody
  friend Condition operator==(const HolderOf& holder, const Operand<const Device*>& device);

 private:
  HoldingDomain* domain_;
  Holders* holders_;
  Thing<ExtentName> extent_;
};

// An extent of a group, as who changes it sees it.
struct HeldMember {
  Condition is_free(SourcePlace place = SourcePlace::current()) const;

  HoldingDomain* domain;
  Holders* holders;
  Thing<ExtentName> extent;
  HolderOf holder;
  Unsigned<64> start, length;
};

struct HeldGroup;

struct HeldMembers {
  HeldMember operator[](const Word& at) const;
  Unsigned<64> size() const;

  HoldingDomain* domain;
  HeldGroup* group;
};

struct HeldGroup : Group {
  explicit HeldGroup(HoldingDomain& of);

  HeldMembers members() { return {holding, this}; }

  HoldingDomain* holding;
  Holders holders;
  Tag tag;
};

struct Range {
  Unsigned<64> page_offset, start, length;
};

// The device's ranges, by their places.
class Ranges {
 public:
  explicit Ranges(HoldingDomain& domain) : domain_(&domain) {}

  void reserve(const Unsigned<64>& number) { room_ = number; }
  // Where there is no room it might throw: that there is, is proved wherever a range comes.
  void push_back(const Range& range);

  template <class Visit>
  void each(Visit visit) {
    visit("ranges", count);
    visit("page_offset", page_offset);
    visit("start", start);
    visit("length", length);
  }

  Unsigned<64> count;
  Map<Word, Word> page_offset, start, length;

 private:
  HoldingDomain* domain_;
  Unsigned<64> room_;
};

// The only tag that the text itself knows is the null one.
struct DeviceTag : Tag {
  using Tag::Tag;
  DeviceTag& operator=(const Tag& tag) {
    Tag::operator=(tag);
    return *this;
  }
  DeviceTag& operator=(const indexed::Uuid& null);
};

struct Device {
  explicit Device(HoldingDomain& domain);

  Unsigned<32> range_count() const;
  void drop_ranges() { ranges.count = {Term::number("0"), ranges.count.walk()}; }

  Ranges ranges;
  Unsigned<64> size;
  DeviceTag tag;
};

// What may fail. Of an error it is only known that the text has no such number of its own.
struct Env {
  static constexpr int error = -1000;

  int fail(const char* site, SourcePlace place = SourcePlace::current()) const;

  HoldingDomain* domain;
};

// A sum, of which only changes matter. The engine counts modulo 2^64.
struct AvailableSize {
  void add(const Env&, const Unsigned<64>& amount) { value = value + amount.number(); }
  void subtract(const Env&, const Unsigned<64>& amount) { value = value - amount.number(); }

  Word value;
};

struct Region {
  struct Setup {
    Unsigned<32> seq_base;
    Unsigned<64> align;
  };

  Setup setup;
  AvailableSize available_size;
};

// All that a claim sees.
struct ClaimState {
  Region region;
  Device device;
  HeldGroup group;
};

class HoldingDomain : public GroupDomain {
 public:
  using Holder = engine::Holder;
  using Tag = engine::Tag;

  // Gives the walk what holders are.
  explicit HoldingDomain(Walk& walk);

  ClaimState any_state();
  Env env() { return {this}; }

  Holder nobody() { return apply<Holder>("nobody"); }
  Holder the_holder() { return apply<Holder>("the_device"); }
  Tag null_tag() { return apply<Tag>("null_tag"); }
  Index place_of(const Extent& e) { return apply<Index>("place", e); }
  Word start(const Extent& e) { return apply<Word>("start", e); }
  Word pages(const Word& bytes);

  // At first.
  Bool is_free(const Extent& e) { return apply<Holder>("holder_0", e) == nobody(); }
  Bool is_held(const Extent& e) { return apply<Holder>("holder_0", e) == the_holder(); }
  // How many of the first k places had a member that the device held.
  Index held_before(const Index& k) { return apply<Index>("held_before", k); }

  // Of use before the first loop only: proofs of a loop are found sooner without.
  void needs_no_loop(std::string premise) { only_before_.push_back(std::move(premise)); }
  void starts_loop() {
    for (const auto& premise : std::exchange(only_before_, {})) walk().forget(premise);
  }

  // What statements see of a state.
  template <class State>
  Holder holder_in(State& s, const Extent& e) {
    return s.group.holders.of[e];
  }
  template <class State>
  Extent at(State& s, const Index& place) {
    return s.group.at[place];
  }
  template <class State>
  Index live_in(State& s) {
    return s.group.live.number();
  }
  template <class State>
  Index free_in(State& s) {
    return s.group.free.number();
  }
  template <class State>
  Index count_in(State& s) {
    return s.device.ranges.count.number();
  }
  template <class State>
  Word size_in(State& s) {
    return s.device.size.number();
  }
  template <class State>
  Word start_in(State& s, const Index& q) {
    return s.device.ranges.start[q];
  }
  template <class State>
  Word length_in(State& s, const Index& q) {
    return s.device.ranges.length[q];
  }
  template <class State>
  Word page_offset_in(State& s, const Index& q) {
    return s.device.ranges.page_offset[q];
  }
  template <class State>
  Tag tag_in(State& s) {
    return s.device.tag;
  }
  template <class State>
  Tag tag_of_group(State& s) {
    return s.group.tag;
  }
  template <class State>
  Word available_in(State& s) {
    return s.region.available_size.value;
  }

 private:
  std::vector<std::string> only_before_;
};

// A loop over members writes who holds them, and what else it says.
template <class... Own>
auto loop(Named named, const HeldMembers& members, Own&... own) {
  members.domain->starts_loop();
  const Word live(members.group->live.term, &members.domain->walk());
  const auto item = [=](const Word& at) { return members[at]; };
  return TextLoop<HoldingDomain, decltype(item), Holders, Own...>(
      *members.domain, named, {0, live, true}, item, members.group->holders, own...);
}

}  // namespace claimcheck::smt::engine
