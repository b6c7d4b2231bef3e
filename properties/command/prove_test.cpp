// SPDX-License-Identifier: MIT
#include "properties/command/prove.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "properties/options/options.hpp"
#include "properties/testing/program.hpp"
#include "smt/checker/proof.hpp"
#include "smt/proofs/proofs.hpp"
#include "smt/solvers/z3.hpp"

namespace claimcheck::command {
namespace {

constexpr const char* small = "lemma.dense_is_sound";

// All that a program of the user's path says of a file, and its status where that is not 0.
std::string answer_of(const std::string& program, const std::filesystem::path& file) {
  const auto ended = testing::run_program({"/usr/bin/env", program, file.string()});
  const auto said = ended.out + ended.err;
  return ended.status == 0 ? said : fmt::format("{}status {}", said, ended.status);
}

class ProveTest : public ::testing::Test {
 protected:
  testing::TemporaryFolder made_;
  const std::filesystem::path& folder_ = made_.path();
};

TEST_F(ProveTest, SaysThatThereIsNothingOfThatName) {
  ProveOptions options;
  options.id = "lemma.of-nothing";
  EXPECT_THROW(prove(options), options::UsageError);
}

TEST_F(ProveTest, ProvesWhatItIsAskedFor) {
  ProveOptions options;
  options.id = small;
  EXPECT_EQ(prove(options), options::ExitStatus::holds);
}

TEST_F(ProveTest, HasNoVerdictWhereACertificateThatIsAskedForIsMissing) {
  auto all = smt::all_obligations();
  std::erase_if(all, [](const auto& obligation) { return !obligation.id.starts_with(small); });
  smt::ProveOptions options;
  options.with_certificates = true;
  auto entries = smt::prove(all, options);
  ASSERT_FALSE(entries.empty());
  EXPECT_EQ(status_of(entries, true), options::ExitStatus::holds);
  entries.back().certificate.reset();
  EXPECT_EQ(status_of(entries, true), options::ExitStatus::no_verdict);
  EXPECT_EQ(status_of(entries, false), options::ExitStatus::holds);
}

TEST_F(ProveTest, ExportsFilesThatZ3AndTheCheckerDecideAlone) {
  ProveOptions options;
  options.id = small;
  options.export_to = folder_;
  options.certificates = true;
  EXPECT_EQ(prove(options), options::ExitStatus::holds);
  const auto name = std::string(small) + ".sound";
  const auto obligation = testing::read_file(folder_ / (name + ".smt2"));
  EXPECT_EQ(smt::solve::ask_z3(obligation).status, smt::solve::Status::proved);
  const auto certificate = testing::read_file(folder_ / (name + ".certificate"));
  EXPECT_EQ(checker::refusal(name, obligation, certificate), "");
}

// All of them, with no settings: what the README tells a sceptic to do.
// The solvers allocate a lot, and a sanitizer watches each allocation.
constexpr std::size_t stride = CLAIMCHECK_IS_SANITIZED ? 16 : 1;

std::vector<smt::Obligation> every_nth_obligation() {
  auto all = smt::all_obligations();
  std::vector<smt::Obligation> some;
  for (std::size_t i = 0; i < all.size(); i += stride) some.push_back(std::move(all[i]));
  return some;
}

TEST_F(ProveTest, ExportsNoFileThatZ3OrCvc5DoesNotDecideOnItsOwn) {
  const auto obligations = every_nth_obligation();
  smt::ProveOptions options;
  options.with_cvc5 = false;
  export_files(smt::prove(obligations, options), folder_);
  struct Question {
    const char* program;
    std::filesystem::path file;
    std::string answer;
  };
  std::vector<Question> questions;
  for (const auto& obligation : obligations) {
    const auto file = folder_ / (smt::plain_name(obligation.id) + ".smt2");
    for (const char* program : {"z3", "cvc5"}) questions.push_back({program, file, ""});
  }
  std::atomic<std::size_t> next = 0;
  const auto ask = [&] {
    for (std::size_t i = next++; i < questions.size(); i = next++) {
      questions[i].answer = answer_of(questions[i].program, questions[i].file);
    }
  };
  std::thread other(ask);
  ask();
  other.join();
  for (const auto& question : questions) {
    EXPECT_EQ(question.answer, "unsat\n") << question.program << ' ' << question.file;
  }
}

TEST_F(ProveTest, WritesNothingWhereItCannot) {
  ProveOptions options;
  options.id = small;
  options.json = folder_;
  EXPECT_THROW(prove(options), options::UsageError);
}

}  // namespace
}  // namespace claimcheck::command
