// SPDX-License-Identifier: MIT
#include "properties/command/prove.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

#include "properties/command/options.hpp"
#include "smt/proofs.hpp"
#include "smt/solve/z3.hpp"

namespace claimcheck::command {
namespace {

constexpr const char* small = "lemma.dense_is_sound";

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// All that a command says, and how it ended where that was not well.
std::string output_of(const std::string& command) {
  FILE* output = popen(command.c_str(), "r");
  if (!output) return "cannot be started";
  std::string text;
  std::array<char, 256> buffer;
  while (fgets(buffer.data(), buffer.size(), output)) text += buffer.data();
  const int status = pclose(output);
  return status == 0 ? text : fmt::format("{}and ended with {}", text, status);
}

class ProveTest : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Of this process: CTest runs the tests of a fixture beside each other.
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / fmt::format("claimcheck-prove-{}", getpid());
};

TEST_F(ProveTest, SaysThatThereIsNothingOfThatName) {
  ProveOptions options;
  options.id = "lemma.of-nothing";
  EXPECT_THROW(prove(options), UsageError);
}

TEST_F(ProveTest, ProvesWhatItIsAskedFor) {
  ProveOptions options;
  options.id = small;
  EXPECT_EQ(prove(options), ExitStatus::holds);
}

TEST_F(ProveTest, ExportsFilesThatZ3DecidesAlone) {
  ProveOptions options;
  options.id = small;
  options.export_to = folder_;
  options.certificates = true;
  EXPECT_EQ(prove(options), ExitStatus::holds);
  const auto name = std::string(small) + ".sound";
  for (const char* kind : {".smt2", ".ground.smt2"}) {
    const auto text = content(folder_ / (name + kind));
    EXPECT_EQ(smt::solve::ask_z3(text).status, smt::solve::Status::proved) << kind;
  }
  EXPECT_EQ(content(folder_ / (name + ".ground.smt2")).find("forall"), std::string::npos);
}

// All of them, with no settings: what the README tells a sceptic to do.
TEST_F(ProveTest, ExportsNoFileThatZ3OrCvc5DoesNotDecideOnItsOwn) {
  const auto obligations = smt::all_obligations();
  smt::ProveOptions options;
  options.with_cvc5 = false;
  export_files(smt::prove(obligations, options), folder_);
  std::vector<std::string> questions;
  for (const auto& obligation : obligations) {
    for (const char* program : {"z3", "cvc5"}) {
      const auto file = folder_ / (smt::plain_name(obligation.id) + ".smt2");
      questions.push_back(fmt::format("{} '{}' 2>&1", program, file.string()));
    }
  }
  std::vector<std::string> answers(questions.size());
  std::atomic<std::size_t> next = 0;
  const auto ask = [&] {
    for (std::size_t i = next++; i < questions.size(); i = next++) {
      answers[i] = output_of(questions[i]);
    }
  };
  std::thread other(ask);
  ask();
  other.join();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    EXPECT_EQ(answers[i], "unsat\n") << questions[i] << " (./claimcheck test installs both)";
  }
}

TEST_F(ProveTest, WritesNothingWhereItCannot) {
  std::filesystem::create_directories(folder_);
  ProveOptions options;
  options.id = small;
  options.json = folder_;
  EXPECT_THROW(prove(options), UsageError);
}

}  // namespace
}  // namespace claimcheck::command
