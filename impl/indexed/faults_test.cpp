// SPDX-License-Identifier: MIT
// A1 to A4: every fallible step of hand-written lists of operations fails in turn, once and for
// good, with more than one errno.
#include <gtest/gtest.h>

#include <set>

#include "impl/indexed/indexed.h"
#include "impl/testing/engine.hpp"

namespace claimcheck::indexed {
namespace {

using namespace claimcheck::testing;
using claimcheck::testing::Engine;
using claimcheck::testing::Snapshot;

constexpr std::uint64_t M = mega;

using Operations = std::vector<Operation>;

// Together they reach every site, from an empty region and from one with extents of each kind.
const std::vector<Operations>& lists() {
  static const std::vector<Operations> all{
      {offer('a', {member(0), member(2 * M), member(4 * M)}), claim('a'), write_size("0"),
       release('a')},
      {offer_shared('a', {member(4 * M, align, 2), member(0, align, 1)}), create(),
       claim('a', {0, 1}), bind({0, 1}), unbind({0, 1}), write_size("0", {0, 1}), remove({0, 1})},
      {offer('0', {member(0), member(2 * M)}), create(), write_uuid("0"), write_uuid("0", {0, 1}),
       write_size("0"), release_at(0)},
      {inject('a', member(0, align, 2)), inject('a', member(2 * M, align, 1)), claim('a'),
       inject('a', member(4 * M, align, 1)), create(), claim('a', {0, 1}), write_size("0"),
       write_size("0", {0, 1}), release('a')},
      {inject('0', member(4096, 4096)), offer('0', {member(2 * M)}), write_uuid("0"),
       offer('b', {member(4 * M), lost(6 * M)}), claim('b', {0, 0}), write_size("0")},
      {offer('a', {member(0)}), offer('b', {member(2 * M)}, 0),
       offer('c', {member(0, align, 0, 1)}, 1), claim('c', {1, 0}), claim('a'), claim('b', {1, 0})},
  };
  return all;
}

Engine indexed() {
  return Engine(claimcheck_indexed_engine(), {dynamic_region(), dynamic_region()});
}

// Runs the operations before `last`, then `last` with the failure, then without. Returns
// whether there was such a step to fail.
bool fail_nth(const Operations& list, std::size_t last, std::size_t nth, bool for_good, int error) {
  Engine clean = indexed();
  Engine engine = indexed();
  for (std::size_t i = 0; i < last; i++) {
    clean.apply(list[i]);
    engine.apply(list[i]);
  }
  const std::int64_t expected = clean.apply(list[last]);
  const Snapshot before = engine.snapshot();
  engine.env().plan({{"", nth, for_good, error}});
  const std::int64_t result = engine.apply(list[last]);
  if (engine.env().failed() == 0) return false;

  EXPECT_EQ(result, error);              // A2
  EXPECT_EQ(engine.snapshot(), before);  // A1
  engine.env().plan({});
  EXPECT_EQ(engine.apply(list[last]), expected);   // A3
  EXPECT_EQ(engine.snapshot(), clean.snapshot());  // A3
  engine.clear();
  EXPECT_EQ(engine.snapshot().total_held(), 0u);  // A4
  return true;
}

TEST(IndexedFaults, EveryStepOfEveryOperationFailsOnceAndForGood) {
  std::size_t failures = 0;
  for (const Operations& list : lists()) {
    for (std::size_t last = 0; last < list.size(); last++) {
      for (const bool for_good : {false, true}) {
        for (const int error : {-ENOMEM, -EINTR, -EIO}) {
          std::size_t nth = 1;
          while (fail_nth(list, last, nth, for_good, error)) nth++;
          failures += nth - 1;
        }
      }
      if (HasFailure()) FAIL() << "list " << &list - lists().data() << " operation " << last;
    }
  }
  EXPECT_GT(failures, 300u);
}

TEST(IndexedFaults, TheListsReachEverySite) {
  std::set<std::string> reached;
  for (const Operations& list : lists()) {
    Engine engine = indexed();
    for (const Operation& operation : list) engine.apply(operation);
    reached.insert(engine.env().asked().begin(), engine.env().asked().end());
  }
  std::set<std::string> listed;
  for (const claimcheck_site* site = claimcheck_indexed_engine()->sites; site->name; site++) {
    listed.insert(site->name);
  }
  EXPECT_EQ(reached, listed);
}

// A4: a failed operation holds on to nothing, and destroy() takes what the others hold; that it
// frees it is for the sanitizers' leak check to see.
TEST(IndexedFaults, AnEngineIsDestroyedAfterEachPrefixWithAFailureBefore) {
  for (const Operations& list : lists()) {
    for (std::size_t last = 0; last < list.size(); last++) {
      for (std::size_t nth = 1; nth < 8; nth++) {
        Engine engine = indexed();
        for (std::size_t i = 0; i < last; i++) engine.apply(list[i]);
        const auto held = engine.snapshot().total_held();
        engine.env().plan({{"", nth, true, -ENOMEM}});
        if (engine.apply(list[last]) < 0) {
          EXPECT_EQ(engine.snapshot().total_held(), held);
        }
      }
    }
  }
}

TEST(IndexedFaults, AnInterruptedWriteToADeviceThatIsGoneFindsNoDevice) {
  Engine engine = indexed();
  engine.env().plan({{"region-lock", 1, true, -EINTR}});
  EXPECT_EQ(engine.apply(write_uuid("0", {0, 5})), -ENODEV);
  EXPECT_EQ(engine.apply(write_size("0", {0, 5})), -ENODEV);
}

// Null where it cannot be made.
void* with_two_regions(const claimcheck_engine_api& api, RecordingEnv& env) {
  std::vector<claimcheck_region_setup> regions{dynamic_region(), dynamic_region()};
  regions[1].base = base_of(1);
  const claimcheck_setup setup{regions.data(), regions.size(), ""};
  void* engine = nullptr;
  return api.create(&setup, env.env(), &engine) == 0 ? engine : nullptr;
}

// A clone behaves like its original and lives on its own.
TEST(IndexedClone, GoesOnAsTheOriginalWould) {
  const claimcheck_engine_api& api = *claimcheck_indexed_engine();
  for (const Operations& list : lists()) {
    for (std::size_t split = 0; split <= list.size(); split++) {
      RecordingEnv env;
      void* original = with_two_regions(api, env);
      ASSERT_NE(original, nullptr);
      void* copy = nullptr;
      claimcheck_outcome first, second;
      for (std::size_t i = 0; i < split; i++) {
        const claimcheck_operation view = list[i].view();
        api.apply(original, &view, &first);
      }
      ASSERT_EQ(api.clone(original, &copy), 0);
      EXPECT_EQ(take_snapshot(api, copy), take_snapshot(api, original));
      for (std::size_t i = split; i < list.size(); i++) {
        const claimcheck_operation view = list[i].view();
        const Snapshot untouched = take_snapshot(api, copy);
        api.apply(original, &view, &first);
        EXPECT_EQ(take_snapshot(api, copy), untouched);
        api.apply(copy, &view, &second);
        EXPECT_EQ(first.result, second.result);
        EXPECT_EQ(take_snapshot(api, copy), take_snapshot(api, original));
      }
      api.destroy(original);
      api.destroy(copy);
    }
  }
}

// Whatever comes behind, an engine that is put back is where it was and does the same once more.
TEST(IndexedImage, IsPutBackWhereItStandsToTheStateThatItHad) {
  const claimcheck_engine_api& api = *claimcheck_indexed_engine();
  const claimcheck_images& images = *claimcheck_indexed_images();
  for (const Operations& list : lists()) {
    for (std::size_t split = 0; split <= list.size(); split++) {
      RecordingEnv env;
      void* engine = with_two_regions(api, env);
      ASSERT_NE(engine, nullptr);
      const auto apply = [&](std::size_t place) {
        const claimcheck_operation view = list[place].view();
        claimcheck_outcome outcome;
        api.apply(engine, &view, &outcome);
        return outcome.result;
      };
      for (std::size_t i = 0; i < split; i++) apply(i);
      void* image = nullptr;
      ASSERT_EQ(images.keep(engine, &image), 0);
      const Snapshot kept = take_snapshot(api, engine);
      std::vector<std::int64_t> results;
      for (std::size_t i = split; i < list.size(); i++) results.push_back(apply(i));
      const Snapshot after = take_snapshot(api, engine);
      for (int again = 0; again < 2; again++) {
        api.destroy(engine);
        ASSERT_EQ(images.restore(image), engine);
        EXPECT_EQ(take_snapshot(api, engine), kept);
        for (std::size_t i = split; i < list.size(); i++) EXPECT_EQ(apply(i), results[i - split]);
        EXPECT_EQ(take_snapshot(api, engine), after);
      }
      api.destroy(engine);
      images.drop(image);
    }
  }
}

}  // namespace
}  // namespace claimcheck::indexed
