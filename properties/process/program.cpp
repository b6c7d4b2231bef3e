// SPDX-License-Identifier: MIT
#include "properties/process/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <system_error>

#include "properties/process/pipe.hpp"

namespace claimcheck::process {
namespace {

constexpr int no_program = 127;

using FilePointer = std::unique_ptr<FILE, int (*)(FILE*)>;

// A file without a name, read from its start.
FilePointer file_of(std::string_view text) {
  const int descriptor = memfd_create("input", MFD_CLOEXEC);
  FilePointer file(descriptor < 0 ? nullptr : fdopen(descriptor, "w+"), std::fclose);
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fflush(file.get()) != 0) {
    throw std::system_error(errno, std::generic_category(), "a temporary file");
  }
  std::rewind(file.get());
  return file;
}

// Our own, in the C locale.
std::vector<std::string> environment() {
  std::vector<std::string> settings{"LC_ALL=C"};
  for (char** setting = environ; *setting; ++setting) {
    if (!std::string_view(*setting).starts_with("LC_ALL=")) settings.emplace_back(*setting);
  }
  return settings;
}

std::vector<char*> pointers_to(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const auto& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// In the child, between _Fork() and exec(): system calls only.
[[noreturn]] void become(char* const* words, char* const* settings, const char* folder, int input,
                         int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  signal(SIGPIPE, SIG_DFL);  // which we ignore
  if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
      dup2(output, STDERR_FILENO) >= 0 && chdir(folder) == 0) {
    execvpe(words[0], words, settings);
  }
  _exit(no_program);
}

// Reads until the program closes its output or the time is over. False: the time was over.
bool read_output(int descriptor, const ProgramLimits& limits, std::string& text) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(limits.time_ms);
  std::array<char, 65536> buffer;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd ready{descriptor, POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(left.count())) <= 0) continue;
    const auto count = read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return true;
    const auto room = limits.output_bytes - std::min(limits.output_bytes, text.size());
    text.append(buffer.data(), std::min(room, static_cast<std::size_t>(count)));
  }
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& words,
                          const std::filesystem::path& folder, std::string_view input,
                          const ProgramLimits& limits) {
  const auto arguments = pointers_to(words);
  const auto settings = environment();
  const auto setting_pointers = pointers_to(settings);
  const auto stdin_file = file_of(input);
  const int input_descriptor = fileno(stdin_file.get());
  Pipe pipe;
  // Not fork(): where an engine runs, what is forked ends at once (become_child()).
  const pid_t child = _Fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    become(arguments.data(), setting_pointers.data(), folder.c_str(), input_descriptor,
           pipe.out.get());
  }
  pipe.out.reset();
  ProgramResult result;
  result.timed_out = !read_output(pipe.in.get(), limits, result.output);
  if (result.timed_out) kill(-child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  // What it left running behind it would write into what comes next.
  kill(-child, SIGKILL);
  if (WIFEXITED(status)) result.status = WEXITSTATUS(status);
  result.started = result.status != no_program;
  return result;
}

}  // namespace claimcheck::process
