// SPDX-License-Identifier: MIT
#include "properties/explore/explorer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "properties/explore/puzzles.hpp"
#include "properties/explore/summary.hpp"

namespace claimcheck::explore {
namespace {

// Everything in a result that is not about time, as text.
template <class M>
std::string all_of(const Result<typename M::Action>& result) {
  return summary(result) + "\n" + std::to_string(result.memory_bytes);
}

// The state that a path leads to.
template <class M>
typename M::State run(M model, const Path<typename M::Action>& path) {
  typename M::State state;
  model.initial([&](const typename M::State& initial) { state = initial; });
  for (const auto& action : path.actions) {
    typename M::State next;
    model.step(state, action, next);
    state = next;
  }
  return state;
}

TEST(Explorer, FindsTheSixStepsToFourGallons) {
  const auto result = explore(Jugs());
  EXPECT_EQ(result.verdict, Verdict::broken);
  EXPECT_EQ(result.limit, Limit::none);
  EXPECT_EQ(result.distinct, 16U);
  EXPECT_EQ(result.generated, 16U * 6U);
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].key, "two left over");
  EXPECT_EQ(result.findings[0].path.actions,
            (std::vector{Jugs::Action::fill_large, Jugs::Action::to_small}));
  EXPECT_EQ(result.findings[1].key, "four");
  EXPECT_EQ(result.findings[1].path.actions.size(), 6U);
  EXPECT_EQ(run(Jugs(), result.findings[1].path).large, 4);
}

TEST(Explorer, SaysWhichGoalsWereReachedAndByWhichShortestPath) {
  const auto result = explore(Jugs());
  ASSERT_EQ(result.goals.size(), 2U);
  EXPECT_EQ(result.goals[0].name, "large jug full");
  ASSERT_TRUE(result.goals[0].witness);
  EXPECT_EQ(result.goals[0].witness->actions, std::vector{Jugs::Action::fill_large});
  EXPECT_EQ(result.goals[1].name, "more than there is");
  EXPECT_FALSE(result.goals[1].witness);
}

TEST(Explorer, StopsWithTheFirstLevelThatHasAFindingWhenAskedTo) {
  Options options;
  options.stop_at_finding = true;
  const auto result = explore(Jugs(), options);
  EXPECT_EQ(result.verdict, Verdict::broken);
  EXPECT_EQ(result.limit, Limit::finding);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].key, "two left over");
  EXPECT_GT(result.queue, 0U);
  EXPECT_LT(result.distinct, 16U);
}

// The eight-puzzle's table is published as OEIS A089473.
TEST(Explorer, GivesTheEightPuzzlesTableOfStatesPerDepth) {
  const auto result = explore(SlidingTiles(3, 3));
  const std::vector<std::uint64_t> published = {
      1,     2,     4,     8,     16,    20,   39,   62,   116,   152,   286,
      396,   748,   1024,  1893,  2512,  4485, 5638, 9529, 10878, 16993, 17110,
      23952, 20224, 24047, 15578, 14560, 6274, 3910, 760,  221,   2};
  EXPECT_EQ(result.states_per_depth, published);
  EXPECT_EQ(result.distinct, 181'440U);
  EXPECT_EQ(result.depth(), 31U);
}

TEST(Explorer, FindsAShortestSolutionOfThePuzzleAndItReplays) {
  const SlidingTiles model(3, 3);
  const auto result = explore(model);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].path.actions.size(), 28U);
  EXPECT_EQ(run(model, result.findings[0].path), (SlidingTiles::State{8, 7, 6, 5, 4, 3, 2, 1, 0}));
}

TEST(Explorer, GivesTheSameResultForAnyNumberOfWorkers) {
  for (const bool symmetry : {false, true}) {
    Options options;
    options.symmetry = symmetry;
    const Words words('d', 7);
    const std::string one = all_of<Words>(explore(words, options));
    for (const std::size_t workers : {2U, 3U, 5U}) {
      options.workers = workers;
      EXPECT_EQ(all_of<Words>(explore(words, options)), one) << workers << " workers";
    }
  }
  Options two;
  two.workers = 2;
  const SlidingTiles tiles(3, 3);
  EXPECT_EQ(all_of<SlidingTiles>(explore(tiles, two)), all_of<SlidingTiles>(explore(tiles)));
}

TEST(Explorer, FindsTheSameKeysAtTheSameLengthsUnderSymmetry) {
  const Words words('d', 6);
  Options options;
  const auto full = explore(words, options);
  options.symmetry = true;
  const auto reduced = explore(words, options);
  EXPECT_EQ(full.states_per_depth, (std::vector<std::uint64_t>{1, 4, 16, 64, 256, 1024, 4096}));
  // Restricted growth strings over at most four letters.
  EXPECT_EQ(reduced.states_per_depth, (std::vector<std::uint64_t>{1, 1, 2, 5, 15, 51, 187}));
  ASSERT_EQ(full.findings.size(), 3U);
  ASSERT_EQ(reduced.findings.size(), 3U);
  for (std::size_t at = 0; at < 3; ++at) {
    EXPECT_EQ(full.findings[at].key, reduced.findings[at].key);
    EXPECT_EQ(full.findings[at].path.actions.size(), reduced.findings[at].path.actions.size());
  }
}

TEST(Explorer, RefusesSymmetryOfAModelWithoutACanonicalForm) {
  Options options;
  options.symmetry = true;
  EXPECT_THROW(explore(Jugs(), options), std::invalid_argument);
  options = {};
  options.workers = 0;
  EXPECT_THROW(explore(Jugs(), options), std::invalid_argument);
}

