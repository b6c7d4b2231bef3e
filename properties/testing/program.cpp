// SPDX-License-Identifier: MIT
#include "properties/testing/program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace claimcheck::testing {
namespace {

[[noreturn]] void exec(const std::vector<std::string>& words, const std::filesystem::path& folder,
                       const std::vector<std::string>& settings) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  for (const auto& setting : settings) putenv(const_cast<char*>(setting.c_str()));
  if (chdir(folder.c_str()) == 0) execv(arguments[0], arguments.data());
  _exit(127);
}

bool send_to(const std::filesystem::path& path, int descriptor) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  return file >= 0 && dup2(file, descriptor) >= 0;
}

int status_of(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) < 0) throw std::runtime_error("waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

Ended run_program(const std::vector<std::string>& words, const std::filesystem::path& folder,
                  const std::vector<std::string>& settings) {
  const TemporaryFolder results;
  const auto out = results.path() / "out";
  const auto err = results.path() / "err";
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    if (!send_to(out, STDOUT_FILENO) || !send_to(err, STDERR_FILENO)) _exit(127);
    exec(words, folder, settings);
  }
  const int status = status_of(child);
  return {status, read_file(out), read_file(err)};
}

Ended run_on_terminal(const std::vector<std::string>& words, unsigned short columns,
                      const std::filesystem::path& folder) {
  const winsize size{24, columns, 0, 0};
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("forkpty");
  if (child == 0) {
    unsetenv("COLUMNS");
    exec(words, folder, {});
  }
  std::string out;
  char bytes[4096];
  // Reading fails where nobody has the other end any more.
  for (ssize_t count = 0; (count = read(terminal, bytes, sizeof bytes)) > 0;) {
    out.append(bytes, static_cast<std::size_t>(count));
  }
  close(terminal);
  std::erase(out, '\r');
  return {status_of(child), out, ""};
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
