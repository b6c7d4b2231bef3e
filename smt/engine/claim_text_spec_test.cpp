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
#include "smt/engine/holding_run.hpp"
#include "smt/engine/holding_spec.hpp"

namespace claimcheck::smt {
namespace {

constexpr indexed::Uuid the_tag{7};

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
  ContractHas kept() const { return kept_in(model_); }
  HoldingRun run(const std::vector<std::uint32_t>& members) const {
    return run_of(model_, members);
  }

  std::vector<std::uint32_t> members() const { return free_members(model_, model::Uuid{the_tag}); }
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
    smt::give_back(setup_, model_);
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
