// SPDX-License-Identifier: MIT
// The engine's text of a claim of one extent without a tag beside the contract's: what the proofs
// say of their states.
#include "smt/engine/untagged_text_spec.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "smt/engine/holding_run.hpp"

namespace claimcheck::smt {
namespace {

struct UntaggedHas : EngineHas {
  ByNumber<bool> aligned, misaligned;  // is it in the index, and which part of it
};

// Extents are in the contract's region in the order in which they came.
struct UntaggedRun : HoldingRun {
  Number arrival(Extent e) const { return e; }
  bool aligned(Extent e) const { return is_aligned[e]; }
  bool in_aligned(const UntaggedHas& s, Extent e) const { return s.aligned[e]; }
  bool in_misaligned(const UntaggedHas& s, Extent e) const { return s.misaligned[e]; }

  ByNumber<bool> is_aligned;
};

class UntaggedInBoth {
 public:
  UntaggedInBoth() : region_(engine_setup(setup())) { model_.devices.resize(1); }

  static model::RegionSetup setup() {
    model::RegionSetup setup;
    setup.size = 4096 * slot_size;
    setup.align = slot_size;
    return setup;
  }

  void add(bool is_aligned, bool is_held) {
    const auto number = model_.extents.size();
    model::Extent extent;
    extent.start = number * 8 * slot_size + (is_aligned ? 0 : model::page_size);
    extent.length = slot_size * (1 + number % 3);
    extent.use_count = is_held;
    extent.mapped = is_held;
    model_.extents.push_back(extent);
    if (is_held) return;
    region_.untagged.add(number + 1, {extent.start, extent.length, nullptr, 0, false}, slot_size);
    region_.available_size.grow(extent.length);
  }

  UntaggedHas seen() const {
    UntaggedHas seen;
    const auto count = model_.extents.size();
    seen.holder.values().assign(count, 2);
    seen.aligned.values().assign(count, false);
    seen.misaligned.values().assign(count, false);
    auto index = region_.untagged;
    while (index.has_aligned()) {
      const auto place = number_of(index.take_first_aligned().mapped());
      seen.aligned.values()[place] = true;
    }
    index.each([&](std::uint64_t, const indexed::Extent& extent) {
      seen.misaligned.values()[number_of(extent)] = true;
    });
    region_.untagged.each([&](std::uint64_t, const indexed::Extent& extent) {
      seen.holder.values()[number_of(extent)] = holder_of(extent);
    });
    if (device_.untagged) {
      const auto& extent = device_.untagged.mapped();
      seen.holder.values()[number_of(extent)] = holder_of(extent);
    }
    seen.ranges = ByNumber(device_.ranges);
    seen.size = static_cast<Number>(device_.size);
    seen.free = 0;
    seen.available = static_cast<Number>(region_.available_size.value());
    seen.tag = device_.tag;
    return seen;
  }
  ContractHas kept() const { return kept_in(model_); }
  UntaggedRun run() const {
    UntaggedRun run{run_of(model_, free_members(model_, {})), {}};
    for (const auto& extent : model_.extents) {
      run.is_aligned.values().push_back(extent.start % slot_size == 0);
    }
    return run;
  }
  // Of the first device.
  Number held() const { return static_cast<Number>(model_.devices[0].ranges.at(0).extent); }

  int claim_by_engine(const Steps& steps) {
    return indexed::claim_extent(steps.env(), region_, device_);
  }
  model::ClaimExit claim_by_contract(bool fails) {
    model::Injection injection(fails ? 0 : UINT32_MAX, ENOSPC);
    return static_cast<model::ClaimExit>(claim_concretely<TheClaimSpec>(
        setup(), model_, model_.devices[0], free_members(model_, {}), false, injection));
  }
  void give_back() {
    indexed::unclaim_extent(Steps(-1).env(), region_, device_);
    smt::give_back(setup(), model_);
  }

 private:
  static std::size_t number_of(const indexed::Extent& extent) {
    return extent.start / (8 * slot_size);
  }
  Number holder_of(const indexed::Extent& extent) const {
    return extent.holder == &device_ ? 1 : extent.is_free() ? 0 : 2;
  }

