// SPDX-License-Identifier: MIT
// The engine's text of a claim beside the contract's, on groups of the engine's own: what the
// proofs say of their states.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "impl/indexed/claim_text.hpp"
#include "impl/indexed/region.hpp"
#include "smt/engine/claim_text_spec.hpp"
#include "smt/engine/holding_spec.hpp"
#include "smt/validation/concrete_claim_run.hpp"

namespace claimcheck::smt {
namespace {

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

  ByNumber<Number> places;  // among the contract's members; -1: none of them
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

constexpr std::uint64_t slot_size = 2u << 20;
constexpr indexed::Uuid the_tag{7};

claimcheck_region_setup engine_setup(const model::RegionSetup& setup) {
  return {setup.base,     setup.size, setup.align,     CLAIMCHECK_DYNAMIC,
          setup.seq_base, 1,          CLAIMCHECK_KEEPS};
}

// One group in the engine and in the contract's region, some of it in other hands.
class GroupInBoth {
 public:
  explicit GroupInBoth(const model::RegionSetup& setup)
      : setup_(setup), region_(engine_setup(setup)), group_(indexed::Group::make(the_tag, 32)) {
    model_.devices.resize(1);
    group_->offered_of = 3;
  }

  void add(std::uint16_t seq, bool offered, std::uint64_t shift, bool is_held) {
    model::Extent extent;
    extent.start = model_.extents.size() * 8 * slot_size + shift;
    extent.length = slot_size * (1 + model_.extents.size() % 3);
    extent.tag = model::Uuid{the_tag};
    extent.use_count = is_held;
    extent.mapped = is_held;
    extent.offered_of = offered ? 3 : 0;
    extent.seq = seq;
    indexed::Extent same{extent.start, extent.length, nullptr, seq, offered};
    if (is_held) same.holder = &other_;
    group_->add(same);
    if (!is_held) region_.available_size.grow(extent.length);
    model_.extents.push_back(extent);
  }

  EngineHas seen() {
    EngineHas seen;
    seen.holder.values().resize(model_.extents.size());
    for (const auto& extent : group_->members()) {
      const auto place = extent.start / (8 * slot_size);
      seen.at.values().push_back(static_cast<Number>(place));
      seen.holder.values()[place] = extent.holder == &device_ ? 1 : extent.is_free() ? 0 : 2;
    }
    seen.ranges = ByNumber(device_.ranges);
    seen.size = static_cast<Number>(device_.size);
    seen.free = group_->free;
    seen.available = static_cast<Number>(region_.available_size.value());
    seen.tag = device_.tag;
    return seen;
  }
  ContractHas kept() {
    const auto& device = model_.devices[0];
    ContractHas kept{static_cast<Number>(device.ranges.size()),
                     static_cast<Number>(device.size),
                     {},
                     {},
                     {},
                     {}};
    for (const auto& range : device.ranges) {
      kept.extent.values().push_back(range.extent);
      kept.offset.values().push_back(static_cast<Number>(range.offset));
    }
    for (const auto& extent : model_.extents) {
      kept.use_count.values().push_back(static_cast<Number>(extent.use_count));
      kept.mapped.values().push_back(extent.mapped);
    }
    return kept;
  }
  // Of these members.
  HoldingRun run(const std::vector<std::uint32_t>& members) {
    HoldingRun run;
    run.places.values().assign(model_.extents.size(), -1);
    for (const auto& extent : model_.extents) {
      run.starts.values().push_back(static_cast<Number>(extent.start));
      run.lengths.values().push_back(static_cast<Number>(extent.length));
    }
    for (const auto member : members) run.places.values()[member] = run.count++;
    return run;
  }

  std::vector<std::uint32_t> members() const { return free_members(model_, model::Uuid{the_tag}); }
  std::vector<std::uint32_t> held() const {
    std::vector<std::uint32_t> held;
    for (const auto& range : model_.devices[0].ranges) held.push_back(range.extent);
    return held;
  }

  int claim_by_engine(const Steps& steps) {
    return indexed::claim_group(steps.env(), region_, device_, *group_);
  }
  model::ClaimExit claim_by_contract(bool fails) {
    model::Injection injection(fails ? 0 : UINT32_MAX, ENOSPC);
    return static_cast<model::ClaimExit>(claim_concretely<TheClaimSpec>(
        setup_, model_, model_.devices[0], members(), true, injection));
  }
  void give_back() {
    indexed::unclaim_group(Steps(-1).env(), region_, device_, *group_);
    using D = model::ConcreteClaim<model::Checks::off>;
    const auto members = held();
    model::Injection injection;
    auto& device = model_.devices[0];
    D domain(setup_, model_, members, injection);
    model::Holding<D> holding{
        device.ranges.size(), device.size, {&device}, {&device}, {&model_}, {&model_}};
    model::give_back(domain, holding);
    device.ranges.resize(holding.count);
    device.size = holding.size;
  }

