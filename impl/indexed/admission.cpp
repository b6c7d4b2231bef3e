// SPDX-License-Identifier: MIT
#include "impl/indexed/admission.hpp"

#include <algorithm>
#include <cerrno>

#include "impl/indexed/offer_check.hpp"

namespace claimcheck::indexed {
namespace {

// Extents on their way into a region. Everything that may fail is done before commit(), and is
// undone when this goes out of scope without one.
class Incoming {
 public:
  Incoming(Engine& engine, Region& region, const Uuid& tag)
      : engine_(engine), region_(region), tag_(tag) {}
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;
  ~Incoming() {
    for (std::size_t i = 0; i < extents_.size(); i++) take_back(i);
    if (group_) region_.groups.drop_if_empty(group_);
    if (host_count_ && *host_count_ == 0) engine_.tags.live.erase(tag_);
  }

  int prepare(std::size_t count) {
    extents_.reserve(count);
    if (is_null(tag_)) return 0;
    if (const int error = engine_.env.fail("add-group")) return error;
    group_ = region_.groups.obtain(tag_, count);
    host_count_ = &engine_.tags.live.try_emplace(tag_).first->second;
    return 0;
  }

  // After prepare(), `count` times at most.
  int add(const claimcheck_member& member, std::uint16_t seq, bool offered) {
    if (const int error = engine_.env.fail("add-extent")) return error;
    const Extent& extent =
        extents_.emplace_back(Extent{member.start, member.length, nullptr, seq, offered});
    if (const int error = engine_.env.fail("reserve-extent")) return error;
    const std::uint64_t arrival = group_ ? 0 : arrival_of(extents_.size() - 1);
    region_.by_start.emplace(extent.start, Reservation{extent.length, arrival});
    if (group_) return 0;
    if (const int error = engine_.env.fail("index-untagged")) return error;
    region_.untagged.add(arrival, extent, region_.setup.align);
    return 0;
  }

  void commit() noexcept {
    if (!group_) region_.arrivals += extents_.size();
    // Members of a shared offer arrive in any order; sorted first, each is an append.
    std::sort(extents_.begin(), extents_.end(),
              [](const Extent& a, const Extent& b) { return a.seq < b.seq; });
    for (const Extent& extent : extents_) {
      region_.available_size.grow(extent.length);
      if (group_) group_->add(extent);
    }
    if (group_) *host_count_ += extents_.size();
    extents_.clear();
  }

  // Where T3 is to apply.
  void set_offered_of(std::size_t count) noexcept {
    if (group_) group_->offered_of = static_cast<std::uint32_t>(count);
  }

 private:
  std::uint64_t arrival_of(std::size_t place) const { return region_.arrivals + 1 + place; }

  // Where it was free before: what begins there now is ours, if there is anything.
  void take_back(std::size_t place) noexcept {
    region_.by_start.erase(extents_[place].start);
    if (!group_) region_.untagged.remove(arrival_of(place));
  }

  Engine& engine_;
  Region& region_;
  const Uuid tag_;
  Group* group_ = nullptr;
  std::size_t* host_count_ = nullptr;
  std::vector<Extent> extents_;
};

// Holds the tag index where the tag is one: untagged admission does not meet other regions.
class HoldTags {
 public:
  HoldTags(Engine& engine, const Uuid& tag) {
    if (is_null(tag)) return;
    hold_.take(engine.env, engine.tags.lock, CLAIMCHECK_WRITE);
    engine.env.access(&engine.tags, "tag-index", CLAIMCHECK_WRITE);
  }