TEST(Explorer, IsNotFinishedWhenThereAreMoreStatesThanAllowed) {
  Options options;
  options.max_states = 10'000;
  const auto result = explore(SlidingTiles(3, 3), options);
  EXPECT_EQ(result.verdict, Verdict::not_finished);
  EXPECT_EQ(result.limit, Limit::states);
  EXPECT_GE(result.distinct, 10'000U);
  EXPECT_LT(result.distinct, 30'000U);
  EXPECT_GT(result.queue, 0U);
  options.max_states = 181'440;
  EXPECT_EQ(explore(SlidingTiles(3, 3), options).limit, Limit::none);
}

TEST(Explorer, StaysWithinItsMemoryBoundAndSaysThatItIsNotFinished) {
  for (const bool symmetry : {false, true}) {
    Options options;
    options.symmetry = symmetry;
    options.max_memory_bytes = std::size_t{5} << 20;
    const auto result = explore(Words('t', 20), options);
    EXPECT_EQ(result.limit, Limit::memory);
    EXPECT_LE(result.memory_bytes, options.max_memory_bytes);
    EXPECT_GT(result.distinct, 10'000U);
    options.workers = 2;
    EXPECT_EQ(all_of<Words>(explore(Words('t', 20), options)), all_of<Words>(result));
  }
}

TEST(Explorer, IsBrokenByWhatItFoundBeforeItHadToStop) {
  Options options;
  options.max_states = 100;
  const auto result = explore(Words('d', 8), options);
  EXPECT_EQ(result.verdict, Verdict::broken);
  EXPECT_EQ(result.limit, Limit::states);
  EXPECT_GT(result.queue, 0U);
}

TEST(Explorer, IsNotFinishedWhenNotEvenTheInitialStateFits) {
  Options options;
  options.max_memory_bytes = 1000;
  const auto result = explore(Jugs(), options);
  EXPECT_EQ(result.verdict, Verdict::not_finished);
  EXPECT_EQ(result.limit, Limit::memory);
  EXPECT_EQ(result.distinct, 0U);
}

TEST(Explorer, ReportsProgressAndStopsWhenItIsToldTo) {
  Options options;
  options.progress_interval_ms = std::chrono::milliseconds(0);
  std::vector<Progress> reports;
  options.progress = [&](const Progress& progress) {
    reports.push_back(progress);
    return progress.distinct < 1000;
  };
  const auto result = explore(SlidingTiles(3, 3), options);
  EXPECT_EQ(result.verdict, Verdict::not_finished);
  EXPECT_EQ(result.limit, Limit::progress);
  ASSERT_FALSE(reports.empty());
  EXPECT_GE(reports.back().distinct, 1000U);
  EXPECT_EQ(reports.back().generated, result.generated);
  EXPECT_EQ(reports.back().queue, result.queue);
  EXPECT_GT(reports.back().memory_bytes, 0U);
  EXPECT_GT(reports.back().generated_per_second, 0);
}

// Compares the path that it is given on entering a state with the state.
class EnteredWords : public Words {
 public:
  EnteredWords(char last_letter, std::size_t max_letters)
      : Words(last_letter, max_letters), entered_(std::make_shared<std::atomic<int>>(0)) {}

  void enter(const State& state, const PathReader<char>& path) {
    const std::vector<char> letters = path().actions;
    if (State(letters.begin(), letters.end()) != state) throw std::logic_error("another path");
    ++*entered_;
  }
  int entered() const { return *entered_; }

 private:
  std::shared_ptr<std::atomic<int>> entered_;  // copies of the model share it
};

TEST(Explorer, EntersEachStateOnceAndKnowsAPathToIt) {
  for (const bool symmetry : {false, true}) {
    Options options;
    options.symmetry = symmetry;
    options.workers = 2;
    const EnteredWords words('c', 6);
    const auto result = explore(words, options);
    EXPECT_EQ(static_cast<std::uint64_t>(words.entered()), result.distinct);
  }
}

class FailingWords : public Words {
 public:
  using Words::Words;
  void check(const State& state, Observer&) const {
    if (state == "abc") throw std::runtime_error("a fault of the model");
  }
};

TEST(Explorer, PassesOnWhatAModelThrows) {
  for (const std::size_t workers : {1U, 2U}) {
    Options options;
    options.workers = workers;
    EXPECT_THROW(explore(FailingWords('c', 4), options), std::runtime_error);
  }
}

TEST(Explorer, RefusesACounterexampleThatDoesNotReplay) {
  EXPECT_THROW(explore(MisreadWords('d', 3)), std::logic_error);
}

class NoWords : public Words {
 public:
  using Words::Words;
  template <class Visit>
  void initial(Visit) const {}
};

TEST(Explorer, RefusesAModelWithoutAnInitialState) {
  EXPECT_THROW(explore(NoWords('b', 3)), std::invalid_argument);
}

class EmptyWords : public Words {
 public:
  using Words::Words;
  std::size_t encode(const State&, std::uint8_t*) const { return 0; }
};

class LongWords : public Words {
 public:
  using Words::Words;
  std::size_t max_encoding_bytes() const { return Arena::max_encoding_bytes + 1; }
};

TEST(Explorer, RefusesEncodingsWithoutBytesOrWithTooMany) {
  EXPECT_THROW(explore(EmptyWords('b', 3)), std::length_error);
  EXPECT_THROW(explore(LongWords('b', 3)), std::length_error);
}

}  // namespace
}  // namespace claimcheck::explore
