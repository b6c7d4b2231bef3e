// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <stdexcept>

#include "smt/symbolic/symbolic.hpp"

namespace claimcheck::smt {
namespace {

struct Pair {
  Word first;
  Word second;
  bool names_both = true;

  template <class Visit>
  void each(Visit visit) {
    visit("first", first);
    if (names_both) visit("second", second);
  }
};

template <class Specification>
std::vector<Obligation> walk(Specification specification) {
  Walk walk({"text", "b", "T5", {}, {}});
  Symbolic d(walk);
  walk.explore([&] { specification(d); });
  return walk.take_obligations();
}

const auto nothing = [](const Word&) { return Bool(true); };

TEST(Loop, IsProvedWhereItStartsAndForAnIteration) {
  const auto obligations = walk([](Symbolic& d) {
    for (const Word& i : d.each("count", d.word("n"), [&](const Word& k) { return 0 <= k; })) {
      (void)i;
    }
  });
  ASSERT_EQ(obligations.size(), 3u);
  EXPECT_EQ(obligations[0].id, "text.count.init");
  EXPECT_EQ(obligations[1].id, "text.count.word1/Y");
  EXPECT_EQ(obligations[2].id, "text.count.step/Y");
}

// Else the second would pass for an iteration of the first, and what follows it would be gone.
TEST(Loop, IsRefusedWhereOneOnThePathIsCalledTheSame) {
  EXPECT_THROW(walk([](Symbolic& d) {
                 d.induction("count", d.word("n"), nothing);
                 d.induction("count", d.word("n"), nothing);
                 d.ensures("end: nothing follows", [] { return Bool(false); });
               }),
               std::logic_error);
}

TEST(Loop, IsRefusedWhereOneOnAnotherPathIsCalledTheSame) {
  EXPECT_THROW(walk([](Symbolic& d) {
                 if (d.branch(d.apply<Bool>("either"))) {
                   d.induction("count", d.word("n"), nothing);
                 } else {
                   d.induction("count", d.word("m"), nothing);
                 }
               }),
               std::logic_error);
}

TEST(Loop, IsRefusedWhereOneFunctionIsEnteredAgain) {
  const auto again = [](Symbolic& d) { d.induction("count", d.word("n"), nothing); };
  EXPECT_THROW(walk([&](Symbolic& d) {
                 again(d);
                 again(d);
               }),
               std::logic_error);
}

void count_up(Symbolic& d, Pair& pair) {
  for ([[maybe_unused]] const Word& i : d.each("count", d.word("n"), nothing)) {
    pair.second = pair.second + 1;
  }
}

TEST(Loop, MayWriteWhatItsHavocNames) {
  EXPECT_NO_THROW(walk([](Symbolic& d) {
    Pair pair;
    d.modifies(pair);
    count_up(d, pair);
  }));
}

TEST(Loop, IsRefusedWhereItWritesWhatNoHavocNames) {
  EXPECT_THROW(walk([](Symbolic& d) {
                 Pair pair;
                 d.renew_all(pair, "_0");
                 count_up(d, pair);
               }),
               std::logic_error);
  EXPECT_THROW(walk([](Symbolic& d) {
                 Pair pair;
                 pair.names_both = false;
                 d.modifies(pair);
                 count_up(d, pair);
               }),
               std::logic_error);
}

TEST(Loop, IsRefusedWhereItWritesAFunctionThatNoHavocNames) {
  EXPECT_THROW(walk([](Symbolic& d) {
                 Map<Word, Word> function("f", &d.walk());
                 for (const Word& i : d.each("count", d.word("n"), nothing)) function[i] = i;
               }),
               std::logic_error);
}

}  // namespace
}  // namespace claimcheck::smt