 private:
  Hold hold_;
};

int add_offer(Engine& engine, Region& region, Members members, const Uuid& tag, bool shared) {
  const bool tagged = !is_null(tag);
  Incoming incoming(engine, region, tag);
  if (const int error = incoming.prepare(members.size())) return error;
  for (std::size_t i = 0; i < members.size(); i++) {
    if (members[i].lost) continue;  // M2: and its number stays a gap
    const std::size_t number = tagged ? region.setup.seq_base + i : 0;
    const std::uint16_t seq = shared ? members[i].seq : static_cast<std::uint16_t>(number);
    if (const int error = incoming.add(members[i], seq, true)) return error;
  }
  incoming.set_offered_of(members.size());
  incoming.commit();
  return 0;
}

void forget(Region& region, std::uint64_t start) noexcept {
  const auto reserved = region.by_start.find(start);
  region.available_size.shrink(reserved->second.length);
  region.by_start.erase(reserved);
}

}  // namespace

int offer(Engine& engine, Region& region, const claimcheck_operation& operation) {
  if (!region.is_dynamic()) return -EOPNOTSUPP;
  const Uuid tag = uuid_from(operation.tag);
  const Members members(operation.members, operation.member_count);
  const bool tagged = !is_null(tag);
  const bool shared = operation.shared != 0;
  const Hold hold(engine.env, region.lock, CLAIMCHECK_WRITE);
  engine.env.access(&region, "region", CLAIMCHECK_WRITE);
  if (region.is_dropped()) return -ENXIO;  // R2
  if (const int error = check_numbers(region, members, tagged, shared)) return error;
  // M3: held from the check until the tag is in, or two regions would be offered one tag.
  const HoldTags tags(engine, tag);
  if (tagged && engine.tags.live.contains(tag)) return -EEXIST;  // M3
  if (const int error = check_places(region, members)) return error;
  return add_offer(engine, region, members, tag, shared);
}

int inject(Engine& engine, Region& region, const claimcheck_operation& operation) {
  if (!region.is_dynamic()) return -EOPNOTSUPP;
  const Uuid tag = uuid_from(operation.tag);
  const claimcheck_member& member = operation.members[0];

  const Hold hold(engine.env, region.lock, CLAIMCHECK_WRITE);
  engine.env.access(&region, "region", CLAIMCHECK_WRITE);
  if (region.is_dropped()) return -ENXIO;  // R2
  const HoldTags tags(engine, tag);
  if (!region.is_inside(member.start, member.length)) return -ENOSPC;  // M6
  if (!region.is_free(member.start, member.length)) return -ENOSPC;    // M6
  Incoming incoming(engine, region, tag);
  if (const int error = incoming.prepare(1)) return error;
  if (const int error = incoming.add(member, member.seq, false)) return error;
  incoming.commit();
  return 0;
}

int release_tag(Engine& engine, Region& region, const Uuid& tag) {
  if (!region.is_dynamic()) return -EOPNOTSUPP;
  const Hold hold(engine.env, region.lock, CLAIMCHECK_WRITE);
  engine.env.access(&region, "region", CLAIMCHECK_WRITE);
  if (region.is_dropped()) return -ENXIO;  // R2
  const HoldTags tags(engine, tag);
  Group* const group = region.groups.find(tag);
  if (!group) return -ENOENT;                     // M7
  if (group->free != group->live) return -EBUSY;  // M7

  const auto host_count = engine.tags.live.find(tag);
  host_count->second -= group->live;
  if (host_count->second == 0) engine.tags.live.erase(host_count);
  for (const Extent& extent : group->members()) forget(region, extent.start);
  group->live = 0;
  region.groups.drop_if_empty(group);
  return 0;
}

int release_untagged(Engine& engine, Region& region, std::uint64_t start) {
  if (!region.is_dynamic()) return -EOPNOTSUPP;
  const Hold hold(engine.env, region.lock, CLAIMCHECK_WRITE);
  engine.env.access(&region, "region", CLAIMCHECK_WRITE);
  if (region.is_dropped()) return -ENXIO;  // R2
  const auto found = region.by_start.find(start);
  if (found == region.by_start.end() || found->second.arrival == 0) return -ENOENT;
  if (!region.untagged.contains(found->second.arrival)) return -EBUSY;
  region.untagged.remove(found->second.arrival);
  forget(region, start);
  return 0;
}

}  // namespace claimcheck::indexed
