// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
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

// What each specification requires, as text.
std::map<std::string, std::set<std::string>> all_premises(
    const std::vector<Obligation>& obligations) {
  std::map<std::string, std::set<std::string>> premises;
  for (const auto& obligation : obligations) {
    auto& of_this = premises[specification_of(obligation.id)];
    for (const auto& hypothesis : obligation.hypotheses) {
      if (hypothesis.given == Given::premise) of_this.insert(to_string(hypothesis.term));
    }
  }
  return premises;
}

// On each path that comes to where a specification uses a lemma, how many parts of the lemma's
// premises are obligations there; the fewest of all paths.
std::map<std::string, std::size_t> premises_shown(const std::vector<Obligation>& obligations) {
  std::map<std::string, std::map<std::string, std::size_t>> by_path;
  for (const auto& obligation : obligations) {
    const auto path = obligation.id.find('/');
    const auto point = obligation.id.substr(0, path);
    if (point.find(".uses.") == std::string::npos) continue;
    ++by_path[point.substr(0, point.rfind('_'))]
             [path == std::string::npos ? "" : obligation.id.substr(path)];
  }
  std::map<std::string, std::size_t> fewest;
  for (const auto& [use, of_paths] : by_path) {
    fewest[use] =
        std::ranges::min_element(of_paths, {}, [](const auto& one) { return one.second; })->second;
  }
  return fewest;
}

// Else a lemma would be assumed of what it does not speak of. Vacuity does not show that: a state
// that meets the lemma's premise as well meets all hypotheses, and that others do not is not seen.
TEST(Lemmas, AreUsedWhereAllTheirPremisesAreProvedOrRequired) {
  const auto all = all_obligations();
  const auto premises = all_premises(all);
  const auto shown = premises_shown(all);
  std::set<std::string> bare;
  for (const auto& obligation : all) {
    std::set<std::string> known;
    for (const auto& hypothesis : obligation.hypotheses) known.insert(to_string(hypothesis.term));
    for (const auto& lemma : used_lemmas({obligation})) {
      const auto& required = premises.at(lemma);
      const auto use = specification_of(obligation.id) + ".uses." + lemma;
      const auto uses = shown.find(use);
      const bool holds = uses == shown.end() ? std::ranges::includes(known, required)
                                             : uses->second >= required.size();
      if (!holds) bare.insert(use);
    }
  }
  // Their premises are shown in another way.
  const std::set<std::string> otherwise{
      "accounts.devices.uses.accounts.ranges",     // what is used holds if the premise does
      "theorem.uses.lemma.dense_is_complete",      // likewise: one obligation for all parts
      "calls.claim-group.uses.claim_group",        // by calls.premises
      "calls.claim-untagged.uses.claim_untagged",  // likewise
      "theorem.uses.claim_group",                  // likewise
      "calls.collect.uses.collect",                // the premise is how it starts
  };
  EXPECT_EQ(bare, otherwise);
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