 private:
  model::RegionSetup setup_;
  model::Region model_;
  indexed::Region region_;
  indexed::Group::Owner group_;
  indexed::Device device_{0}, other_{1};
};

// How many of the first k places had a free member.
auto free_before(const EngineHas& seen) {
  return [&seen](Number k) {
    Number count = 0;
    for (Number j = 0; j < k; j++) count += seen.holder[seen.at[j]] == 0;
    return count;
  };
}

int errno_of(model::ClaimExit exit) {
  if (exit == model::ClaimExit::none) return -ENOENT;
  if (exit == model::ClaimExit::failed) return -ENOSPC;
  return exit == model::ClaimExit::claimed ? 0 : -EINVAL;
}

model::RegionSetup any_setup() {
  model::RegionSetup setup;
  setup.size = 4096 * slot_size;
  setup.align = slot_size;
  setup.seq_base = *rc::gen::inRange<std::uint16_t>(0, 2);
  return setup;
}

void add_any_members(GroupInBoth& both, std::uint16_t seq_base) {
  const auto count = *rc::gen::inRange(0, 7);
  const bool is_odd = *rc::gen::weightedElement<bool>({{1, true}, {2, false}});
  std::uint16_t next = seq_base;
  for (int i = 0; i < count; i++) {
    const bool is_held = *rc::gen::weightedElement<bool>({{1, true}, {3, false}});
    const auto any = *rc::gen::inRange<std::uint16_t>(0, 4);
    const bool is_misaligned = is_odd && any == 3;
    both.add(is_odd ? any : next, is_odd && any == 2, is_misaligned ? model::page_size : 0,
             is_held);
    next = static_cast<std::uint16_t>(next + !is_held);
  }
}

RC_GTEST_PROP(ClaimTextSpec, HoldsOfEveryClaimThatTheEngineMakes, ()) {
  const auto setup = any_setup();
  GroupInBoth both(setup);
  add_any_members(both, setup.seq_base);
  const auto members = both.members();
  const auto run = both.run(members);
  const auto before = both.seen();
  auto kept = both.kept();
  RC_ASSERT(spec::holds_as(run, before, kept));
  RC_ASSERT(spec::counts_its_free(run, before, free_before(before)));

  const Steps steps(*rc::gen::inRange(-1, 8));
  const int error = both.claim_by_engine(steps);
  const auto exit = both.claim_by_contract(steps.has_failed() && error == -ENOSPC);
  const auto now = both.seen();
  kept = both.kept();
  RC_ASSERT(error == errno_of(exit));
  RC_TAG(error);
  RC_ASSERT(spec::holds_as(run, now, kept));
  RC_ASSERT(spec::counts_its_free(run, now, free_before(now)));
  RC_ASSERT(spec::bytes_are_kept(run, before, now));
  RC_ASSERT(spec::others_are_held_as(run, before, now));
  RC_ASSERT(spec::is_unchanged(run, before, now) == (error != 0));
  if (error) return;
  RC_ASSERT(now.tag == the_tag);

  both.give_back();
  const auto after = both.seen();
  kept = both.kept();
  RC_ASSERT(spec::holds_as(run, after, kept));
  RC_ASSERT(spec::counts_its_free(run, after, free_before(after)));
  RC_ASSERT(spec::bytes_are_kept(run, now, after));
  RC_ASSERT(spec::is_unchanged(run, before, after));
}

// So the proofs say no less than they seem to.
TEST(ClaimTextSpec, IsFalseWhereOneThingIsAnother) {
  model::RegionSetup setup;
  setup.size = 4096 * slot_size;
  GroupInBoth both(setup);
  for (std::uint16_t seq = 1; seq <= 3; seq++) both.add(seq, true, 0, false);
  both.add(9, false, 0, true);
  const auto run = both.run(both.members());
  const auto before = both.seen();
  ASSERT_EQ(both.claim_by_engine(Steps(-1)), 0);
  ASSERT_EQ(both.claim_by_contract(false), model::ClaimExit::claimed);
  auto kept = both.kept();
  const auto now = both.seen();
  ASSERT_TRUE(spec::holds_as(run, now, kept));
  const auto holds = [&](auto spoil) {
    EngineHas copy = now;
    spoil(copy);
    const EngineHas& spoiled = copy;
    return spec::holds_as(run, spoiled, kept) &&
           spec::counts_its_free(run, spoiled, free_before(now)) &&
           spec::bytes_are_kept(run, before, spoiled) &&
           spec::others_are_held_as(run, before, spoiled);
  };
  EXPECT_TRUE(holds([](EngineHas&) {}));
  EXPECT_FALSE(holds([](EngineHas& s) { s.holder.values()[1] = 0; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.holder.values()[1] = 2; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.holder.values()[3] = 1; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.ranges.values()[2].page_offset++; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.ranges.values()[1].start++; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.ranges.values()[1].length--; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.ranges.values().pop_back(); }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.size--; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.free++; }));
  EXPECT_FALSE(holds([](EngineHas& s) { s.available++; }));
}

// What is proved of these questions is about the members that were free at first.
TEST(ClaimTextSpec, AllowsNoQuestionAboutAGroupThatWasWritten) {
  Walk walk({"text", "h", "", {}, {}});
  engine::HoldingDomain d(walk);
  walk.explore([&] {
    auto state = d.any_state();
    EXPECT_NO_THROW(is_aligned(state.group, state.region.setup.align));
    state.group.members()[Word(Term::number("0"), nullptr)].holder = &state.device;
    EXPECT_THROW(is_aligned(state.group, state.region.setup.align), std::logic_error);
  });
}

}  // namespace
}  // namespace claimcheck::smt
