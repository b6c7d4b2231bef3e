// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "smt/ledger/statements_page.hpp"
#include "smt/proofs/proofs.hpp"

namespace claimcheck::smt {
namespace {

const std::string proved_as = "proved as ";

// The specifications that hypotheses say they are proved by.
std::set<std::string> used_lemmas(const std::vector<Obligation>& obligations) {
  std::set<std::string> used;
  for (const auto& obligation : obligations) {
    for (const auto& hypothesis : obligation.hypotheses) {
      const auto& reason = hypothesis.reason;
      if (reason.rfind(proved_as, 0) == 0) used.insert(reason.substr(proved_as.size()));
    }
  }
  return used;
}

std::set<std::string> specifications(const std::vector<Obligation>& obligations) {
  std::set<std::string> all;
  for (const auto& obligation : obligations) all.insert(specification_of(obligation.id));
  return all;
}

TEST(Lemmas, AreProvedWhereverTheyAreUsed) {
  const auto all = all_obligations();
  const auto proved = specifications(all);
  const auto used = used_lemmas(all);
  for (const auto& lemma : used) EXPECT_TRUE(proved.contains(lemma)) << lemma;
  EXPECT_GT(used.size(), 10u);
}

// What no theorem rests on would be proved for nothing.
TEST(Lemmas, AreUsedUnlessTheyAreWhatIsConcluded) {
  const auto all = all_obligations();
  const auto used = used_lemmas(all);
  const std::set<std::string> concluded{"lemma.dense_is_sound", "calls.claim-untagged",
                                        "calls.premises"};
  for (const auto& name : specifications(all)) {
    const bool is_lemma = name.rfind("lemma.", 0) == 0 || name.rfind("accounts.", 0) == 0 ||
                          name.rfind("calls.", 0) == 0 || name == "collect";
    if (!is_lemma) continue;
    EXPECT_NE(used.contains(name), concluded.contains(name)) << name;
  }
}

// A lemma is used after it is proved, so that none rests on itself.
TEST(Lemmas, StandBeforeWhatUsesThem) {
  const auto all = all_obligations();
  std::set<std::string> before;
  std::string current;
  for (const auto& obligation : all) {
    const auto name = specification_of(obligation.id);
    if (name != current) before.insert(current);
    current = name;
    for (const auto& lemma : used_lemmas({obligation})) {
      EXPECT_TRUE(before.contains(lemma)) << obligation.id << " uses " << lemma;
    }
  }
}

TEST(Theorems, AreInTheReadmeInTheirOwnWords) {
  std::ifstream file(CLAIMCHECK_SMT_README);
  std::stringstream text;
  text << file.rdbuf();
  std::size_t theorems = 0;
  for (const auto& obligation : all_obligations()) {
    const auto& sentence = obligation.sentence;
    const auto name = sentence.substr(0, sentence.find(':'));
    const auto id = "theorem." + name;
    if (obligation.id != id && obligation.id.rfind(id + "/", 0) != 0) continue;
    ++theorems;
    const auto line = "- **" + name + "**" + sentence.substr(name.size()) + ".\n";
    EXPECT_NE(text.str().find(line), std::string::npos) << line;
  }
  EXPECT_EQ(theorems, 8u);
}

}  // namespace
}  // namespace claimcheck::smt
