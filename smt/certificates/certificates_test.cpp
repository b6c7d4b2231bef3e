// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "smt/certificates/maker.hpp"
#include "smt/checker/proof.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::smt::certificates {
namespace {

std::vector<Obligation> obligations_of(const std::string& id) {
  auto all = all_obligations();
  std::erase_if(all, [&](const Obligation& o) { return o.id.rfind(id, 0) != 0; });
  // As they are exported.
  for (Obligation& obligation : all) {
    const auto guarded = guard_hypotheses(obligation);
    const auto core = solve::find_core(guarded.smtlib, guarded.guards);
    if (core) obligation = only_needed(obligation, *core);
  }
  return all;
}

std::string refusal_of(const Obligation& obligation, const std::string& certificate) {
  return checker::refusal(plain_name(obligation.id), to_smtlib(obligation), certificate);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string without(const std::vector<std::string>& lines, std::size_t dropped) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) text += i == dropped ? "" : lines[i] + "\n";
  return text;
}

// Small enough for every change; .ci/nightly makes and checks all.
const std::vector<std::pair<std::string, std::size_t>> certified = {
    {"theorem", 19}, {"lemma", 30}, {"claim_untagged", 23}, {"locks.start", 19}};

TEST(CertificatesTest, AreMadeOfEveryObligation) {
  for (const auto& [id, count] : certified) {
    std::size_t found = 0;
    for (const auto& obligation : obligations_of(id)) {
      const auto certificate = certify(obligation);
      ASSERT_TRUE(certificate) << obligation.id;
      EXPECT_EQ(refusal_of(obligation, certificate->text), "");
      ++found;
    }
    EXPECT_EQ(found, count) << id;
  }
}

TEST(CertificatesTest, AreNotMadeOfWhatIsFalse) {
  for (const char* id : {"theorem.I4", "locks.start"}) {
    for (auto obligation : obligations_of(id)) {
      obligation.hypotheses.clear();
      EXPECT_FALSE(certify(obligation)) << obligation.id;
    }
  }
}

TEST(CertificatesTest, AreRefusedForAnotherObligation) {
  const auto all = obligations_of("theorem");
  for (const auto& obligation : all) {
    auto text = certify(obligation)->text;
    for (const auto& other : all) {
      if (&other == &obligation) continue;
      EXPECT_NE(refusal_of(other, text), "");
      text.replace(0, text.find('\n'), "certificate 1 " + plain_name(other.id));
      EXPECT_NE(refusal_of(other, text), "") << obligation.id << " for " << other.id;
    }
  }
}

TEST(CertificatesTest, HoldNoLineThatCanBeLeftOut) {
  for (const auto& obligation : obligations_of("lemma")) {
    const auto lines = lines_of(certify(obligation)->text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      EXPECT_NE(refusal_of(obligation, without(lines, i)), "") << obligation.id << ": " << lines[i];
    }
  }
}

// The last word of a line by one of another line: another term, factor, clause or step.
TEST(CertificatesTest, ProveNothingFalseWhereTheyAreDamaged) {
  for (auto obligation : obligations_of("theorem")) {
    const auto lines = lines_of(certify(obligation)->text);
    // Of this nothing follows: so no damage makes it a proof.
    obligation.goal = negate(obligation.goal);
    EXPECT_NE(refusal_of(obligation, without(lines, lines.size())), "");
    for (std::size_t i = 1; i < lines.size(); ++i) {
      auto damaged = lines;
      const auto other = lines[(i + 1) % lines.size()];
      damaged[i].resize(damaged[i].rfind(' '));
      damaged[i] += other.substr(other.rfind(' '));
      EXPECT_NE(refusal_of(obligation, without(damaged, lines.size())), "");
    }
  }
}

TEST(CertificatesTest, AreRefusedWithAnotherFactor) {
  std::size_t refused = 0, accepted = 0;
  for (const auto& obligation : obligations_of("lemma")) {
    const auto lines = lines_of(certify(obligation)->text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto at = lines[i].find(" linear ");
      if (at == std::string::npos) continue;
      auto damaged = lines;
      damaged[i].insert(at + 8, lines[i][at + 8] == '-' ? "" : "9");
      if (damaged[i] == lines[i]) continue;
      const bool is_refused = !refusal_of(obligation, without(damaged, lines.size())).empty();
      // Of one inequality without terms every factor is right.
      const bool is_alone = std::count(lines[i].begin(), lines[i].end(), '_') < 2;
      (is_refused ? refused : accepted) += !is_alone || is_refused;
    }
  }
  EXPECT_GT(refused, 20u);
  EXPECT_EQ(accepted, 0u);
}

}  // namespace
}  // namespace claimcheck::smt::certificates
