// SPDX-License-Identifier: MIT
#include "smt/solvers/cvc5.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

extern char** environ;

namespace claimcheck::smt::solve {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return descriptor_; }
  void close() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  }

 private:
  int descriptor_;
};

// A file for one process to read; gone with this.
class QuestionFile {
 public:
  explicit QuestionFile(const std::string& text) {
    const int descriptor = ::mkstemps(path_.data(), 5);
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), path_);
    const Descriptor file(descriptor);
    for (std::size_t done = 0; done < text.size();) {
      const auto count = ::write(descriptor, text.data() + done, text.size() - done);
      if (count < 0) throw std::system_error(errno, std::generic_category(), path_);
      done += static_cast<std::size_t>(count);
    }
  }
  QuestionFile(const QuestionFile&) = delete;
  QuestionFile& operator=(const QuestionFile&) = delete;
  ~QuestionFile() { ::unlink(path_.c_str()); }

  const std::string& path() const { return path_; }

 private:
  std::string path_ = std::filesystem::temp_directory_path() / "claimcheck-XXXXXX.smt2";
};

struct Finished {
  bool ran = false;  // it was there
  int status = -1;   // its exit status; -1 where a signal ended it
  std::string output;
};

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const auto count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Finished run(std::vector<std::string> command) {
  std::array<int, 2> ends;
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  const Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, write_end.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, write_end.get(), STDERR_FILENO);
  std::vector<char*> arguments;
  for (auto& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int error =
      ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  Finished finished;
  if (error != 0) return finished;
  write_end.close();
  finished.output = read_all(read_end.get());
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  finished.ran = !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return finished;
}

Answer answer_of(const Finished& finished) {
  Answer answer;
  if (!finished.ran) return answer;
  answer.said = finished.output;
  answer.status = Status::failed;
  // The whole of what it said, not its last line: after an error it goes on to a verdict.
  if (finished.output.find("interrupted by") != std::string::npos) {
    answer.status = Status::unknown;
  } else if (finished.status == 0) {
    if (finished.output == "unsat\n") answer.status = Status::proved;
    if (finished.output == "sat\n") answer.status = Status::refuted;
    if (finished.output == "unknown\n") answer.status = Status::unknown;
  }
  return answer;
}

}  // namespace

std::string cvc5_version() {
  const auto finished = run({"cvc5", "--version"});
  if (!finished.ran || finished.status != 0) return "";
  const std::string lead = "This is cvc5 version ";
  if (finished.output.rfind(lead, 0) != 0) return "";
  return finished.output.substr(lead.size(),
                                finished.output.find_first_of(" \n", lead.size()) - lead.size());
}

bool has_cvc5() {
  static const bool has = !cvc5_version().empty();
  return has;
}

Answer ask_cvc5(const std::string& smtlib, Seek seek, unsigned budget_s) {
  if (!has_cvc5()) return {};
  const QuestionFile file(smtlib);
  std::vector<std::string> command = {"cvc5", fmt::format("--tlimit={}", budget_s * 1000)};
  if (seek == Seek::model) command.insert(command.end(), {"--finite-model-find", "--fmf-bound"});
  command.push_back(file.path());
  return answer_of(run(std::move(command)));
}

}  // namespace claimcheck::smt::solve
