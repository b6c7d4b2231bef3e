// SPDX-License-Identifier: MIT
#include "properties/process/process.hpp"
#include "properties/process/deadline.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <system_error>

namespace claimcheck::process {
namespace {

// What wants to run and does not get to, on a machine under load, is given this many times the
// time-out.
constexpr int starved_factor = 20;

bool has_sanitizer() {
  return dlsym(RTLD_DEFAULT, "__asan_init") || dlsym(RTLD_DEFAULT, "__tsan_init") ||
         dlsym(RTLD_DEFAULT, "__msan_init");
}

}  // namespace

Process::Process(pid_t child) : child_(child) {
  setpgid(child, child);  // the child does so too: whoever comes first
}

Process::~Process() {
  kill();
  while (!status_ && waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::optional<int> Process::ended() {
  if (status_) return status_;
  siginfo_t info{};
  if (waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) < 0 &&
      errno != EINTR) {
    throw std::system_error(errno, std::generic_category(), "waitid");
  }
  if (info.si_pid != child_) return status_;
  // Still a zombie, so the number is still its own: what it forked is killed before it is reaped.
  ::kill(-child_, SIGKILL);
  int status = 0;
  if (waitpid(child_, &status, 0) == child_) status_ = status;
  return status_;
}

// Never once it is reaped: its number may by then be that of another process or group.
void Process::kill() {
  if (status_) return;
  ::kill(-child_, SIGKILL);
  ::kill(child_, SIGKILL);
}

std::optional<std::chrono::nanoseconds> Process::cpu_time() const {
  clockid_t clock;
  timespec time{};
  if (clock_getcpuclockid(child_, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    return std::nullopt;
  }
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

bool Process::is_waiting() const {
  std::ifstream file(fmt::format("/proc/{}/stat", child_));
  std::string text;
  std::getline(file, text);
  // "pid (name) state ...", where the name may hold anything.
  const auto end = text.rfind(") ");
  if (end == std::string::npos || end + 2 >= text.size()) return true;
  const char state = text[end + 2];
  return state != 'R' && state != 'D';
}

void become_child(std::uint64_t max_memory_bytes) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  heed_no_signals();
  for (const int number : {SIGBUS, SIGPIPE}) signal(number, SIG_DFL);
  if (const int nothing = open("/dev/null", O_RDONLY); nothing > STDIN_FILENO) {
    dup2(nothing, STDIN_FILENO);
    close(nothing);
  }
  dup2(STDERR_FILENO, STDOUT_FILENO);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  pthread_atfork(nullptr, nullptr, [] { _exit(EXIT_SUCCESS); });
  if (has_sanitizer()) return;
  const rlimit limit{max_memory_bytes, max_memory_bytes};
  setrlimit(RLIMIT_AS, &limit);
}

Pulse::Pulse(const Process& process, std::span<const engines::CallMark> marks,
             std::chrono::nanoseconds engine_timeout, std::chrono::nanoseconds harness_timeout)
    : process_(process),
      marks_(marks),
      engine_timeout_(engine_timeout),
      harness_timeout_(harness_timeout),
      calls_(marks.size()),
      looked_(Clock::now()) {}

bool Pulse::waits() {
  constexpr std::chrono::milliseconds moment(100);
  if (!process_.is_waiting()) {
    waiting_since_.reset();
    return false;
  }
  if (!waiting_since_) waiting_since_ = looked_;
  return looked_ - *waiting_since_ >= moment;
}

bool Pulse::hangs(Call& call, std::uint64_t number, std::chrono::nanoseconds passed) {
  const auto cpu_time = [&] { return process_.cpu_time().value_or(std::chrono::nanoseconds(0)); };
  if (number != call.number) {
    call = {number, std::chrono::nanoseconds(0), cpu_time()};
    waiting_since_.reset();
    return false;
  }
  if (!engines::CallMark::is_running(number)) return false;
  call.silent += passed;
  if (call.silent < engine_timeout_) return false;
  return cpu_time() - call.cpu_before >= engine_timeout_ || waits() ||
         call.silent >= engine_timeout_ * starved_factor;
}

Pulse::Life Pulse::look(std::uint64_t beats) {
  constexpr std::chrono::nanoseconds most = std::chrono::seconds(1);
  const auto now = Clock::now();
  const auto passed = std::min<std::chrono::nanoseconds>(now - looked_, most);
  looked_ = now;
  silent_ += passed;
  if (beats != beats_) silent_ = std::chrono::nanoseconds(0);
  beats_ = beats;
  for (std::size_t caller = 0; caller < marks_.size(); ++caller) {
    const auto number = marks_[caller].number();
    const bool gets_on = number != calls_[caller].number || engines::CallMark::is_running(number);
    if (gets_on) silent_ = std::chrono::nanoseconds(0);
    if (hangs(calls_[caller], number, passed)) return Life::engine_hangs;
  }
  return silent_ >= harness_timeout_ ? Life::harness_hangs : Life::gets_on;
}

}  // namespace claimcheck::process