  model::Region model_;
  indexed::Region region_;
  indexed::Device device_{0};
};

bool has_members(const UntaggedRun& run, const UntaggedHas& seen, Number other = -1) {
  return spec::index_has(run, seen,
                         [&](Number e) { return run.is_among(e, run.members()) && e != other; });
}

RC_GTEST_PROP(UntaggedTextSpec, HoldsOfEveryClaimThatTheEngineMakes, ()) {
  UntaggedInBoth both;
  const auto count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    both.add(*rc::gen::element(true, true, false), *rc::gen::element(false, false, true));
  }
  const auto run = both.run();
  const auto before = both.seen();
  auto kept = both.kept();
  RC_ASSERT(spec::holds_as(run, before, kept));
  RC_ASSERT(has_members(run, before));
  RC_ASSERT(spec::members_are_by_arrival(run));

  const Steps steps(*rc::gen::inRange(-1, 4));
  const int error = both.claim_by_engine(steps);
  const auto exit = both.claim_by_contract(steps.has_failed() && error == -ENOSPC);
  RC_ASSERT(error == errno_of(exit));
  RC_TAG(error);
  const auto now = both.seen();
  kept = both.kept();
  RC_ASSERT(spec::is_unchanged(run, before, now) == (error != 0));
  RC_ASSERT(spec::ranges_are(run, now, kept));
  RC_ASSERT(spec::bytes_are_kept(run, before, now));
  if (error) {
    RC_ASSERT(spec::holders_are(run, now, kept));
    RC_ASSERT(has_members(run, now));
    return;
  }
  const auto taken = both.held();
  RC_ASSERT(run.aligned(taken) && spec::none_is_aligned(run, run.place_of(taken)));
  RC_ASSERT(spec::holds_only(run, now, kept, taken));
  RC_ASSERT(spec::all_but_one_are_held_as(run, before, now, taken));
  RC_ASSERT(has_members(run, now, taken));

  both.give_back();
  const auto after = both.seen();
  kept = both.kept();
  RC_ASSERT(spec::holds_as(run, after, kept));
  RC_ASSERT(has_members(run, after));
  RC_ASSERT(spec::is_unchanged(run, before, after));
}

// So the proofs say no less than they seem to.
TEST(UntaggedTextSpec, IsFalseWhereOneThingIsAnother) {
  UntaggedInBoth both;
  both.add(false, false);
  both.add(true, true);
  both.add(true, false);
  both.add(true, false);
  const auto run = both.run();
  const auto before = both.seen();
  ASSERT_EQ(both.claim_by_engine(Steps(-1)), 0);
  ASSERT_EQ(both.claim_by_contract(false), model::ClaimExit::claimed);
  auto kept = both.kept();
  const auto now = both.seen();
  const auto holds = [&](auto spoil, Number taken = 2) {
    UntaggedHas copy = now;
    spoil(copy);
    const UntaggedHas& spoiled = copy;
    return spec::ranges_are(run, spoiled, kept) && spec::holds_only(run, spoiled, kept, taken) &&
           spec::all_but_one_are_held_as(run, before, spoiled, taken) &&
           has_members(run, spoiled, taken) && spec::bytes_are_kept(run, before, spoiled);
  };
  EXPECT_TRUE(holds([](UntaggedHas&) {}));
  EXPECT_FALSE(holds([](UntaggedHas&) {}, 3));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.holder.values()[2] = 0; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.holder.values()[3] = 1; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.aligned.values()[2] = true; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.aligned.values()[3] = false; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.misaligned.values()[0] = false; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.misaligned.values()[3] = true; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.ranges.values()[0].page_offset++; }));
  EXPECT_FALSE(holds([](UntaggedHas& s) { s.available++; }));
}

// What is known of the first is about the index as it was at first.
TEST(UntaggedTextSpec, AllowsNoQuestionForTheFirstOfAnIndexThatWasWritten) {
  Walk walk({"text", "h", "", {}, {}});
  engine::UntaggedDomain d(walk);
  walk.explore([&] {
    engine::UntaggedState state(d);
    EXPECT_NO_THROW(state.region.untagged.take_first_aligned());
    EXPECT_THROW(state.region.untagged.first_aligned(), std::logic_error);
  });
}

}  // namespace
}  // namespace claimcheck::smt
