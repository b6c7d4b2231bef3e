// SPDX-License-Identifier: MIT
#include "properties/explore/levels/level_explorer.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <thread>

#include "properties/explore/explorer.hpp"
#include "properties/explore/levels/threads.hpp"
#include "properties/explore/puzzles.hpp"
#include "properties/explore/summary.hpp"

namespace claimcheck::explore {
namespace {

const std::filesystem::path folder = std::filesystem::temp_directory_path();

template <class M>
std::string in_memory(const M& model, const Options& options) {
  return summary(explore(model, options));
}

template <class M>
std::string on_disk(const M& model, Options options, std::size_t memory_bytes) {
  options.max_memory_bytes = memory_bytes;
  Alone alone;
  LevelExplorer<M> explorer(model, options, {folder, false}, alone);
  auto text = summary(explorer.run());
  std::uint64_t disk_bytes = 0;
  for (std::size_t shard = 0; shard < explorer.frontier().own_shards(); ++shard) {
    disk_bytes += explorer.frontier().own_shard(shard).disk_bytes();
  }
  EXPECT_EQ(disk_bytes > 0, memory_bytes < 1'000'000) << memory_bytes;
  return text;
}

// What each rank came to, which is the same.
template <class M>
std::string on_ranks(const M& model, const Options& options, const Storage& storage,
                     std::size_t ranks) {
  Threads threads(ranks);
  std::vector<std::string> texts(ranks);
  std::vector<std::thread> running;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    running.emplace_back([&, rank] {
      Threads::Rank exchange(threads, rank);
      texts[rank] = summary(LevelExplorer<M>(model, options, storage, exchange).run());
    });
  }
  for (std::thread& thread : running) thread.join();
  for (const std::string& text : texts) EXPECT_EQ(text, texts[0]);
  return texts[0];
}

template <class M>
void expect_the_same(const M& model, const Options& options) {
  const std::string expected = in_memory(model, options);
  EXPECT_EQ(on_disk(model, options, std::size_t{1} << 30), expected);
  EXPECT_EQ(on_disk(model, options, std::size_t{1} << 17), expected);
  EXPECT_EQ(on_disk(model, options, 1), expected);
  for (const std::size_t ranks : {1U, 2U, 3U, 4U, 16U}) {
    EXPECT_EQ(on_ranks(model, options, {}, ranks), expected) << ranks;
  }
  Options little = options;
  little.max_memory_bytes = std::size_t{1} << 17;
  EXPECT_EQ(on_ranks(model, little, {folder, false}, 2), expected);
  EXPECT_EQ(on_ranks(model, little, {folder, true}, 4), expected);
}

TEST(Levels, AreThoseOfOneMemoryOnDiskAndOnAnyNumberOfRanks) {
  Options options;
  expect_the_same(Jugs(), options);
  expect_the_same(SlidingTiles(3, 2), options);
  options.workers = 2;
  expect_the_same(SlidingTiles(4, 2), options);
}

TEST(Levels, AreThoseOfOneMemoryUnderSymmetry) {
  Options options;
  options.symmetry = true;
  expect_the_same(Words('d', 5), options);
}

TEST(Levels, KeepTheShortestPathThatOneMemoryKeeps) {
  Options options;
  options.stop_at_finding = true;
  expect_the_same(Jugs(), options);
}

TEST(Levels, EndWithoutAVerdictWhereMemoryIsShortAndThereIsNoDisk) {
  Options options;
  options.max_memory_bytes = std::size_t{1} << 18;
  Alone alone;
  const auto result = LevelExplorer<SlidingTiles>(SlidingTiles(4, 2), options, {}, alone).run();
  EXPECT_EQ(result.verdict, Verdict::not_finished);
  EXPECT_EQ(result.limit, Limit::memory);
}

TEST(Levels, EndAtTheBoundOfStatesWithALevel) {
  Options options;
  options.max_states = 100;
  Alone alone;
  const auto result = LevelExplorer<SlidingTiles>(SlidingTiles(3, 2), options, {}, alone).run();
  EXPECT_EQ(result.limit, Limit::states);
  EXPECT_GT(result.distinct, 100U);
  EXPECT_GT(result.queue, 0U);
}

TEST(Levels, RefuseACounterexampleThatDoesNotReplay) {
  Alone alone;
  EXPECT_THROW(LevelExplorer<MisreadWords>(MisreadWords('d', 3), {}, {}, alone).run(),
               std::logic_error);
}

TEST(Levels, AreExploredByAtMostAsManyRanksAsThereAreShards) {
  Threads threads(17);
  Threads::Rank exchange(threads, 0);
  EXPECT_THROW(LevelExplorer<Jugs>(Jugs(), {}, {}, exchange), std::invalid_argument);
}

TEST(Levels, ThatAreKeptCanBeReadAgainEachStateWithItsPath) {
  for (const std::size_t memory_bytes : {std::size_t{1} << 30, std::size_t{1}}) {
    Options options;
    options.max_memory_bytes = memory_bytes;
    Alone alone;
    LevelExplorer<Jugs> explorer(Jugs(), options, {folder, true}, alone);
    const auto result = explorer.run();
    std::uint64_t count = 0;
    for (std::size_t index = 0; index < explorer.frontier().own_shards(); ++index) {
      auto& shard = explorer.frontier().own_shard(index);
      for (std::size_t level = 0; level < shard.level_count(); ++level) {
        for (shard.rewind(level); shard.waiting() > 0; ++count) {
          const LevelState state = shard.take();
          ASSERT_EQ(state.path.size(), 2 * level);
          Jugs::State at;
          for (std::size_t step = 0; step < level; ++step) {
            Jugs::State next;
            Jugs().step(at, static_cast<Jugs::Action>(state.path[2 * step]), next);
            at = next;
          }
          std::vector<std::uint8_t> bytes(Jugs().max_encoding_bytes());
          bytes.resize(Jugs().encode(at, bytes.data()));
          EXPECT_TRUE(
              std::equal(bytes.begin(), bytes.end(), state.encoding.begin(), state.encoding.end()));
        }
      }
    }
    EXPECT_EQ(count, result.distinct);
  }
}

}  // namespace
}  // namespace claimcheck::explore
