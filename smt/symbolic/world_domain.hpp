// SPDX-License-Identifier: MIT
#pragma once

#include "smt/symbolic/claim_domain.hpp"

namespace claimcheck::smt {

struct DeviceName {
  static constexpr const char* sort = "Device";
};
struct TagName {
  static constexpr const char* sort = "Tag";
};
struct RegionName {
  static constexpr const char* sort = "Region";
};

// What admission changes of the extents.
struct ExtentsView {
  using Extent = Thing<ExtentName>;
  Map<Bool, Extent> alive;
  Map<Word, Extent> seq, offered_of;
  Map<Bool, Extent> whole;
  Map<Word, Extent> use_count;
};

// The symbolic interpretation of the transitions: the state of all regions at once.
class WorldDomain : public ClaimDomain {
 public:
  using Device = Thing<DeviceName>;
  using Tag = Thing<TagName>;
  using Region = Thing<RegionName>;

  struct World {
    Map<Bool, Extent> alive, mapped;
    Map<Word, Extent> use, slot;
    Map<Device, Extent> owner;
    Map<Bool, Device> there;
    Map<Word, Device> count, size;
    Map<Extent, Device, Word> range;
    Map<Word, Device, Word> offset;
    Map<Bool, Device, Extent> stood;
    Map<Extent, Tag, Region, Word> numbered;

    template <class Visit>
    void each(Visit visit) {
      visit("alive", alive);
      visit("mapped", mapped);
      visit("use", use);
      visit("slot", slot);
      visit("owner", owner);
      visit("there", there);
      visit("count", count);
      visit("size", size);
      visit("range", range);
      visit("offset", offset);
      visit("stood", stood);
      visit("numbered", numbered);
    }
  };

  explicit WorldDomain(Walk& walk);

  // One device's part of the world, with the fields of a holding.
  struct View {
    Word count;
    Word size;
    Map<Extent, Word> extent;
    Map<Word, Word> offset;
    Map<Word, Extent> use_count;
    Map<Bool, Extent> mapped;
  };
  View view(World& world, const Device& device);
  ExtentsView extents_view(World& world);

  World any_world(const std::string& suffix) {
    World world;
    renew_all(world, "_" + suffix);
    return world;
  }
  template <class T>
  T any(const char* name) {
    return apply<T>(name);
  }

  // What an operation, or a theorem, is about.
  Region the_region() { return any<Region>("the_region"); }
  Device the_device() { return any<Device>("the_device"); }
  Tag the_tag() { return any<Tag>("the_tag"); }
  Extent the_extent() { return any<Extent>("the_extent"); }

  Region home(const Extent& e) { return apply<Region>("home", e); }
  Tag tag(const Extent& e) { return apply<Tag>("tag", e); }
  Bool whole(const Extent& e) { return apply<Bool>("whole", e); }
  Region region_of(const Device& v) { return apply<Region>("region_of", v); }
  Bool is_null(const Tag& a) { return apply<Bool>("is_null", a); }
  Word base(const Region& r) { return apply<Word>("base", r); }
  Word start(const Extent& e) { return apply<Word>("start", e); }
  Word start_of(const Region& r) { return apply<Word>("start_of", r); }
  Word size_of(const Region& r) { return apply<Word>("size_of", r); }
  Index place(const Extent& e) { return apply<Index>("place", e); }
  // The sum of the bytes of the first q ranges of a device.
  Index bytes_before(const Index& q) { return apply<Index>("bytes_before", q); }
};

}  // namespace claimcheck::smt
