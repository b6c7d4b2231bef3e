// SPDX-License-Identifier: MIT
#include "properties/testing/program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace claimcheck::testing {
namespace {

[[noreturn]] void exec(const std::vector<std::string>& words, const std::filesystem::path& folder,
                       const std::vector<std::string>& settings, const std::filesystem::path& out,
                       const std::filesystem::path& err) {
  const auto send_to = [](const std::filesystem::path& path, int descriptor) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    return file >= 0 && dup2(file, descriptor) >= 0;
  };
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  for (const auto& setting : settings) putenv(const_cast<char*>(setting.c_str()));
  if (send_to(out, STDOUT_FILENO) && send_to(err, STDERR_FILENO) && chdir(folder.c_str()) == 0) {
    execv(arguments[0], arguments.data());
  }
  _exit(127);
}

}  // namespace

Ended run_program(const std::vector<std::string>& words, const std::filesystem::path& folder,
                  const std::vector<std::string>& settings) {
  const TemporaryFolder results;
  const auto out = results.path() / "out";
  const auto err = results.path() / "err";
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) exec(words, folder, settings, out, err);
  int status = 0;
  if (waitpid(child, &status, 0) < 0) throw std::runtime_error("waitpid");
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read_file(out),
          read_file(err)};
}

TemporaryFolder::TemporaryFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "claimcheck-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return text.str();
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace claimcheck::testing
